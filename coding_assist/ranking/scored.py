"""A candidate with its score."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from coding_assist.codes import Code
from coding_assist.matching.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Scored:
    """A code with all its candidates in the note.

    Attributes:
        code: the code.
        score: in [0, 1]; higher is likelier to be right.
        candidates: where the note names it, in the order of the text.
        moved: figures that moved a learned score most, in log odds: "concluded +0.8".
    """

    code: Code
    score: float
    candidates: tuple[Candidate, ...]
    moved: tuple[str, ...] = ()


def by_score(s: Scored) -> tuple[float, str, str]:
    """Order codes best first, equals by system and code."""
    return (-s.score, s.code.system, s.code.code)


def by_code(candidates: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    """Part candidates by code, those of one code in the order of the text."""
    order = sorted(candidates, key=lambda c: (c.code.system, c.code.code, *_place(c)))
    return [tuple(g) for _, g in groupby(order, key=lambda c: (c.code.system, c.code.code))]


def _place(c: Candidate) -> tuple[int, int]:
    return (c.mention.spans[0].start, c.mention.spans[-1].end)
