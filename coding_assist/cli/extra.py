"""The commands of the extra `eval`: imported only when they run, and how they fail."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from coding_assist.cli.failures import FAILED, INTERRUPTED, MISUSED, fail


@contextmanager
def eval_extra() -> Iterator[None]:
    """Say how to install the extra where an import within fails for the want of it."""
    try:
        yield
    except ModuleNotFoundError as error:
        fail(
            f"Measuring accuracy needs {error.name}, which is not installed. "
            "Run: pip install 'coding-assist[eval]'",
            FAILED,
        )


@contextmanager
def eval_failures() -> Iterator[None]:
    """Tell what was given and cannot be read, bad rows a line each, from what failed in the run."""
    from eval.errors import (
        LabelledFileError,
        PredictionFileError,
        ReportFileError,
        UnequalNotesError,
    )

    try:
        yield
    except (LabelledFileError, PredictionFileError, ReportFileError, UnequalNotesError) as error:
        typer.echo(f"coding-assist: {error}", err=True)
        raise typer.Exit(MISUSED) from None
    except KeyboardInterrupt:
        fail("Stopped. No report was finished.", INTERRUPTED)
