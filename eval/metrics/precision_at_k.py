"""Precision among the first k codes."""

from collections.abc import Iterable

from eval.matching import ScoredNote
from eval.metrics.ranking import Ranking, mean_over


def precision_at(ranking: Ranking, k: int) -> float:
    """Give P@k = relevant codes among the first k / k, also where fewer are ranked."""
    return len(ranking.relevant.intersection(ranking.codes[:k])) / k


def mean_precision_at(notes: Iterable[ScoredNote], k: int) -> float:
    """Average P@k over the notes with a relevant code."""
    return mean_over(notes, lambda ranking: precision_at(ranking, k))
