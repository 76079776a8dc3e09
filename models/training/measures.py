"""Measure scores against what the coders gave, per code system."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from coding_assist.matching.phrase_table import Array
from models.training.table import FeatureTable

_RESAMPLES = 1000
_BINS = 10


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures of one code system.

    Attributes:
        precision, recall, f1: micro, over notes and codes, at the cut.
        f1_low, f1_high: 95 % interval of f1, notes resampled.
        map: mean over notes of the average precision of the ranked list.
        found: share of the coders' codes among the candidates, the ceiling of recall.
        ece: expected calibration error over candidates, ten bins of equal width.
    """

    precision: float
    recall: float
    f1: float
    f1_low: float
    f1_high: float
    map: float
    found: float
    ece: float

    def rounded(self) -> dict[str, float]:
        """Give the figures to three places."""
        return {name: round(float(value), 3) for name, value in asdict(self).items()}


def best_cut(table: FeatureTable, scores: Array, system: str) -> float:
    """Give the score at which micro-F1 of a system is best, to two places."""
    here = _of(table, system)
    cuts = [c / 100 for c in range(5, 95)]
    gold = sum(_gold(table, system))
    y, p = table.y[here], scores[here]
    return max(cuts, key=lambda c: (2 * y[p >= c].sum() / ((p >= c).sum() + gold), -c))


def measure(table: FeatureTable, scores: Array, cut: float, system: str, seed: int) -> Measures:
    """Measure one code system."""
    here = _of(table, system)
    y, p, note = table.y[here], scores[here], table.note[here]
    gold = np.array(_gold(table, system))
    shown = np.bincount(note[p >= cut], minlength=len(gold))
    right = np.bincount(note[(p >= cut) & y], minlength=len(gold))
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, len(gold), (_RESAMPLES, len(gold)))
    f1s = 2 * right[draws].sum(1) / (shown[draws].sum(1) + gold[draws].sum(1))
    low, high = np.percentile(f1s, [2.5, 97.5])
    return Measures(
        precision=right.sum() / shown.sum(),
        recall=right.sum() / gold.sum(),
        f1=2 * right.sum() / (shown.sum() + gold.sum()),
        f1_low=low,
        f1_high=high,
        map=_mean_average_precision(y, p, note, gold),
        found=y.sum() / gold.sum(),
        ece=_calibration_error(y, p),
    )


def _of(table: FeatureTable, system: str) -> Array:
    return np.char.startswith(table.code, f"{system} ")


def _gold(table: FeatureTable, system: str) -> Sequence[int]:
    return [sum(code.startswith(f"{system} ") for code in codes) for codes in table.gold]


def _mean_average_precision(y: Array, p: Array, note: Array, gold: Array) -> float:
    values = []
    for i in np.flatnonzero(gold):
        here = np.flatnonzero(note == i)
        ranked = y[here][np.argsort(-p[here], kind="stable")]
        ranks = np.flatnonzero(ranked) + 1
        values.append((np.arange(1, len(ranks) + 1) / ranks).sum() / gold[i])
    return float(np.mean(values))


def _calibration_error(y: Array, p: Array) -> float:
    bins = np.minimum((p * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(float(y[bins == b].mean() - p[bins == b].mean())) * float((bins == b).mean())
        for b in set(bins.tolist())
    ]
    return sum(gaps)
