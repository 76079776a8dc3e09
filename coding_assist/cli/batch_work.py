"""Code rows, in this process or in several; the answers come in the order of the rows."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from coding_assist.cli.batch_rows import Row
from coding_assist.cli.failures import internal_error
from coding_assist.cli.options import CodingOptions
from coding_assist.cli.progress import load_assistant
from coding_assist.errors import CodingAssistError
from coding_assist.note import Note
from coding_assist.processes import begin_worker

if TYPE_CHECKING:
    from coding_assist.assistant import CodingAssistant

ROWS_WAITING = 8
"""Rows handed out ahead for each process."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a row: its answer as JSON, or the problem that kept it from one.

    Attributes:
        line: of the row in the input, counted from 1.
        answer: the output row without line end; empty where there is a problem.
        problem: what went wrong, without a word of the note.
        was_read: the row itself was good, and coding it failed.
    """

    line: int
    answer: str
    problem: str = ""
    was_read: bool = False


def code_rows(rows: Iterable[Row], options: CodingOptions, workers: int) -> Iterator[Outcome]:
    """Code rows in order; the same bytes come out whatever the number of workers.

    Raises:
        CodingAssistError: a worker died; the outcomes before it have been given.
    """
    return _code_here(rows, options) if workers == 1 else _code_apart(rows, options, workers)


def _code_here(rows: Iterable[Row], options: CodingOptions) -> Iterator[Outcome]:
    assistant = load_assistant()
    for row in rows:
        yield _outcome(row, *(_code(assistant, row.note, options) if row.note else ("", "")))


def _code_apart(rows: Iterable[Row], options: CodingOptions, workers: int) -> Iterator[Outcome]:
    # Spawned, not forked: a forked worker would inherit threads and the parent's pipes.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(options,)
    )
    waiting: deque[tuple[Row, Future[tuple[str, str]] | None]] = deque()
    try:
        for row in rows:
            waiting.append((row, pool.submit(_work, row.note) if row.note else None))
            while waiting and (len(waiting) > ROWS_WAITING * workers or _is_done(waiting[0][1])):
                yield _collected(*waiting.popleft())
        while waiting:
            yield _collected(*waiting.popleft())
    except BrokenProcessPool:
        raise CodingAssistError(
            "A worker process died, perhaps for want of memory. "
            "Run the same command again to go on from here, with fewer --workers."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _is_done(future: Future[tuple[str, str]] | None) -> bool:
    return future is None or future.done()


def _collected(row: Row, future: Future[tuple[str, str]] | None) -> Outcome:
    return _outcome(row, *(future.result() if future else ("", "")))


def _outcome(row: Row, answer: str, problem: str) -> Outcome:
    return Outcome(row.line, answer, problem or row.problem, was_read=row.note is not None)


def _code(assistant: "CodingAssistant", note: Note, options: CodingOptions) -> tuple[str, str]:
    """Give the answer, or the problem: one bad note must not end a run of millions."""
    try:
        return options.suggest(assistant, note).model_dump_json(), ""
    except CodingAssistError as error:
        return "", str(error)
    except Exception as error:
        return "", internal_error(error)


class _Worker:
    """What a worker process keeps from its start on."""

    assistant: "CodingAssistant"
    options: CodingOptions


def _start(options: CodingOptions) -> None:
    begin_worker()
    _Worker.assistant = load_assistant()
    _Worker.options = options


def _work(note: Note) -> tuple[str, str]:
    return _code(_Worker.assistant, note, _Worker.options)
