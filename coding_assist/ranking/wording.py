"""Weight of how a code was met: the source of the wording, and how exactly it is written."""

from coding_assist.matching.candidate import Candidate
from coding_assist.matching.terms import Source

_SOURCE = {Source.SYNONYM: 0.4, Source.INCLUSION: 0.1, Source.TITLE: -0.1, Source.DENSE: -0.3}
_UNLIKE = 8.0


def wording_weight(candidate: Candidate) -> float:
    """Weigh exactness: a long wording met without a gap, a slip or a rival counts most."""
    mention = candidate.mention
    x = _SOURCE[candidate.term.source]
    x -= 0.25 * mention.spread + 4 * (1 - mention.correction)
    x -= 1.5 * min(candidate.place, 1) + _UNLIKE * (1 - candidate.likeness)
    x += 0.25 * min(len(mention.words) - 1, 3) + 0.15 * len(candidate.supported)
    return x - (0.3 if candidate.term.use else 0.0)
