"""Hypertension with heart failure or chronic kidney disease: one combination code.

The classification presumes the link (ICD-10-CM Official Guidelines FY2026, I.C.9.a.1-3, I.A.15):
I11 with heart failure, I12 with chronic kidney disease, I13 with both. Heart failure (I50) and
the stage (N18) stay as additional codes.
"""

from collections.abc import Sequence

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COMBINED = Standing("combination_code", "I.C.9.a")
_HYPERTENSION = ("I10", "I11", "I12", "I13")
_LATE_STAGES = ("N18.5", "N18.6")


def combine_hypertension(draft: Draft, case: Case) -> Draft:
    """Put the combination in the place of its parts."""
    sure = draft.sure(case)
    parts = [s for s in sure if s.code.code.startswith(_HYPERTENSION)]
    failure = [s for s in sure if s.code.code.startswith("I50")]
    kidney = [s for s in sure if s.code.code.startswith("N18")]
    code = _combination(bool(failure), [s.code.code for s in kidney])
    if not parts or not code or any(s.code.code == code for s in parts):
        return draft
    found = tuple(c for s in (*parts, *failure, *kidney) for c in s.candidates)
    score = max(s.score for s in parts)
    combined = Scored(case.store.get(CodeSystem.ICD10CM, code), score, found)
    return draft.withhold({id(s): COMBINED for s in parts}).add([combined])


def _combination(failure: bool, stages: Sequence[str]) -> str:
    """Give the combination code, or "" where hypertension stands alone."""
    is_late = any(stage in _LATE_STAGES for stage in stages)
    if failure and stages:
        return "I13.2" if is_late else "I13.0"
    if stages:
        return "I12.0" if is_late else "I12.9"
    return "I11.0" if failure else ""
