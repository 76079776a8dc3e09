"""A Parquet file with the columns of `eval/readers/cells.py`; `codes` may be a list."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from eval.errors import LabelledFileError, MissingPackageError
from eval.readers.cells import check_columns, labelled_row
from eval.readers.reading import ReadOptions, Row, attempt


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Row]:
    """Yield the notes of a Parquet file, a batch in memory at a time.

    Raises:
        LabelledFileError: the file is no Parquet, or lacks a column.
        MissingPackageError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise MissingPackageError("Parquet needs pyarrow: install coding-assist[eval].") from None
    try:
        file = ParquetFile(path)
    except (OSError, pyarrow.ArrowException):
        raise LabelledFileError(f"{path.name} is no Parquet file that can be read.") from None
    with file:
        check_columns(file.schema_arrow.names, path.name)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield attempt(f"{path.name} row {number}", partial(labelled_row, row, options))
