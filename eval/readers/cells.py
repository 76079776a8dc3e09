"""Rows of a plain table: `note_id`, `text`, `codes`, and optional columns.

Optional columns: `system` (of the row's codes), `setting`, `date_of_service`, `kind`,
`specialty`, `split`, `source`. A code may carry its own system: "CPT:99213". All codes are
required.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from coding_assist.note import CodeSystem
from eval.code_key import system_named, written_code
from eval.errors import LabelledFileError, LabelledRowError
from eval.labelled import LabelledCode, LabelledNote
from eval.readers.reading import ReadOptions, make_note

NEEDED = ("note_id", "text", "codes")
_LONGEST_CELL = 16 * 1024 * 1024
_OF_NOTE = ("note_id", "text", "setting", "date_of_service")


def check_columns(names: list[str], where: str) -> None:
    """Refuse a table without the needed columns.

    Raises:
        LabelledFileError: names those that are missing.
    """
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise LabelledFileError(f"{where} has no column {', '.join(missing)}.")


@contextmanager
def long_cells() -> Iterator[None]:
    """Let `csv` read cells as long as notes are, and set its limit back."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def labelled_row(row: Mapping[str, Any], options: ReadOptions) -> LabelledNote:
    """Make a note of a row's cells.

    Raises:
        LabelledRowError, InputError: the row is not one.
    """
    cells = {k: v for k, v in row.items() if v not in (None, "")}
    values = {k: cells[k] for k in _OF_NOTE if k in cells}
    values["note_id"] = str(values.get("note_id", ""))
    if "setting" in values:
        values["setting"] = str(values["setting"]).strip().lower()
    given = cells.get("codes", "")
    words = given.split(options.code_separator) if isinstance(given, str) else map(str, given)
    system = _system(str(cells["system"])) if "system" in cells else options.system
    codes = dict.fromkeys(_code(w.strip(), system) for w in words if w.strip())
    return LabelledNote(
        note=make_note(values, options.setting),
        codes=tuple(codes),
        kind=str(cells.get("kind", "")),
        specialty=str(cells.get("specialty", "")),
        split=str(cells.get("split", "")),
        source=str(cells.get("source", "")),
    )


def _code(word: str, system: CodeSystem) -> LabelledCode:
    name, colon, code = word.rpartition(":")
    if colon:
        system = _system(name)
    if not code.strip():
        raise LabelledRowError("There is a system without a code in `codes`.")
    return LabelledCode(system, written_code(system, code))


def _system(name: str) -> CodeSystem:
    system = system_named(name)
    if system is None:
        raise LabelledRowError(f"Unknown code system. Use one of: {', '.join(CodeSystem)}.")
    return system
