"""`coding-assist batch`: codes for a file of notes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from coding_assist.cli.batch_output import BatchOutput
from coding_assist.cli.batch_record import Run, record_path
from coding_assist.cli.batch_rows import read_rows
from coding_assist.cli.batch_work import code_rows
from coding_assist.cli.failures import FAILED, INTERRUPTED, fail
from coding_assist.cli.options import (
    CodingOptions,
    DateOption,
    MaxSuggestionsOption,
    MinScoreOption,
    PolicyOption,
    SettingOption,
    SystemsOption,
)
from coding_assist.cli.progress import BatchProgress, compiled_tables
from coding_assist.errors import InputError
from coding_assist.note import Policy, Setting
from coding_assist.processes import processes_worth


@dataclass(frozen=True, slots=True)
class InputFile:
    """The input as it is now: its content's digest, and how many lines it has."""

    path: Path
    digest: str
    lines: int


def batch(
    notes: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="A JSON object a line: note_id, text, ...")
    ],
    out: Annotated[Path, typer.Option(metavar="OUT.jsonl", help="Where the answers go.")],
    setting: SettingOption = Setting.OUTPATIENT,
    date_of_service: DateOption = None,
    policy: PolicyOption = Policy.BILLING,
    systems: SystemsOption = None,
    min_score: MinScoreOption = None,
    max_suggestions: MaxSuggestionsOption = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; by default one a core.")
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Drop what the output holds and begin anew.")
    ] = False,
) -> None:
    """Suggest codes for every row of a file, in its order.

    A row's own setting and date of service win. Bad rows are reported and passed over; the exit
    code is 1 then. A run that was stopped goes on where it was when it is started again.
    """
    options = CodingOptions.parse(
        setting, date_of_service, policy, systems, min_score, max_suggestions
    )
    _check_files(notes, out)
    tables = compiled_tables()
    source = _look_through(notes)
    with BatchOutput(out, Run.of(options, tables, source.digest), restart=restart) as output:
        processes = processes_worth(source.lines, workers)
        try:
            failed = _code_all(source, output, options, processes)
        except KeyboardInterrupt:
            fail("Stopped. Run the same command again to go on from here.", INTERRUPTED)
    if failed:
        raise typer.Exit(FAILED)


def _code_all(source: InputFile, output: BatchOutput, options: CodingOptions, workers: int) -> int:
    """Code what remains and say how it went; count the rows that failed."""
    coded = failed = 0
    with BatchProgress(source.lines) as progress:
        rows = output.remaining(read_rows(source.path, options))
        for outcome in code_rows(rows, options, workers):
            output.write(outcome)
            coded += not outcome.problem
            failed += bool(outcome.problem)
            if outcome.problem:
                progress.say(f"line {outcome.line}: {outcome.problem}")
            progress.done(output.already_there + coded + failed)
        before = f", {output.already_there} were already" if output.already_there else ""
        progress.say(f"{coded} notes coded{before}, {failed} failed")
    return failed


def _check_files(notes: Path, out: Path) -> None:
    """Refuse what cannot be read twice, or would be written over.

    Raises:
        InputError: says which file, and why.
    """
    if not notes.exists():
        raise InputError(f"{notes} does not exist.")
    if not notes.is_file():
        raise InputError(f"{notes} is not a file. A run that can go on later reads it twice.")
    if not out.parent.is_dir():
        raise InputError(f"{out.parent} is not a folder.")
    if out.exists() and not out.is_file():
        raise InputError(f"{out} is not a file that can be gone on with.")
    if any(p.exists() and p.samefile(notes) for p in (out, record_path(out))):
        raise InputError("The output would overwrite the input. Name another file with --out.")


def _look_through(notes: Path) -> InputFile:
    """Read the input once: it must be the same when a stopped run goes on."""
    digest, lines, last = hashlib.blake2b(digest_size=16), 0, b"\n"
    with notes.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            lines += block.count(b"\n")
            last = block[-1:]
    lines += last != b"\n"
    return InputFile(notes, digest.hexdigest(), lines)
