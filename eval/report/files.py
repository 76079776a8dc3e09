"""Write reports to a folder."""

from dataclasses import dataclass
from pathlib import Path

from eval.provenance import Provenance
from eval.report.compare_page import comparison_page
from eval.report.comparison import Comparison
from eval.report.page import report_page
from eval.report.record import Report
from eval.report.wording import CodeTitles, no_title
from eval.results import EvaluationResult


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where a report was written."""

    json: Path
    html: Path


@dataclass(frozen=True, slots=True)
class ComparisonFiles:
    """Where a comparison was written; the JSON holds the differences only."""

    json: Path
    html: Path


def write_report(
    result: EvaluationResult,
    folder: Path,
    *,
    provenance: Provenance,
    titles: CodeTitles = no_title,
) -> ReportFiles:
    """Write `report.json` and `report.html`; the same arguments give the same bytes.

    Note text is in them where the result carries it, and else no word of a note.

    Args:
        result: what was measured.
        folder: made where it is missing; files of an earlier report are overwritten.
        provenance: what the run was made with.
        titles: names codes for people; without it codes stand alone.

    Raises:
        MissingPackageError: the extra `eval` is not installed.
        OSError: the folder cannot be written.
    """
    report = Report(provenance=provenance, result=result)
    files = ReportFiles(folder / "report.json", folder / "report.html")
    page = report_page(report, titles)
    folder.mkdir(parents=True, exist_ok=True)
    _write(files.json, report.model_dump_json() + "\n")
    _write(files.html, page)
    return files


def write_comparison(
    comparison: Comparison, folder: Path, *, titles: CodeTitles = no_title
) -> ComparisonFiles:
    """Write `compare.json` and `compare.html`; arguments and errors as in `write_report`."""
    files = ComparisonFiles(folder / "compare.json", folder / "compare.html")
    page = comparison_page(comparison, titles)
    folder.mkdir(parents=True, exist_ok=True)
    kept = comparison.model_dump_json(include={"differences"}, indent=1)
    _write(files.json, kept + "\n")
    _write(files.html, page)
    return files


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="\n")
