"""Threshold sweep: precision and recall at every minimum score, and the best of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.matching import ScoredNote
from eval.metrics.counts import Scores, ratio, scores_of
from eval.statistics.figures import Floats

_STEPS = 100


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What suggesting from a minimum score on gives."""

    threshold: float
    scores: Scores
    suggestions_per_note: float


@dataclass(frozen=True, slots=True)
class Sweep:
    """The precision-recall curve.

    Attributes:
        points: at thresholds 0.00, 0.01, ... 1.00.
        best: highest F1 of all thresholds, not only of `points`; of equals the highest score.
    """

    points: tuple[OperatingPoint, ...]
    best: OperatingPoint


def sweep(notes: Sequence[ScoredNote]) -> Sweep | None:
    """Sweep the minimum score over the ranking; None where nothing is suggested.

    The ranking is matched once: best first, leaving out the last suggestions changes nothing
    for the others. That holds where scores fall along the ranking.
    """
    judged = [j for note in notes for j in note.ranked]
    if not judged:
        return None
    curve = _Curve(
        scores=np.array([j.suggested.score for j in judged]),
        right=np.array([j.is_right for j in judged], dtype=np.float64),
        met=np.array(
            [j.label is not None and j.label.is_required for j in judged], dtype=np.float64
        ),
        required=sum(len(note.required) for note in notes),
        notes=len(notes),
    )
    points = tuple(curve.at(step / _STEPS) for step in range(_STEPS + 1))
    best = max(
        map(curve.at, np.unique(curve.scores).tolist()), key=lambda p: (p.scores.f1, p.threshold)
    )
    return Sweep(points, best)


def best_with_precision(points: Iterable[OperatingPoint], least: float) -> OperatingPoint | None:
    """Give the point of highest recall among those of at least so much precision, or None."""
    fitting = [p for p in points if p.scores.precision >= least]
    return max(fitting, key=lambda p: (p.scores.recall, p.scores.precision), default=None)


class _Curve:
    """Sums over suggestions in the order of falling score."""

    def __init__(
        self, scores: Floats, right: Floats, met: Floats, required: int, notes: int
    ) -> None:
        order = np.argsort(-scores, kind="stable")
        self.scores = scores[order]
        self._right = np.concatenate([[0.0], np.cumsum(right[order])])
        self._met = np.concatenate([[0.0], np.cumsum(met[order])])
        self._required, self._notes = required, notes

    def at(self, threshold: float) -> OperatingPoint:
        """Give the point at a minimum score."""
        shown = int(np.searchsorted(-self.scores, -threshold, side="right"))
        precision = ratio(float(self._right[shown]), shown)
        recall = ratio(float(self._met[shown]), self._required)
        return OperatingPoint(threshold, scores_of(precision, recall), ratio(shown, self._notes))
