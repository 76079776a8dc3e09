"""Read a note from a file or from stdin, exactly as it lies there."""

import os
import sys
from pathlib import Path

from coding_assist.errors import NoteTooLongError, NotTextError
from coding_assist.note import MAX_NOTE_CHARACTERS

STDIN = "-"

_MAX_BYTES = 4 * MAX_NOTE_CHARACTERS
"""No note within the limit is longer in UTF-8."""


def read_note(path: str) -> str:
    """Read a note's text; line ends and a byte order mark stay, so that offsets fit the file.

    Raises:
        NoteTooLongError: more than a note may hold.
        NotTextError: not UTF-8.
        OSError: no such file, or one that cannot be read.
    """
    if path == STDIN:
        content = sys.stdin.buffer.read(_MAX_BYTES + 1)
    else:
        with Path(path).open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise NoteTooLongError(
            f"The note is longer than {MAX_NOTE_CHARACTERS:,} characters. Send it in parts."
        )
    return _decode(content)


def note_name(path: str) -> str:
    """Name a note by its file; bytes of the name that are no UTF-8 are replaced."""
    return "stdin" if path == STDIN else printable(Path(path).name)


def printable(argument: str) -> str:
    """Replace the lone surrogates that stand for odd bytes in an argument."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotTextError(
            f"The note is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8 text."
        ) from None
