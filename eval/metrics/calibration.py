"""Calibration: of the suggestions scored 0.8, are 80 % right?"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from eval.errors import MissingPackageError
from eval.matching import Judgement

BINS = 10
"""Of equal width; a score on a border is of the lower bin, as scikit-learn has it."""


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """A bin of the reliability curve that holds suggestions.

    Attributes:
        low, high: scores of the bin.
        suggestions: how many it holds.
        score: their mean score.
        right: the share of them that is right.
    """

    low: float
    high: float
    suggestions: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far scores are probabilities.

    Attributes:
        ece: expected calibration error, sum over bins b of (n_b / n) |right_b - score_b|.
        brier: mean of (score - 1 if right else 0) squared.
        bins: the reliability curve.
    """

    suggestions: int
    ece: float
    brier: float
    bins: tuple[ReliabilityBin, ...]


def calibration(judgements: Iterable[Judgement]) -> Calibration | None:
    """Measure calibration over suggestions; None where there are none.

    Raises:
        MissingPackageError: scikit-learn is not installed.
    """
    try:
        from sklearn.calibration import calibration_curve
        from sklearn.metrics import brier_score_loss
    except ImportError:
        raise MissingPackageError("Calibration needs scikit-learn: coding-assist[eval].") from None
    judged = list(judgements)
    if not judged:
        return None
    scores = np.array([j.suggested.score for j in judged])
    right = np.array([j.is_right for j in judged], dtype=int)
    shares, means = calibration_curve(right, scores, n_bins=BINS, strategy="uniform")
    edges = np.linspace(0, 1, BINS + 1)
    held = np.bincount(np.searchsorted(edges[1:-1], scores), minlength=BINS)
    filled = np.flatnonzero(held)
    return Calibration(
        suggestions=len(judged),
        ece=float(np.sum(held[filled] / len(judged) * np.abs(shares - means))),
        brier=float(brier_score_loss(right, scores, pos_label=1)),
        bins=tuple(
            ReliabilityBin(
                float(edges[b]), float(edges[b + 1]), int(held[b]), float(mean), float(share)
            )
            for b, mean, share in zip(filled, means, shares, strict=True)
        ),
    )
