"""Diagnoses that are coded only once confirmed, and doubt that was not there at discharge.

Inpatient: a diagnosis that is uncertain "at the time of discharge" is coded as if it existed
(ICD-10-CM Official Guidelines FY2026, II.H, III.C), but for HIV (I.C.1.a.1), Zika (I.C.1.f.1),
COVID-19 (I.C.1.g.1.a) and novel or other identified influenza (I.C.10.c), which is then coded as
unidentified influenza. Which codes those are is data: `code_sets/rules/confirmed_only.tsv`.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored

UNCONFIRMED = "unconfirmed"
_EARLIER = Standing("uncertain_before_discharge", "II.H")
_BEFORE_DISCHARGE = frozenset(
    {"admission_diagnosis", "chief_complaint", "indication", "results", "findings", "ros", "exam"}
)


def withhold_unconfirmed(draft: Draft, case: Case) -> Draft:
    """Withhold what an inpatient's doubt does not let stand."""
    if case.note.setting is not Setting.INPATIENT:
        return draft
    doubted = [s for s in draft.kept if _is_doubted(s)]
    gone: dict[int, Standing] = {}
    instead: list[Scored] = []
    for s in doubted:
        guideline, other = _table().get(s.code.code, ("", ""))
        if guideline:
            gone[id(s)] = Standing(UNCONFIRMED, guideline)
        elif all(c.mention.section.kind in _BEFORE_DISCHARGE for c in s.candidates):
            gone[id(s)] = _EARLIER
        if other:
            score = max(s.score, case.minimum)
            code = case.store.get(CodeSystem.ICD10CM, other)
            instead.append(Scored(code, score, s.candidates))
    return draft.withhold(gone).add(instead)


def _is_doubted(s: Scored) -> bool:
    if s.code.system is not CodeSystem.ICD10CM:
        return False
    found = [c.assertion for c in s.candidates]
    return Assertion.UNCERTAIN in found and Assertion.PRESENT not in found


@cache
def _table() -> Mapping[str, tuple[str, str]]:
    rows = read_table("rules", "confirmed_only.tsv", ["code", "guideline", "instead", "why"])
    return MappingProxyType({code: (guideline, other) for code, guideline, other, _ in rows})
