"""Chronic kidney disease: the end stage alone, and dialysis beside it.

Where a stage and the end stage are documented, only N18.6 is assigned (ICD-10-CM Official
Guidelines FY2026, I.C.14.a.1); it says "use additional code to identify dialysis status (Z99.2)".
"""

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.named import candidate, named
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

END_STAGE = Standing("less_specific", "I.C.14.a.1")
_DIALYSIS = frozenset({"dialysis", "hemodialysis", "haemodialysis", "capd", "ccpd"})


def settle_kidney(draft: Draft, case: Case) -> Draft:
    """Leave the end stage alone and add dialysis that goes on."""
    end = next((s for s in draft.sure(case) if s.code.code == "N18.6"), None)
    if end is None:
        return draft
    stages = [s for s in draft.kept if s.code.code.startswith("N18") and s is not end]
    draft = draft.withhold({id(s): END_STAGE for s in stages})
    found = list(named(case, _DIALYSIS))
    if not found:
        return draft
    code = case.store.get(CodeSystem.ICD10CM, "Z99.2")
    return draft.add([Scored(code, end.score, tuple(candidate(code, m) for m in found))])
