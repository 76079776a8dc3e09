"""A candidate: a code that a mention may stand for."""

from dataclasses import dataclass

from coding_assist.codes import Code
from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.terms import Term


@dataclass(frozen=True, slots=True)
class Learned:
    """How often coders gave a code where they read a phrase, in the training notes.

    Attributes:
        precision: share of the notes with the phrase that were given the code, smoothed
            towards the share of all notes, in (0, 1).
        notes: how many of the notes with the phrase were given the code.
        concept: the code that the vocabulary knows the words as, where that and not the words
            is what was counted, else "".
    """

    precision: float
    notes: int
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code found for a mention.

    Attributes:
        code: what it may stand for.
        mention: the words of the note.
        term: the wording of the vocabulary that was met.
        supported: further words of the note that made the code more specific.
        assertion: what the note says of the code: the mention's, but for what goes on although
            it is called past, and for codes that themselves say "history of".
        place: 0 for the code chosen, 1 and up for what could stand instead.
        learned: for a learnt phrase, how often it meant this code; None for the vocabulary's.
        likeness: for a phrase that the vocabulary does not know, the cosine to the nearest
            wording of the code; else 1.
    """

    code: Code
    mention: Mention
    term: Term
    supported: frozenset[str]
    assertion: Assertion
    place: int = 0
    learned: Learned | None = None
    likeness: float = 1.0
