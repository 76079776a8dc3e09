"""Hypertension with heart failure or chronic kidney disease: one combination code.

The classification presumes the link (ICD-10-CM Official Guidelines FY2026, I.C.9.a.1-3, I.A.15):
I11 with heart failure, I12 with chronic kidney disease, I13 with both. Heart failure (I50) and
the stage (N18) stay as additional codes.
"""

from collections.abc import Sequence

from coding_assist.codes import CodeStore
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored, by_score

COMBINED = Standing("combination_code", "I.C.9.a")
_HYPERTENSION = ("I10", "I11", "I12", "I13")
_LATE_STAGES = ("N18.5", "N18.6")


def combine_hypertension(
    store: CodeStore, kept: Sequence[Scored], minimum: float
) -> tuple[list[Scored], dict[int, Standing]]:
    """Give the codes with the combination in, and by identity the parts it replaces.

    Args:
        store: the code tables.
        kept: codes that stand so far.
        minimum: a part counts only when it scores so much itself.
    """
    sure = [s for s in kept if s.code.system is CodeSystem.ICD10CM and s.score >= minimum]
    parts = [s for s in sure if s.code.code.startswith(_HYPERTENSION)]
    failure = [s for s in sure if s.code.code.startswith("I50")]
    kidney = [s for s in sure if s.code.code.startswith("N18")]
    code = _combination(bool(failure), [s.code.code for s in kidney])
    if not parts or not code or any(s.code.code == code for s in parts):
        return list(kept), {}
    found = tuple(c for s in (*parts, *failure, *kidney) for c in s.candidates)
    combined = Scored(store.get(CodeSystem.ICD10CM, code), max(s.score for s in parts), found)
    gone = {id(s): COMBINED for s in parts}
    rest = [*(s for s in kept if id(s) not in gone), combined]
    return sorted(rest, key=by_score), gone


def _combination(failure: bool, stages: Sequence[str]) -> str:
    """Give the combination code, or "" where hypertension stands alone."""
    is_late = any(stage in _LATE_STAGES for stage in stages)
    if failure and stages:
        return "I13.2" if is_late else "I13.0"
    if stages:
        return "I12.0" if is_late else "I12.9"
    return "I11.0" if failure else ""
