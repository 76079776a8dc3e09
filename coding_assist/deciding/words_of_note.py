"""Words of the note that a rule read itself, as a mention: evidence of the codes it gives."""

from collections.abc import Sequence

from coding_assist.codes import Code
from coding_assist.finding.mention import Assertion, Mention, Span
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.terms import Source, Term
from coding_assist.reading.document import Document, Section, Sentence


def mention_of(document: Document, start: int, end: int) -> Mention:
    """Give the stretch of the text as a mention that is asserted."""
    number, section = _place(document, start)
    return Mention((Span(start, end),), (), (), frozenset(), Assertion.PRESENT, section, number)


def candidate_of(code: Code, mention: Mention) -> Candidate:
    """Make words that a rule read the evidence of a code."""
    term = Term(mention.words, code.system, code.code, Source.SYNONYM)
    return Candidate(code, mention, term, frozenset(), Assertion.PRESENT)


def sentence_at(document: Document, position: int) -> Sentence | None:
    """Give the sentence that holds a position of the text."""
    return next((s for s in document.sentences if s.start <= position < s.end), None)


def _place(document: Document, start: int) -> tuple[int, Section]:
    sentences: Sequence[Sentence] = document.sentences
    for number, sentence in enumerate(sentences):
        if sentence.start <= start < sentence.end:
            return number, sentence.section
    return 0, document.sections[0]
