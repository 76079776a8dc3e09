"""External causes: additional codes for how, where and while doing what an injury came about.

Never first-listed (ICD-10-CM Official Guidelines FY2026, I.C.20.a.6); place, activity and status
once, at the first encounter (I.C.20.b, c, k), and only beside a cause. A cause that another
code of the note completes, such as the ball by the game, is data: `external_together.tsv`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.encounter import is_later
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

NO_INJURY = Standing("external_cause_without_injury", "I.C.20.a.1")
ONCE = Standing("first_encounter_only", "I.C.20.b")
LESS = Standing("less_specific", "I.C.20.a.4")
_CIRCUMSTANCE = ("Y92", "Y93", "Y99")
_VAGUE = ("W19", "W18.3", "V89", "Y09")
_PLACE_KNOWN = 0.15
_SURE = 0.03


def code_external_causes(draft: Draft, case: Case) -> Draft:
    """Let the causes stand beside an injury, and nothing of them without one."""
    draft = _completed(draft, case)
    causes = [s for s in draft.kept if _is_external(s)]
    injured = any(_is_injury(s.code.code) for s in draft.sure(case))
    told = [s for s in causes if not s.code.code.startswith(_CIRCUMSTANCE)]
    told = [s for s in told if s.score >= _PLACE_KNOWN]
    circumstances = [s for s in causes if s.code.code.startswith(_CIRCUMSTANCE)]
    if circumstances and is_later(case):
        draft = draft.withhold({id(s): ONCE for s in circumstances})
    elif circumstances and not (injured and told):
        draft = draft.withhold({id(s): NO_INJURY for s in circumstances})
    if not injured:
        return draft
    better = [s for s in told if not s.code.code.startswith(_VAGUE)]
    if better:
        draft = draft.withhold({id(s): LESS for s in told if s not in better})
    least = case.minimum + _SURE
    raised = [*(better or told), *(circumstances if told and not is_later(case) else ())]
    return draft.add(replace(s, score=least) for s in raised if s.score < least)


def _completed(draft: Draft, case: Case) -> Draft:
    names = {s.code.code for s in draft.kept}
    for s in draft.kept:
        for beside, instead in _together().get(s.code.code, {}).items():
            if beside in names:
                code = case.store.get(CodeSystem.ICD10CM, instead)
                kept = tuple(o for o in draft.kept if o is not s)
                draft = replace(draft, kept=kept).add([replace(s, code=code)])
    return draft


def _is_external(s: Scored) -> bool:
    return s.code.system is CodeSystem.ICD10CM and s.code.code[0] in "VWXY"


def _is_injury(code: str) -> bool:
    return code[0] == "S" or "T07" <= code[:3] <= "T34" or "T51" <= code[:3] <= "T79"


@cache
def _together() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {}
    rows = read_table("rules", "external_together.tsv", ["code", "beside", "instead"])
    for code, beside, instead in rows:
        table.setdefault(code, {})[beside] = instead
    return MappingProxyType(table)
