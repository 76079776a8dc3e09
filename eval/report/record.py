"""A report as it is kept: the result and what it was made with."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import ReportFileError
from eval.provenance import Provenance
from eval.results import EvaluationResult


class Report(BaseModel):
    """What `report.json` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: Provenance
    result: EvaluationResult


def read_report(path: Path) -> Report:
    """Read a `report.json`, or the one in a folder.

    Raises:
        ReportFileError: it cannot be read, or was written by another version.
    """
    path = path / "report.json" if path.is_dir() else path
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportFileError(f"{path.name} cannot be read: {error.strerror}.") from None
    try:
        return Report.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        field = ".".join(map(str, first["loc"])) or "the file"
        raise ReportFileError(
            f"{path.name} is no report of this version: {field}: {first['msg']}."
        ) from None
