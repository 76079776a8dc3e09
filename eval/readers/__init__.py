"""Readers of labelled notes, one file a format.

A reader takes a path and `ReadOptions` and yields `Row`s. `read_labelled` finds the reader,
by name or by what the path looks like, and parts notes from bad rows.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from eval.errors import LabelledFileError, UnknownFormatError
from eval.readers.codiesp import is_codiesp, read_codiesp
from eval.readers.csv_table import read_csv
from eval.readers.fhir import read_fhir
from eval.readers.jsonl import read_jsonl
from eval.readers.mdace import read_mdace
from eval.readers.parquet import read_parquet
from eval.readers.reading import Reader, Reading, ReadOptions, Row, collect

__all__ = ["READERS", "ReadOptions", "Reading", "Row", "detect_format", "read_labelled"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "jsonl": read_jsonl,
        "codiesp": read_codiesp,
        "mdace": read_mdace,
        "csv": read_csv,
        "parquet": read_parquet,
        "fhir": read_fhir,
    }
)
"""Every format by name."""

_BY_SUFFIX = {".jsonl": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}


def read_labelled(
    path: Path,
    *,
    format: str = "",  # noqa: A002 - what the command line calls it
    options: ReadOptions | None = None,
    skip_bad: bool = False,
) -> Reading:
    """Read labelled notes.

    Args:
        path: a file, or a folder where the format has one.
        format: a name of `READERS`; "" goes by the path.
        options: what the format may need to know besides.
        skip_bad: pass over rows that cannot be read; they are in the reading's `bad`.

    Raises:
        LabelledFileError: there is nothing to read, no reader, or bad rows.
    """
    if not path.exists():
        raise LabelledFileError(f"{path.name} does not exist.")
    reader = READERS.get(format or detect_format(path))
    if reader is None:
        raise UnknownFormatError(f"Unknown format. Use one of: {', '.join(READERS)}.")
    return collect(reader(path, options or ReadOptions()), skip_bad=skip_bad)


def detect_format(path: Path) -> str:
    """Tell the format by the path's suffix, or by what lies in the folder.

    Raises:
        UnknownFormatError: it looks like none.
    """
    if is_codiesp(path):
        return "codiesp"
    found = _BY_SUFFIX.get(path.suffix.lower()) if path.is_file() else None
    first = next(iter(sorted(path.rglob("*.json"))), None) if path.is_dir() else path
    if found is None and first is not None and first.suffix.lower() == ".json":
        found = _json_format(first)
    if found is None:
        raise UnknownFormatError(
            f"{path.name} looks like none of: {', '.join(READERS)}. Say which it is."
        )
    return found


def _json_format(path: Path) -> str | None:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    if content.get("resourceType") == "Bundle":
        return "fhir"
    return "mdace" if "notes" in content else None
