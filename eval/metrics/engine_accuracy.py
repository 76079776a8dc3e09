"""Engine accuracy, as vendors of computer-assisted coding quote it."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.matching import ScoredNote
from eval.metrics.counts import ratio
from eval.metrics.precision_recall import count_note


@dataclass(frozen=True, slots=True)
class EngineAccuracy:
    """What coders would do with the suggestions.

    Attributes:
        accepted: suggestions that meet a label, required or optional.
        rejected: those that meet none.
        missed: required labels that coders would have to add.
        value: accepted / (accepted + missed + rejected), in [0, 1].
    """

    accepted: int
    missed: int
    rejected: int
    value: float


def engine_accuracy(notes: Iterable[ScoredNote]) -> EngineAccuracy:
    """Count accepted, missed and rejected codes over all notes."""
    counted = [count_note(note) for note in notes]
    accepted = sum(c.right for c in counted)
    missed = sum(c.required - c.met for c in counted)
    rejected = sum(c.suggested - c.right for c in counted)
    return EngineAccuracy(accepted, missed, rejected, ratio(accepted, accepted + missed + rejected))
