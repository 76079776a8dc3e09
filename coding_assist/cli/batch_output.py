"""The output of a batch: begun anew, or gone on with after a kill; never mixed with another's."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Self

from coding_assist.cli.batch_record import (
    Record,
    Run,
    cut_partial_line,
    record_path,
    recorded_run,
)
from coding_assist.cli.batch_rows import Row
from coding_assist.cli.batch_work import Outcome
from coding_assist.errors import InputError

_ANEW = "Write it anew with --restart, or name another file with --out."
_CHANGED = {
    "version": "another version of coding-assist",
    "tables": "other code tables",
    "options": "other options",
    "input": "another input",
}


class BatchOutput:
    """The output file and its record, both open; every row is flushed as it is written."""

    def __init__(self, out: Path, run: Run, *, restart: bool = False) -> None:
        """Open the output of a run, to go on where it was left.

        Args:
            out: the file of output rows.
            run: what its bytes depend on.
            restart: drop what is there.

        Raises:
            InputError: the file holds what another run wrote, or is being written.
        """
        self._out = out
        self._file = out.open("ab")
        self.already_there = 0
        try:
            _lock(self._file, out)
            anew = restart or out.stat().st_size == 0
            self._record = self._begin(run) if anew else self._resume(run)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._record.close()

    def remaining(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows that are still to code, and those that failed, to report them again.

        Raises:
            InputError: the output's rows are not those of the input's first rows.
        """
        there = _note_ids(self._out)
        waiting = next(there, None)
        for row in rows:
            if row.line in self._record.failures:
                yield replace(row, note=None, problem=self._record.failures[row.line])
            elif row.note is None or waiting is None:
                yield row
            elif row.note.note_id == waiting:
                self.already_there += 1
                waiting = next(there, None)
            else:
                raise self._mismatch()
        if waiting is not None:
            raise self._mismatch()

    def write(self, outcome: Outcome) -> None:
        """Write an answer, or record that a good row could not be coded."""
        if not outcome.problem:
            self._file.write(outcome.answer.encode() + b"\n")
            self._file.flush()
        elif outcome.was_read:
            self._record.add_failure(outcome.line, outcome.problem)

    def _begin(self, run: Run) -> Record:
        self._file.truncate(0)
        return Record.begin(record_path(self._out), run)

    def _resume(self, run: Run) -> Record:
        recorded = recorded_run(record_path(self._out))
        if recorded is None:
            raise InputError(f"{self._out} exists, and no record says what run wrote it. {_ANEW}")
        if changed := [_CHANGED[name] for name in run.differences(recorded)]:
            raise InputError(f"{self._out} was begun with {' and '.join(changed)}. {_ANEW}")
        cut_partial_line(self._out)
        return Record.resume(record_path(self._out))

    def _mismatch(self) -> InputError:
        return InputError(f"The rows of {self._out} are not those of the input. {_ANEW}")


def _note_ids(out: Path) -> Iterator[str | None]:
    """Yield the note ids of the rows there; "" for a line that no run wrote."""
    with out.open("rb") as file:
        for line in file:
            try:
                yield str(json.loads(line)["note_id"])
            except (ValueError, KeyError, TypeError):
                yield ""


def _lock(file: IO[bytes], out: Path) -> None:
    """Keep two runs from writing one file; the lock ends with the process."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(f"Another run is writing {out}.") from None
