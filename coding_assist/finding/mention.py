"""A mention: words of the note that name a condition or a procedure."""

from dataclasses import dataclass
from enum import StrEnum

from coding_assist.matching.terms import Term
from coding_assist.reading.document import Section


class Assertion(StrEnum):
    """What the note says of a mention; DESIGN's way of a note names them."""

    PRESENT = "present"
    NEGATED = "negated"
    UNCERTAIN = "uncertain"
    HISTORICAL = "historical"
    FAMILY = "family_history"
    HYPOTHETICAL = "hypothetical"
    OTHER_PERSON = "other_person"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points of the note's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the note that name something, and what stands around them.

    Attributes:
        spans: the words themselves, in order; more than one where others stand between.
        words: the normal forms that were matched.
        terms: the vocabulary's terms for exactly these words, best source first.
        modifiers: normal forms around it that may make its code more specific.
        assertion: present, negated, ...
        section: where it stands.
        sentence: running number of its sentence in the document.
        correction: least spelling similarity among its words, 1 where none was mended.
        spread: words that stand between the matched ones, less stop words.
    """

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    modifiers: frozenset[str]
    assertion: Assertion
    section: Section
    sentence: int
    correction: float = 1.0
    spread: int = 0
