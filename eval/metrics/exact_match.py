"""Notes that a coder would leave exactly as suggested."""

from collections.abc import Sequence

from eval.matching import ScoredNote
from eval.metrics.counts import ratio


def is_exact(note: ScoredNote) -> bool:
    """Tell whether every required label is met and every suggestion is right."""
    return not note.missed and all(j.is_right for j in note.judgements)


def exact_share(notes: Sequence[ScoredNote]) -> float:
    """Give exact notes / notes; a note with nothing to code and nothing suggested is exact."""
    return ratio(sum(map(is_exact, notes)), len(notes))
