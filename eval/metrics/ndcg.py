"""Normalized discounted cumulative gain (nDCG)."""

from collections.abc import Iterable
from math import log2

from eval.matching import ScoredNote
from eval.metrics.ranking import Ranking, mean_over


def ndcg_at(ranking: Ranking, k: int) -> float:
    """Give nDCG@k = DCG@k / IDCG@k, with DCG@k = sum over ranks i <= k of rel_i / log2(i + 1).

    IDCG@k is that of a list with all relevant codes first. rel_i is 1 or 0.
    """
    found = sum(
        1 / log2(rank + 1)
        for rank, code in enumerate(ranking.codes[:k], 1)
        if code in ranking.relevant
    )
    best = sum(1 / log2(rank + 1) for rank in range(1, min(k, len(ranking.relevant)) + 1))
    return found / best


def mean_ndcg_at(notes: Iterable[ScoredNote], k: int) -> float:
    """Average nDCG@k over the notes with a relevant code."""
    return mean_over(notes, lambda ranking: ndcg_at(ranking, k))
