"""A candidate with its score."""

from dataclasses import dataclass

from coding_assist.codes import Code
from coding_assist.matching.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Scored:
    """A code with all its candidates in the note.

    Attributes:
        code: the code.
        score: in [0, 1]; higher is likelier to be right.
        candidates: where the note names it, in the order of the text.
    """

    code: Code
    score: float
    candidates: tuple[Candidate, ...]


def by_score(s: Scored) -> tuple[float, str, str]:
    """Order codes best first, equals by system and code."""
    return (-s.score, s.code.system, s.code.code)
