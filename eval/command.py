"""What `coding-assist eval` does: read, run, write the report of each set of notes."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from coding_assist.note import Policy
from eval.code_titles import code_titles
from eval.data import DEV, TRAIN
from eval.labelled import LabelledNote
from eval.predictions import read_predictions
from eval.provenance import Provenance, package_versions, sha256_of
from eval.readers import ReadOptions, detect_format, read_labelled
from eval.readers.reading import Reading
from eval.report import ReportFiles, write_report
from eval.results import EvaluationResult
from eval.run import Run, RunOptions, run, score
from eval.statistics.bands import CodeCounts, count_codes


@dataclass(frozen=True, slots=True)
class Request:
    """What to evaluate.

    Attributes:
        labelled: a file or folder of labelled notes; None for our own set, dev and then train.
        format: a name of `READERS`; "" goes by the path.
        reading: what the format may need to know.
        skip_bad: pass over rows that cannot be read.
        policy: None for `mentions` where the format is CodiEsp's, else `billing`.
        options: the rest of how to run; its policy and seen codes are set from the others.
        predictions: rows of `coding-assist batch` to score instead of running the assistant.
        seen: labelled training notes, for the table by frequency.
        out: folder of the reports.
        command: as it was typed, for the report.
    """

    labelled: Path | None = None
    format: str = ""
    reading: ReadOptions = field(default_factory=ReadOptions)
    skip_bad: bool = False
    policy: Policy | None = None
    options: RunOptions = field(default_factory=RunOptions)
    predictions: Path | None = None
    seen: Path | None = None
    out: Path = Path("eval-report")
    command: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of notes, measured.

    Attributes:
        name: of the split, or of the labelled file.
        result: all that was measured.
        files: where the report is.
        problems: rows passed over and notes that could not be answered.
        failed: how many notes could not be answered.
    """

    name: str
    result: EvaluationResult
    files: ReportFiles
    problems: tuple[str, ...]
    failed: int


Progress = Callable[[int, int], None]
"""Told how many notes are answered, and of how many."""


def measure(request: Request, progress: Progress | None = None) -> Iterator[Measured]:
    """Evaluate what is asked for, the set to look at first first.

    Raises:
        LabelledFileError: the labelled notes cannot be read.
        EvaluationError: the run cannot go on.
        OSError: the folder cannot be written.
    """
    if request.labelled is not None:
        yield _measured(request, request.labelled, progress)
        return
    with as_file(files("eval.data")) as data:
        dev, train = (data / f"{split}.jsonl" for split in (DEV, TRAIN))
        yield _measured(replace(request, seen=request.seen or train), dev, progress)
        yield _measured(replace(request, out=request.out / TRAIN), train, progress)


def _measured(request: Request, labelled: Path, progress: Progress | None) -> Measured:
    started, clock = datetime.now(UTC), time.perf_counter()
    reading = read_labelled(
        labelled, format=request.format, options=request.reading, skip_bad=request.skip_bad
    )
    options = _options(request, labelled)
    found = _scored(request, reading.notes, options, progress)
    made_with = Provenance(
        packages=package_versions(),
        code_sets=dict(found.code_sets),
        models=dict(found.models),
        labelled=labelled.name,
        labelled_sha256=sha256_of(labelled),
        predictions=request.predictions.name if request.predictions else "",
        predictions_sha256=sha256_of(request.predictions) if request.predictions else "",
        command=request.command,
        seed=options.seed,
        cut=options.least,
        policy=None if request.predictions else options.policy,
        started=started,
        duration=time.perf_counter() - clock,
    )
    written = write_report(found.result, request.out, provenance=made_with, titles=code_titles())
    problems = tuple(_problems(reading, found))
    return Measured(_name(labelled), found.result, written, problems, len(found.failed))


def _options(request: Request, labelled: Path) -> RunOptions:
    named = request.format or detect_format(labelled)
    usual = Policy.MENTIONS if named == "codiesp" else Policy.BILLING
    return replace(request.options, policy=request.policy or usual, seen=_seen(request))


def _seen(request: Request) -> CodeCounts | None:
    if request.seen is None:
        return None
    training = read_labelled(request.seen, options=request.reading, skip_bad=request.skip_bad)
    return count_codes(training.notes)


def _scored(
    request: Request,
    notes: Sequence[LabelledNote],
    options: RunOptions,
    progress: Progress | None,
) -> Run:
    if request.predictions is not None:
        return Run(score(notes, tuple(read_predictions(request.predictions)), options))
    if progress is None:
        return run(notes, options)
    progress(0, len(notes))
    return run(notes, options, done=lambda answered: progress(answered, len(notes)))


def _problems(reading: Reading, found: Run) -> Iterator[str]:
    for row in reading.bad:
        yield f"passed over {row.place}: {row.problem}"
    for note_id, problem in found.failed:
        yield f"not answered {note_id}: {problem}"


def _name(labelled: Path) -> str:
    return labelled.stem if labelled.is_file() else labelled.name
