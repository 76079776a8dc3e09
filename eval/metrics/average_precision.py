"""Mean average precision (MAP)."""

from collections.abc import Iterable

from eval.matching import ScoredNote
from eval.metrics.ranking import Ranking, mean_over


def average_precision(ranking: Ranking) -> float:
    """Give AP = 1/|R| * sum over ranks i with a relevant code of (relevant among first i) / i.

    R are the relevant codes; one that is never ranked adds 0.
    """
    hits, total = 0, 0.0
    for rank, code in enumerate(ranking.codes, 1):
        if code in ranking.relevant:
            hits += 1
            total += hits / rank
    return total / len(ranking.relevant)


def mean_average_precision(notes: Iterable[ScoredNote]) -> float:
    """Give MAP = mean of AP over the notes with a relevant code, as CodiEsp's scorer does."""
    return mean_over(notes, average_precision)
