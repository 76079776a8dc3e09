"""How often the nearest code is the right one, for names that were held out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import sqrt

from coding_assist.matching.neighbours import Neighbour, Neighbours
from coding_assist.matching.phrase_table import Array

_COUNT = 5
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Shares of the names; a gold header is met by every code below it.

    Attributes:
        category_at_1: the first code has the right three characters.
        code_at_1, code_at_5: a right code is the first, or among the first five.
        names: how many there are.
    """

    category_at_1: float
    code_at_1: float
    code_at_5: float
    names: int

    def rounded(self) -> dict[str, float]:
        """Give the shares to four places."""
        return {name: round(float(value), 4) for name, value in asdict(self).items()}

    def interval(self, share: float) -> tuple[float, float]:
        """Give the 95 % interval of a share (Wilson 1927)."""
        n, z = self.names, _Z
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return round(middle - half, 3), round(middle + half, 3)


def measure_retrieval(
    neighbours: Neighbours, vectors: Sequence[Array], codes: Sequence[Sequence[str]]
) -> Retrieval:
    """Measure the names' vectors against their codes, in the same order."""
    found = neighbours.nearest(vectors, _COUNT)
    pairs = list(zip(found, codes, strict=True))
    return Retrieval(
        category_at_1=_share([f[0].code[:3] in {c[:3] for c in gold} for f, gold in pairs]),
        code_at_1=_share([_is_right(f[:1], gold) for f, gold in pairs]),
        code_at_5=_share([_is_right(f, gold) for f, gold in pairs]),
        names=len(pairs),
    )


def _is_right(found: Sequence[Neighbour], gold: Sequence[str]) -> bool:
    return any(f.code.startswith(tuple(gold)) for f in found)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags)
