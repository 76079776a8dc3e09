"""Sequelae: the condition left behind first, then what it is left from.

"The condition or nature of the sequela is sequenced first. The sequela code is sequenced
second" (ICD-10-CM Official Guidelines FY2026, I.B.10); injuries by the 7th character S
(I.C.19.a); COVID-19 by U09.9 (I.C.1.g.1.m). After a stroke one code of I69 says both
(I.C.9.d): see `stroke`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import asserted, sentence_of, sentences_of
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.specificity import resolve
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

SEQUELA = Standing("sequela", "I.B.10")
POST_COVID = Standing("sequela", "I.C.1.g.1.m")
CUE = re.compile(
    r"\b(?:sequelae? (?:of|from)|late effects? (?:of|from)"
    r"|(?:residual|resulting|left over|remaining|persisting|persistent) (?:of|from|after|since)"
    r"|(?:due to|from|after|since|following) (?:an? |the |his |her |their )?"
    r"(?:old|prior|previous|remote|past|healed))\b"
)
_PAST = re.compile(
    r"\b(?:old|prior|previous|remote|past|healed|resolved|recovered)\b"
    r"|\b(?:years?|months?|yrs?|mos?) (?:ago|earlier|prior)\b|\blast year\b|\b(?:19|20)\d\d\b"
)
_COVID = re.compile(
    r"\b(?:sequelae? of|late effects? of|resulting from|residual from|due to|after|following|since)"
    r" (?:\w+ ){0,3}(?:covid|sars-cov-2)"
)
_CONDITIONS_NOT_LEFT = ("V", "W", "X", "Y", "Z", "U", "S", "T")


def is_sequela(code: str) -> bool:
    """Tell whether a code says by its 7th character that it names the cause of a sequela."""
    return code[0] in "ST" and len(code) == len("S42.301S") and code.endswith("S")


def code_sequelae(draft: Draft, case: Case) -> Draft:
    """Code healed injuries that left something behind as causes, not as current or past."""
    causes = {id(c.mention): c for c in _causes(draft, case)}
    if not causes:
        return draft
    new: list[Scored] = []
    for c in causes.values():
        score = max(s.score for s in _all(draft) if c in s.candidates)
        new += [Scored(code, score, (_present(c, code),)) for code in _as_sequela(case, c)]
    if not new:
        return draft
    gone = {
        id(s): SEQUELA
        for s in draft.kept
        if all(id(c.mention) in causes for c in s.candidates) and not is_sequela(s.code.code)
    }
    names = {s.code.code for s in new}
    withheld = tuple((s, why) for s, why in draft.withheld if s.code.code not in names)
    return replace(draft, withheld=withheld).withhold(gone).add(new)


def code_post_covid(draft: Draft, case: Case) -> Draft:
    """Code what a past COVID-19 left behind as U09.9, not as the infection."""
    covid = [s for s in draft.kept if s.code.code in ("U07.1", "Z86.16")]
    past = [
        s for s in covid if any(_COVID.search(t) and _PAST.search(t) for t in sentences_of(case, s))
    ]
    if not past or not any(_is_left(draft, c) for s in past for c in asserted(s)):
        return draft
    code = case.store.get(CodeSystem.ICD10CM, "U09.9")
    found = tuple(_present(c, code) for s in past for c in asserted(s))
    new = Scored(code, max(s.score for s in past), found)
    return draft.withhold({id(s): POST_COVID for s in covid}).add([new])


def _all(draft: Draft) -> tuple[Scored, ...]:
    return (*draft.kept, *(s for s, _ in draft.withheld))


def _causes(draft: Draft, case: Case) -> Iterator[Candidate]:
    """Yield injuries behind a cue of their sentence, where something is left in it."""
    for s in _all(draft):
        if s.code.system is not CodeSystem.ICD10CM or s.code.code[0] not in "ST":
            continue
        for c in s.candidates:
            is_his = c.assertion in (Assertion.PRESENT, Assertion.HISTORICAL)
            if is_his and _is_cause(case, c) and _is_left(draft, c):
                yield c


def _is_cause(case: Case, c: Candidate) -> bool:
    start = c.mention.spans[-1].end - case.document.sentences[c.mention.sentence].start
    return any(m.start() < start <= m.end() + 100 for m in CUE.finditer(sentence_of(case, c)))


def _is_left(draft: Draft, cause: Candidate) -> bool:
    """Tell whether the sentence names a condition of now besides."""
    return any(
        c.mention.sentence == cause.mention.sentence
        and c.mention.spans != cause.mention.spans
        and s.code.code[0] not in _CONDITIONS_NOT_LEFT
        for s in draft.kept
        if s.code.system is CodeSystem.ICD10CM
        for c in asserted(s)
    )


def _as_sequela(case: Case, c: Candidate) -> Iterator[Code]:
    """Give the code of the injury with its 7th character, the side taken from the sentence."""
    words = c.mention.modifiers - {"subsequent"} | {"sequela"}
    named = {w.norm for w in case.document.sentences[c.mention.sentence].words} & SIDES
    if len(named) == 1 and not SIDES & title_words(c.code.title):
        words |= named
    target = case.store.find(CodeSystem.ICD10CM, c.term.target)
    for found in resolve(case.store, target, words) if target else ():
        if is_sequela(found.code.code):
            yield found.code


def _present(c: Candidate, code: Code) -> Candidate:
    return replace(c, code=code, assertion=Assertion.PRESENT)
