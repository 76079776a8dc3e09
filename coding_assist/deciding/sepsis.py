"""Sepsis, severe sepsis and septic shock: which codes, and in which order.

ICD-10-CM Official Guidelines FY2026, I.C.1.d: the systemic infection (A41.9 where none is named),
then R65.2-, then each acute organ dysfunction and the local infection. An organ dysfunction makes
the sepsis severe only where the provider says that it comes of it (I.C.1.d.1.a.iii-iv). Which
codes are which is data: `code_sets/rules/sepsis.tsv`.
"""

from collections.abc import Sequence
from dataclasses import replace

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.links import has_own_cause, is_linked, of_prefix
from coding_assist.deciding.said import asserted
from coding_assist.deciding.sepsis_parts import codes_of, in_order, prefixes_of
from coding_assist.deciding.standing import Standing
from coding_assist.finding.assertion import assertion_of, find_scopes
from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import Finding

_SEVERE, _SHOCK, _OPEN = "R65.20", "R65.21", "A41.9"
_IN_SHOCK = Standing("less_specific", "I.C.1.d.1.b")
_NEEDS_SEPSIS_CODE = ("R65.2", "T81.44")
_UROSEPSIS = frozenset({"urosepsis", "uroseptic"})
_QUERY_UROSEPSIS = Finding(
    level="warning",
    rule="urosepsis",
    message="Urosepsis is not synonymous with sepsis and has no default code: query the provider.",
    guideline="I.C.1.d.1.a.ii",
)


def code_sepsis(draft: Draft, case: Case) -> Draft:
    """Complete the codes of a sepsis, and put them in their order."""
    draft = _with_query(_with_systemic(draft, case), case)
    draft = _with_severity(draft, case)
    return in_order(draft, case)


def _with_systemic(draft: Draft, case: Case) -> Draft:
    """Add A41.9 where severe sepsis or shock is named and no sepsis stands."""
    sure = draft.sure(case)
    named = [s for s in sure if s.code.code.startswith(_NEEDS_SEPSIS_CODE)]
    if not named or codes_of(sure, "systemic"):
        return draft
    withheld = tuple(w for w in draft.withheld if w[0].code.code != _OPEN)
    found = tuple(c for s in (*named, *_named_less(draft)) for c in s.candidates)
    code = case.store.get(CodeSystem.ICD10CM, _OPEN)
    scored = Scored(code, max(s.score for s in named), found)
    return replace(draft, withheld=withheld).add([scored])


def _named_less(draft: Draft) -> list[Scored]:
    return [s for s in of_prefix(draft, (_OPEN,)) if asserted(s)]


def _with_severity(draft: Draft, case: Case) -> Draft:
    """Add R65.20 for an organ dysfunction that the note says comes of the sepsis."""
    sure = draft.sure(case)
    severity = {s.code.code: s for s in sure if s.code.code in (_SEVERE, _SHOCK)}
    if severity:
        both = len(severity) == 2
        return draft.withhold({id(severity[_SEVERE]): _IN_SHOCK}) if both else draft
    systemic, organs = codes_of(sure, "systemic"), codes_of(sure, "organ")
    if not systemic or not organs or systemic[0].code.code[0] == "P":
        return draft
    causes = asserted(*of_prefix(draft, (*prefixes_of("systemic"), "T81.44")))
    linked = [s for s in organs if is_linked(case.document, asserted(s), causes)]
    if not linked:
        return draft.find(_organ_query(organs, systemic)) if _is_open(organs, case) else draft
    found = tuple(dict.fromkeys((*systemic[0].candidates, *linked[0].candidates)))
    code = case.store.get(CodeSystem.ICD10CM, _SEVERE)
    return draft.add([Scored(code, min(systemic[0].score, linked[0].score), found)])


def _is_open(organs: Sequence[Scored], case: Case) -> bool:
    """Tell whether the note leaves the cause of an organ dysfunction unsaid."""
    return any(not has_own_cause(case.document, c) for c in asserted(*organs))


def _organ_query(organs: Sequence[Scored], systemic: Sequence[Scored]) -> Finding:
    return Finding(
        level="info",
        rule="sepsis_organ_dysfunction",
        codes=tuple(s.code.code for s in (systemic[0], *organs)),
        message="Is the acute organ dysfunction due to the sepsis? If so, add R65.20.",
        guideline="I.C.1.d.1.a.iv",
    )


def _with_query(draft: Draft, case: Case) -> Draft:
    """Ask what is meant by urosepsis, where the note says it of this patient."""
    if "urosep" not in case.document.text.lower():
        return draft
    for sentence in case.document.sentences:
        at = [i for i, w in enumerate(sentence.words) if w.norm in _UROSEPSIS]
        if at:
            found = assertion_of(find_scopes(sentence), at[:1], is_procedure=False)
            if found in (Assertion.PRESENT, Assertion.UNCERTAIN):
                return draft.find(_QUERY_UROSEPSIS)
    return draft
