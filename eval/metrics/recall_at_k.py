"""Recall among the first k codes."""

from collections.abc import Iterable

from eval.matching import ScoredNote
from eval.metrics.ranking import Ranking, mean_over


def recall_at(ranking: Ranking, k: int) -> float:
    """Give R@k = relevant codes among the first k / relevant codes."""
    return len(ranking.relevant.intersection(ranking.codes[:k])) / len(ranking.relevant)


def mean_recall_at(notes: Iterable[ScoredNote], k: int) -> float:
    """Average R@k over the notes with a relevant code."""
    return mean_over(notes, lambda ranking: recall_at(ranking, k))
