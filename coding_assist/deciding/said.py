"""Where the note says something: sentences of a code, and codes that a phrase alone gives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case
from coding_assist.finding.mention import Assertion, Mention, Span
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.terms import Source, Term
from coding_assist.ranking.scored import Scored


def sentence_of(case: Case, candidate: Candidate) -> str:
    """Give the sentence that a candidate stands in, in small letters."""
    return sentence_text(case, candidate.mention.sentence)


def sentence_text(case: Case, number: int) -> str:
    """Give a sentence by its running number, in small letters; "" beyond the last."""
    return case.sentence_texts[number] if 0 <= number < len(case.sentence_texts) else ""


def asserted(*found: Scored) -> tuple[Candidate, ...]:
    """Give the candidates of these codes that the note asserts of this patient now."""
    return tuple(c for s in found for c in s.candidates if c.assertion is Assertion.PRESENT)


def sentences_of(case: Case, s: Scored) -> Iterator[str]:
    """Yield the sentences that assert a code."""
    for c in asserted(s):
        yield sentence_of(case, c)


def as_present(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Give candidates that speak for a code which says itself that something is past."""
    return tuple(replace(c, assertion=Assertion.PRESENT) for c in candidates)


def rewritten(code: Code, s: Scored) -> Scored:
    """Give another code the score and the evidence of one; what it was called stands."""
    return Scored(code, s.score, tuple(replace(c, code=code) for c in s.candidates))


def spoken(case: Case, code: Code, number: int, start: int, end: int) -> Candidate:
    """Give a candidate whose evidence is part of a sentence.

    Args:
        case: the note.
        code: what the words stand for.
        number: of the sentence.
        start: of the words in it.
        end: of the words in it, exclusive.
    """
    sentence = case.document.sentences[number]
    span = Span(sentence.start + start, sentence.start + end)
    words = tuple(w.norm for w in sentence.words if span.start <= w.start < span.end)
    term = Term(words, code.system, code.code, Source.SYNONYM)
    mention = Mention(
        (span,), words, (term,), frozenset(words), Assertion.PRESENT, sentence.section, number
    )
    return Candidate(code, mention, term, frozenset(), Assertion.PRESENT)
