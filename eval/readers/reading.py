"""What a reader is asked, what it gives, and how bad rows are told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coding_assist.errors import InputError
from coding_assist.note import CodeSystem, Note, Setting
from eval.errors import BadRowsError, LabelledFileError, LabelledRowError
from eval.labelled import LabelledNote, LabelSpan

_NAMED_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader may need to know besides the path.

    Attributes:
        setting: of notes that do not say.
        system: of codes that do not say (CSV, Parquet).
        delimiter: between the columns of a CSV file; "" takes a tab for .tsv and else a comma.
        code_separator: between the codes of a cell (CSV, Parquet).
        notes: where the texts are that the labels come without (MDACE).
        language: "en" or "es", where a corpus has both (CodiEsp).
    """

    setting: Setting = Setting.OUTPATIENT
    system: CodeSystem = CodeSystem.ICD10CM
    delimiter: str = ""
    code_separator: str = ";"
    notes: Path | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a labelled file: a note, or the problem that keeps it from being one.

    Attributes:
        place: such as "dev.jsonl line 3".
        note: None where there is a problem.
        problem: what is wrong, without a word of the note.
    """

    place: str
    note: LabelledNote | None = None
    problem: str = ""


Reader = Callable[[Path, ReadOptions], Iterator[Row]]
"""Yields the rows of a path in order, the bad ones too."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The notes of a labelled file, and the rows that could not be read."""

    notes: tuple[LabelledNote, ...]
    bad: tuple[Row, ...] = ()


def collect(rows: Iterable[Row], *, skip_bad: bool) -> Reading:
    """Part notes from bad rows; a note id that an earlier note has is a bad row too.

    Raises:
        BadRowsError: there are bad rows and `skip_bad` is not set; names the first twenty.
    """
    notes: dict[str, LabelledNote] = {}
    bad: list[Row] = []
    for row in rows:
        if row.note is None:
            bad.append(row)
        elif row.note.note.note_id in notes:
            bad.append(Row(row.place, problem="An earlier note has the same id."))
        else:
            notes[row.note.note.note_id] = row.note
    if bad and not skip_bad:
        raise BadRowsError(_told(bad))
    return Reading(tuple(notes.values()), tuple(bad))


def attempt(place: str, make: Callable[[], LabelledNote]) -> Row:
    """Make a note, or say where and why there is none."""
    try:
        return Row(place, make())
    except (InputError, LabelledFileError, LabelledRowError) as error:
        return Row(place, problem=str(error))


def make_note(values: dict[str, Any], setting: Setting) -> Note:
    """Make a note of a row's values.

    Raises:
        LabelledRowError: there is no id to tell the note by.
        InputError: the note is not one.
    """
    if not values.get("note_id"):
        raise LabelledRowError("`note_id` is missing.")
    return Note.from_row(values, setting)


def checked_span(start: int, end: int, text: str, what: str) -> LabelSpan:
    """Give a span that lies within the text.

    Raises:
        LabelledRowError: it does not.
    """
    if not 0 <= start < end <= len(text):
        raise LabelledRowError(f"{what}: {start} to {end} is no span of the text.")
    return LabelSpan(start, end)


def read_text(path: Path) -> str:
    """Read a UTF-8 file, line ends as they are, so that offsets hold.

    Raises:
        LabelledFileError: it cannot be opened or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LabelledFileError(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise LabelledFileError(f"{path.name} is not UTF-8 (byte {error.start + 1}).") from None


def _told(bad: list[Row]) -> str:
    lines = [f"{b.place}: {b.problem}" for b in bad[:_NAMED_AT_MOST]]
    if len(bad) > _NAMED_AT_MOST:
        lines.append(f"and {len(bad) - _NAMED_AT_MOST} more.")
    head = f"{len(bad)} rows cannot be read. Mend them, or pass them over (`--skip-bad`)."
    return "\n".join([head, *lines])
