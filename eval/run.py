"""Run the evaluation: labelled notes in, the assistant's answers scored, one `Run` out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from coding_assist.deciding.decider import OPERATING_POINT
from coding_assist.note import CodeSystem, Policy
from eval.answering import Answer, Asking, answers
from eval.labelled import LabelledNote
from eval.predictions import PredictedNote
from eval.results import EvaluationOptions, EvaluationResult, evaluate
from eval.statistics.bands import CodeCounts
from eval.statistics.bootstrap import SAMPLES, SEED


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to ask the assistant, and what to measure.

    Attributes:
        policy: bill, or code every mention.
        systems: to suggest from and to score. By default those that are labelled are scored;
            suggested from are those of each note's setting, or under `mentions` the labelled.
        cut: score from which on a coder sees a suggestion; None for the operating point.
        workers: processes; None for one a core.
        draws, seed: of the bootstrap.
        seen: codes of the training notes (`count_codes`), for the table by frequency.
        stages: measure at which stage codes are lost.
        with_text: carry the notes' text in the result.
    """

    policy: Policy = Policy.BILLING
    systems: tuple[CodeSystem, ...] = ()
    cut: float | None = None
    workers: int | None = None
    draws: int = SAMPLES
    seed: int = SEED
    seen: CodeCounts | None = None
    stages: bool = False
    with_text: bool = False

    @property
    def least(self) -> float:
        """Give the cut in force."""
        return OPERATING_POINT[self.policy] if self.cut is None else self.cut


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    Attributes:
        result: all that was measured.
        failed: notes that could not be answered, each with its id and the problem, in which no
            word of it stands; they are scored as if nothing was suggested.
        code_sets, models: what the assistant stood on.
    """

    result: EvaluationResult
    failed: tuple[tuple[str, str], ...] = ()
    code_sets: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)


def run(
    notes: Sequence[LabelledNote],
    options: RunOptions | None = None,
    *,
    done: Callable[[int], None] | None = None,
) -> Run:
    """Have the assistant answer labelled notes, and score the answers.

    The result is the same whatever the number of workers.

    Args:
        notes: with their labels, each id once.
        options: how.
        done: told after each note how many are answered.

    Raises:
        EvaluationError: a worker died, or the extra `eval` is not installed.
    """
    options = options or RunOptions()
    asking = Asking(options.policy, _asked_systems(notes, options), options.least)
    found = answers([n.note for n in notes], asking, workers=options.workers, done=done)
    predictions = [a.predicted for a in found if a.predicted is not None]
    first = next((a for a in found if not a.problem), Answer(""))
    return Run(
        result=score(notes, predictions, options, found),
        failed=tuple((a.note_id, a.problem) for a in found if a.problem),
        code_sets=first.code_sets,
        models=first.models,
    )


def score(
    notes: Sequence[LabelledNote],
    predictions: Sequence[PredictedNote],
    options: RunOptions,
    found: Sequence[Answer] = (),
) -> EvaluationResult:
    """Score predictions, ours or another's, with these options."""
    traced = [a.stages for a in found if a.stages is not None]
    return evaluate(
        notes,
        predictions,
        EvaluationOptions(
            systems=options.systems,
            cut=options.least,
            samples=options.draws,
            seed=options.seed,
            seen=options.seen,
            stages=traced if options.stages else None,
            with_text=options.with_text,
        ),
    )


def _asked_systems(notes: Sequence[LabelledNote], options: RunOptions) -> tuple[CodeSystem, ...]:
    """A claim's systems follow from the setting; a corpus of mentions has those it labels."""
    if options.systems or options.policy is Policy.BILLING:
        return options.systems
    labelled = {code.system for note in notes for code in note.codes}
    return tuple(system for system in CodeSystem if system in labelled)
