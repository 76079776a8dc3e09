"""After treatment: follow-up, aftercare, and what an operation of the past leaves.

ICD-10-CM Official Guidelines FY2026, I.C.21.c.8 (follow-up: Z08 or Z09 with the history of what
was treated), I.C.21.c.7 (aftercare, with a status code where one fits) and I.C.21.c.3 (status:
acquired absence, grafts, implants). Which operation leaves which status is data:
`code_sets/rules/operations.tsv` and `absent_organs.tsv`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import asserted, sentence_text, spoken
from coding_assist.deciding.standing import Standing
from coding_assist.matching.specificity import resolve
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

NAMED = Standing("less_specific", "I.C.21.c.7")
_LEFT_OPEN = ("Z47.89", "Z48.89")
_FOLLOW_UP = re.compile(
    r"\b(?:surveillance|follow[- ]?up|f/u)\b[^.;]{0,60}?"
    r"\b(?:after|following|post|s/p)\b[^.;]{0,30}?"
    r"\b(?:complet\w{0,4}|finish\w{0,3})\b"
)
_AFTERCARE = re.compile(r"\baftercare\b")
_IN_PAST = (
    r"(?: (?:was|were|is|has been|had been|surgically|previously)){1,3}"
    r" (?:removed|resected|taken out|excised)\b"
    r"(?= (?:back )?(?:in|during|as a) (?:(?:19|20)\d\d|childhood|child)"
    r"| \d{1,2} (?:years|yrs) ago)"
)
_TAKEN = ("removed", "resected", "taken out", "excised")
"""One of them stands in all that `_IN_PAST` matches."""


@dataclass(frozen=True, slots=True)
class _Operation:
    """A row of the table.

    Attributes:
        names: matches what the operation is called.
        cpt: codes of it.
        status: code, or header, of what it leaves.
        aftercare: code of aftercare following it, or "".
    """

    names: re.Pattern[str]
    cpt: frozenset[str]
    status: str
    aftercare: str


def code_follow_up(draft: Draft, case: Case) -> Draft:
    """Add the follow-up that a note speaks of with the history of what was treated."""
    new = [s for past in draft.kept for s in _follow_up(draft, case, past)]
    return draft.add(new)


def code_aftercare(draft: Draft, case: Case) -> Draft:
    """Name aftercare by its operation, and add what operations of the past left."""
    new: list[Scored] = []
    for number, text in enumerate(case.sentence_texts):
        if "aftercare" in text and _AFTERCARE.search(text):
            new += _aftercare(case, number, text)
        if any(word in text for word in _TAKEN):
            new += _absent(case, number, text)
    named = any(s.code.code.startswith(("Z47", "Z48")) for s in new)
    gone = {id(s): NAMED for s in draft.kept if named and s.code.code in _LEFT_OPEN}
    return draft.withhold(gone).add((*new, *_past_operations(draft, case)))


def _follow_up(draft: Draft, case: Case, past: Scored) -> Iterator[Scored]:
    """Yield Z08 or Z09 where the sentence of a history code calls the visit a follow-up."""
    name = {"Z85": "Z08", "Z86": "Z09", "Z87": "Z09"}.get(past.code.code[:3], "")
    if not name or any(s.code.code in ("Z08", "Z09") for s in draft.sure(case)):
        return
    code = case.store.get(CodeSystem.ICD10CM, name)
    for c in asserted(past):
        cue = _FOLLOW_UP.search(sentence_text(case, c.mention.sentence))
        if cue:
            found = spoken(case, code, c.mention.sentence, cue.start(), cue.end())
            yield Scored(code, max(past.score, case.minimum), (found,))


def _aftercare(case: Case, number: int, text: str) -> Iterator[Scored]:
    for operation in _operations():
        cue = operation.names.search(text)
        if cue and operation.aftercare:
            for name in (operation.aftercare, operation.status):
                yield from _spoken(case, name, number, (cue.start(), cue.end()))
            return


def _absent(case: Case, number: int, text: str) -> Iterator[Scored]:
    for organ, name in _organs():
        cue = organ.search(text)
        if cue:
            yield from _spoken(case, name, number, (cue.start(), cue.end()))


def _past_operations(draft: Draft, case: Case) -> Iterator[Scored]:
    """Yield the status that operations called past leave."""
    for s, standing in draft.withheld:
        if s.code.system is CodeSystem.CPT and standing.reason == "historical":
            for operation in _operations():
                if s.code.code in operation.cpt:
                    for c in s.candidates[:1]:
                        sentence = case.document.sentences[c.mention.sentence]
                        span = c.mention.spans[0]
                        at = (span.start - sentence.start, span.end - sentence.start)
                        yield from _spoken(case, operation.status, c.mention.sentence, at)


def _spoken(case: Case, name: str, number: int, at: tuple[int, int]) -> Iterator[Scored]:
    """Yield a code for words of a sentence, as specific as its words allow."""
    for code in _resolved(case, name, number):
        yield Scored(code, case.minimum, (spoken(case, code, number, *at),))


def _resolved(case: Case, name: str, number: int) -> Iterator[Code]:
    target = case.store.get(CodeSystem.ICD10CM, name)
    words = frozenset(w.norm for w in case.document.sentences[number].words)
    if target.billable:
        yield target
        return
    yield from (r.code for r in resolve(case.store, target, words) if r.code.billable)


@cache
def _operations() -> tuple[_Operation, ...]:
    rows = read_table("rules", "operations.tsv", ["operation", "cpt", "status", "aftercare"])
    return tuple(
        _Operation(_phrase(names), frozenset(cpt.split("|")), status, aftercare)
        for names, cpt, status, aftercare in rows
    )


@cache
def _organs() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table("rules", "absent_organs.tsv", ["organ", "status"])
    return tuple((re.compile(rf"\b{re.escape(o)}{_IN_PAST}"), status) for o, status in rows)


def _phrase(names: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names.split('|')))})\b")
