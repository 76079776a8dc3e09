"""A plain CSV file of notes and codes; `eval/readers/cells.py` names its columns."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from eval.errors import LabelledFileError
from eval.readers.cells import check_columns, labelled_row, long_cells
from eval.readers.reading import ReadOptions, Row, attempt


def read_csv(path: Path, options: ReadOptions) -> Iterator[Row]:
    """Yield the notes of a CSV file; a row is named by the line it begins on.

    Raises:
        LabelledFileError: the file cannot be read as CSV, or lacks a column.
    """
    delimiter = options.delimiter or ("\t" if path.suffix.lower() == ".tsv" else ",")
    try:
        with long_cells(), path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines, delimiter=delimiter, strict=True)
            names = [name.strip().lower() for name in next(rows, [])]
            check_columns(names, path.name)
            begins = rows.line_num + 1
            for cells in rows:
                if cells:
                    yield _note(cells, names, f"{path.name} line {begins}", options)
                begins = rows.line_num + 1
    except OSError as error:
        raise LabelledFileError(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise LabelledFileError(f"{path.name} is not UTF-8.") from None
    except csv.Error as error:
        raise LabelledFileError(
            f"{path.name} line {rows.line_num} is not CSV ({error}); everything after it is lost."
        ) from None


def _note(cells: list[str], names: list[str], place: str, options: ReadOptions) -> Row:
    if len(cells) != len(names):
        return Row(place, problem=f"There are {len(cells)} cells under {len(names)} headings.")
    return attempt(place, partial(labelled_row, dict(zip(names, cells, strict=True)), options))
