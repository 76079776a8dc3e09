"""Present on admission, for inpatients: Y, N, U, W, or exempt from reporting.

ICD-10-CM Official Guidelines FY2026, Appendix I. Y is the default: what an inpatient record
names without saying when it began was there, or its cause was, when the order was written. N
where the note says that it began in the stay; W and U where the note says that it is not known.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.axes import questions
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.stay import Onset, Spans, onsets_of
from coding_assist.finding.mention import Mention
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import Prompt

_HEALED = re.compile(r"[ST]\d\w\.\w{3}[D-HJ-NP-S]\Z")
"""7th characters of a subsequent encounter or a sequela: exempt."""


def indicate_poa(draft: Draft, case: Case) -> Draft:
    """Give every diagnosis of an inpatient its indicator."""
    if case.note.setting is not Setting.INPATIENT:
        return draft
    onsets = onsets_of(case.document, tuple(_mentions(draft)))
    delivered = any(s.code.code.startswith("Z37") for s in draft.kept)
    told = dict(draft.advice)
    for s in draft.kept:
        if s.code.system is CodeSystem.ICD10CM:
            advice = draft.advice_on(s.code)
            # A family that read the course itself, as of an ulcer that evolved, knows better.
            poa = advice.poa or _indicator(s, onsets, is_delivered=delivered)
            prompts = (*advice.prompts, *((_asked(),) if poa == "U" else ()))
            told[s.code.system, s.code.code] = replace(advice, poa=poa, prompts=prompts)
    return replace(draft, advice=told)


def _mentions(draft: Draft) -> Iterator[Mention]:
    """Yield all mentions of diagnoses, also of those that a more specific code replaced."""
    scored = (*draft.kept, *(s for s, _ in draft.withheld))
    found = {
        c.mention.spans: c.mention
        for s in scored
        if s.code.system is CodeSystem.ICD10CM
        for c in s.candidates
    }
    yield from found.values()


def _indicator(s: Scored, onsets: Mapping[Spans, Onset], *, is_delivered: bool) -> str:
    rule = _rule_of(s.code)
    if rule in ("exempt", "Y"):
        return rule
    told = {onsets.get(c.mention.spans, Onset.UNTOLD) for c in s.candidates}
    for onset, poa in _FIRST:
        if onset in told:
            return poa
    return "N" if rule == "delivery" and is_delivered else "Y"


_FIRST = (
    (Onset.CLINICALLY_UNDETERMINED, "W"),
    (Onset.UNDOCUMENTED, "U"),
    # A combination code is N where any part of it began in the stay.
    (Onset.IN_STAY, "N"),
)


def _asked() -> Prompt:
    """Ask when it began: U calls for a query."""
    return Prompt(kind="poa", question=questions()["poa"].question)


def _rule_of(code: Code) -> str:
    """Give what the table says of the longest prefix of a code, or ""."""
    if _HEALED.match(code.code):
        return "exempt"
    lengths = range(len(code.code), 0, -1)
    return next((_table()[code.code[:n]] for n in lengths if code.code[:n] in _table()), "")


@cache
def _table() -> Mapping[str, str]:
    rows = read_table("rules", "poa.tsv", ["prefix", "poa", "why"])
    return MappingProxyType({prefix: poa for prefix, poa, _ in rows})
