"""Read the tab-separated files of `code_sets`."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from coding_assist.errors import CodeSetFileError


def read_table(folder: str, name: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one file, their cells in the order of `columns`.

    Raises:
        CodeSetFileError: the file is missing, or a row lacks the first cell or has too many.
    """
    yield from _read(files("code_sets").joinpath(folder, name), columns)


def read_tables(folder: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of every .tsv file in a folder, the files by name.

    Raises:
        CodeSetFileError: as `read_table` does.
    """
    for file in sorted(files("code_sets").joinpath(folder).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            yield from _read(file, columns)


def read_file(file: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a file of the user's own.

    Raises:
        CodeSetFileError: as `read_table` does.
    """
    yield from _read(file, columns)


def _read(file: Traversable, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    try:
        header, *lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise CodeSetFileError(f"{file.name} is missing, empty or not UTF-8.") from error
    if header.split("\t") != list(columns):
        raise CodeSetFileError(f"{file.name}: the first line must name {', '.join(columns)}.")
    for number, line in enumerate(lines, 2):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not cells[0] or len(cells) > len(columns):
            raise CodeSetFileError(f"{file.name}, line {number}: a row is {', '.join(columns)}.")
        yield cells + ("",) * (len(columns) - len(cells))
