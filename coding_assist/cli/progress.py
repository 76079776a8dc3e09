"""Progress on stderr; nothing is drawn where stderr is no terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coding_assist.assistant import CodingAssistant
    from coding_assist.codes import CodeStore


def load_assistant() -> "CodingAssistant":
    """Load the assistant; a first compilation shows how it goes on."""
    from coding_assist.assistant import CodingAssistant

    with _compilation() as step:
        return CodingAssistant.load(progress=step)


def open_codes() -> "CodeStore":
    """Open the code tables alone."""
    from coding_assist.codes import CodeStore

    return CodeStore(compiled_tables())


def compiled_tables() -> Path:
    """Give the compiled tables, compiling them first where that is not done yet."""
    from coding_assist.compiled import ensure_compiled

    with _compilation() as step:
        return ensure_compiled(step)


@contextmanager
def _compilation() -> Iterator[Callable[[str], None]]:
    """Draw a bar from the first step on; what is compiled already takes no step."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    progress = Progress(
        SpinnerColumn(),
        TextColumn("First start: {task.description}"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    tasks: list[TaskID] = []

    def step(words: str) -> None:
        if not tasks:
            progress.start()
            tasks.append(progress.add_task(words, total=None))
        progress.update(tasks[0], description=words)

    try:
        yield step
    finally:
        progress.stop()


class BatchProgress:
    """A bar that counts rows, and lines of text above it."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

        self._console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)
        self._progress = Progress(
            *Progress.get_default_columns()[:-1],
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._progress.add_task("Coding", total=total)

    def __enter__(self) -> "BatchProgress":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def done(self, rows: int, total: int | None = None) -> None:
        """Say how many rows are done, with those of earlier runs, and the total if it is new."""
        self._progress.update(self._task, completed=rows, total=total)

    def say(self, line: str) -> None:
        """Print a line on stderr, above the bar where there is one."""
        self._console.print(line)
