"""Systemic inflammatory response syndrome (SIRS), which is coded for non-infectious causes alone.

ICD-10-CM Official Guidelines FY2026, I.C.18.g: the underlying condition first, then R65.10, or
R65.11 where an acute organ dysfunction comes of it. SIRS of a local infection has no code of its
own; sepsis would have to be documented.
"""

from dataclasses import replace

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.links import is_linked
from coding_assist.deciding.said import asserted
from coding_assist.deciding.sepsis_parts import codes_of
from coding_assist.deciding.sequencing import sequenced
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

OF_INFECTION = Standing("sirs_of_infection", "I.C.18.g")
WITH_ORGAN = Standing("combination_code", "I.C.18.g")
_WITHOUT, _WITH = "R65.10", "R65.11"
_NOT_INFECTIOUS = ("K85.0", "K85.1", "K85.2", "K85.3", "K85.8", "K85.9", "S", "T", "C", "I21")


def code_sirs(draft: Draft, case: Case) -> Draft:
    """Withhold SIRS of an infection; else complete it and put its cause first."""
    sure = draft.sure(case)
    sirs = [s for s in sure if s.code.code in (_WITHOUT, _WITH)]
    if not sirs:
        return draft
    infections = codes_of(sure, "local")
    causes = [s for s in sure if s.code.code.startswith(_NOT_INFECTIOUS)]
    if infections and not causes:
        return draft.withhold({id(s): OF_INFECTION for s in sirs})
    draft, code = _with_organ(draft, case, sirs[0])
    return _after(draft, case, code, [s.code.code for s in causes])


def _with_organ(draft: Draft, case: Case, sirs: Scored) -> tuple[Draft, str]:
    """Say R65.11 where an organ dysfunction is linked to the SIRS."""
    organs = codes_of(draft.sure(case), "organ")
    linked = [s for s in organs if is_linked(case.document, asserted(s), asserted(sirs))]
    if sirs.code.code == _WITH or not linked:
        return draft, sirs.code.code
    code = case.store.get(CodeSystem.ICD10CM, _WITH)
    found = tuple(dict.fromkeys((*sirs.candidates, *linked[0].candidates)))
    scored = Scored(code, sirs.score, found)
    return draft.withhold({id(sirs): WITH_ORGAN}).add([scored]), _WITH


def _after(draft: Draft, case: Case, code: str, causes: list[str]) -> Draft:
    """Put the code right behind the first of its causes, where it stood before."""
    place = sequenced(draft.sure(case), draft.sequence)
    first = min(causes, key=lambda c: place.get(c, len(place)), default="")
    if not first or place[first] < place[code]:
        return draft
    order = [c for c in sorted(place, key=place.__getitem__) if c != first]
    at = order.index(code)
    return replace(draft, sequence=(*order[:at], first, *order[at:]))
