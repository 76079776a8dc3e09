"""Read the rows of a batch file; a bad row is a row with a problem, and the rest goes on."""

import codecs
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from coding_assist.cli.options import CodingOptions
from coding_assist.errors import BatchRowError, InputError
from coding_assist.note import Note

MAX_ROW_BYTES = 16 * 1024 * 1024
"""The longest row that is read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a note to code, or the problem that keeps it from being one.

    Attributes:
        line: counted from 1, blank lines too.
        note: the note; None where there is a problem.
        problem: what is wrong, without a word of the note.
    """

    line: int
    note: Note | None
    problem: str = ""


def read_rows(path: Path, options: CodingOptions) -> Iterator[Row]:
    """Yield the rows in order; blank lines are passed over.

    A note id that an earlier good row has is a problem: answers are told apart by it.
    """
    seen: set[bytes] = set()
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file), 1):
            if line is not None and not line.strip():
                continue
            try:
                note = _note(line, number, options)
                _check_unseen(note.note_id, seen)
            except InputError as error:
                yield Row(number, None, str(error))
            else:
                yield Row(number, note)


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield lines; None stands for one that is too long to hold in memory."""
    while line := file.readline(MAX_ROW_BYTES + 1):
        if len(line) <= MAX_ROW_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_ROW_BYTES)
        yield None


def _note(line: bytes | None, number: int, options: CodingOptions) -> Note:
    if line is None:
        raise BatchRowError(f"The row is longer than {MAX_ROW_BYTES:,} bytes.")
    values = {k: v for k, v in _parsed(line, number).items() if v is not None}
    if values.get("note_id", "") == "":
        values["note_id"] = f"line-{number}"
    note = Note.from_row({"date_of_service": options.date_of_service, **values}, options.setting)
    if any("\ud800" <= c <= "\udfff" for c in note.note_id):
        raise BatchRowError("`note_id` holds lone surrogates.")
    return note


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    """Parse a row.

    Raises:
        BatchRowError: no UTF-8, no JSON or no object.
    """
    try:
        text = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).decode("utf-8")
        row = json.loads(text)
    except UnicodeDecodeError as error:
        raise BatchRowError(f"The row is not UTF-8 (byte {error.start + 1}).") from None
    except json.JSONDecodeError as error:
        raise BatchRowError(f"The row is not valid JSON (character {error.pos + 1}).") from None
    except (ValueError, RecursionError):
        raise BatchRowError("The row is not JSON that can be read.") from None
    if not isinstance(row, dict):
        raise BatchRowError("The row is not a JSON object.")
    return row


def _check_unseen(note_id: str, seen: set[bytes]) -> None:
    """Remember short digests, so that millions of ids fit in memory."""
    digest = hashlib.blake2b(note_id.encode(), digest_size=10).digest()
    if digest in seen:
        raise BatchRowError("An earlier row has the same `note_id`.")
    seen.add(digest)
