"""The evaluation in one object: `evaluate(notes, predictions, options) -> EvaluationResult`.

The models are frozen and go to JSON and back (`model_dump_json`, `model_validate_json`). They
hold codes, offsets, counts and note ids, and no note text unless it is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from coding_assist.note import CodeSystem
from eval.errors import UnequalNotesError
from eval.labelled import LabelledNote
from eval.matching import score_notes
from eval.metrics.stage_recall import StageCodes
from eval.note_results import NoteResult, note_results
from eval.predictions import PredictedNote
from eval.statistics.bands import CodeCounts
from eval.statistics.bootstrap import SAMPLES, SEED
from eval.statistics.comparison import ROUNDS, Difference, compare_rows
from eval.statistics.figures import Floats
from eval.system_results import Measuring, SystemResult, system_result

SCHEMA_VERSION = 1
"""Counts up when the models change so that older files cannot be read."""


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What to measure, and how.

    Attributes:
        systems: code systems to score; by default those that the notes have labels of.
        cut: suggestions that score less count for the ranking only; None takes all.
        samples, seed: of the bootstrap.
        seen: codes of the training notes (`count_codes`), for the table by frequency.
        stages: what `trace_stages` gives, for candidate recall.
        with_text: carry the notes' text in the result.
    """

    systems: Sequence[CodeSystem] = ()
    cut: float | None = None
    samples: int = SAMPLES
    seed: int = SEED
    seen: CodeCounts | None = None
    stages: Iterable[StageCodes] | None = None
    with_text: bool = False


class EvaluationResult(BaseModel):
    """All measures of one run.

    Attributes:
        answered: notes that have a prediction.
        surplus: predictions for notes that are not labelled; they are left out.
        cut, samples, seed: as in the options.
        systems: one result a code system, in the order scored.
        notes: per-note results, in the order of the labelled file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = SCHEMA_VERSION
    answered: int
    surplus: int
    cut: float | None
    samples: int
    seed: int
    systems: tuple[SystemResult, ...]
    notes: tuple[NoteResult, ...]


def evaluate(
    notes: Sequence[LabelledNote],
    predictions: Iterable[PredictedNote],
    options: EvaluationOptions | None = None,
) -> EvaluationResult:
    """Score predictions against labelled notes.

    Args:
        notes: with their labels, each id once.
        predictions: at most one a note, best code first; of two for a note the last counts.
        options: what to measure, and how.

    Raises:
        MissingPackageError: the extra `eval` is not installed.
    """
    options = options or EvaluationOptions()
    by_id = {p.note_id: p for p in predictions}
    systems = tuple(options.systems) or _labelled_systems(notes)
    scored = [score_notes(notes, by_id, system, options.cut) for system in systems]
    measuring = Measuring(options.samples, options.seed, options.seen, _by_note(options.stages))
    answered = len(by_id.keys() & {n.note.note_id for n in notes})
    return EvaluationResult(
        answered=answered,
        surplus=len(by_id) - answered,
        cut=options.cut,
        samples=options.samples,
        seed=options.seed,
        systems=tuple(
            system_result(system, of_system, measuring)
            for system, of_system in zip(systems, scored, strict=True)
        ),
        notes=note_results(notes, scored, with_text=options.with_text),
    )


def compare_results(
    before: EvaluationResult, after: EvaluationResult, *, rounds: int = ROUNDS, seed: int = SEED
) -> dict[CodeSystem, tuple[Difference, ...]]:
    """Compare two runs on the same notes, for each system that both have.

    Raises:
        UnequalNotesError: the runs do not hold the same notes in the same order.
    """
    if [n.note_id for n in before.notes] != [n.note_id for n in after.notes]:
        raise UnequalNotesError("The runs do not hold the same notes. Evaluate both on one file.")
    shared = [s.system for s in before.systems if s.system in {o.system for o in after.systems}]
    return {
        system: compare_rows(_rows(before, system), _rows(after, system), rounds=rounds, seed=seed)
        for system in shared
    }


def _labelled_systems(notes: Iterable[LabelledNote]) -> tuple[CodeSystem, ...]:
    found = {code.system for note in notes for code in note.codes}
    return tuple(system for system in CodeSystem if system in found)


def _by_note(stages: Iterable[StageCodes] | None) -> Mapping[str, StageCodes] | None:
    return None if stages is None else {stage.note_id: stage for stage in stages}


def _rows(result: EvaluationResult, system: CodeSystem) -> Floats:
    rows = [s.row for note in result.notes for s in note.systems if s.system is system]
    return np.array(rows, dtype=np.float64)
