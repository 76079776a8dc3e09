"""A candidate: a code that a mention may stand for."""

from dataclasses import dataclass

from coding_assist.codes import Code
from coding_assist.finding.mention import Mention
from coding_assist.matching.terms import Term


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code found for a mention.

    Attributes:
        code: what it may stand for.
        mention: the words of the note.
        term: the wording of the vocabulary that was met.
        supported: further words of the note that made the code more specific.
        place: 0 for the code chosen, 1 and up for what could stand instead.
    """

    code: Code
    mention: Mention
    term: Term
    supported: frozenset[str]
    place: int = 0
