"""Codes that a rule reads from the note itself: a candidate on words of a sentence."""

from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.draft import Draft
from coding_assist.finding.mention import Assertion, Mention, Span
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.terms import Source, Term
from coding_assist.ranking.scored import Scored
from coding_assist.reading.document import Sentence


def named(code: Code, score: float, sentence: Sentence, number: int, at: int, end: int) -> Scored:
    """Give a code with the words `at` to `end` (half-open) of a sentence as its evidence."""
    own = sentence.words[at:end]
    norms = tuple(w.norm for w in own)
    term = Term(norms, code.system, code.code, Source.SYNONYM)
    mention = Mention(
        (Span(own[0].start, own[-1].end),),
        norms,
        (term,),
        frozenset(),
        Assertion.PRESENT,
        sentence.section,
        number,
    )
    return Scored(code, score, (Candidate(code, mention, term, frozenset(), Assertion.PRESENT),))


def stand(draft: Draft, *codes: Scored) -> Draft:
    """Let codes stand although they were withheld before; they keep the evidence of both."""
    names = {s.code.code for s in codes}
    withheld = tuple(w for w in draft.withheld if w[0].code.code not in names)
    return replace(draft, withheld=withheld).add(codes)
