"""Hypertension with heart disease or chronic kidney disease: one combination code.

The classification presumes the link (ICD-10-CM Official Guidelines FY2026, I.C.9.a.1-3, I.A.15):
I11 with heart failure or heart disease of I51.4 to I51.7, I51.89 and I51.9, I12 with chronic
kidney disease, I13 with both. Heart failure (I50) and the stage (N18) stay as additional codes;
I51 does not (its Excludes1 note). Secondary hypertension takes the code of its cause beside it
(I.C.9.a.6), a crisis the hypertensive disease (I.C.9.a.10).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.linked import denies
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COMBINED = Standing("combination_code", "I.C.9.a")
SECONDARY = Standing("less_specific", "I.C.9.a.6")
_HYPERTENSION = ("I10", "I11", "I12", "I13")
_HEART = ("I51.4", "I51.5", "I51.7", "I51.89", "I51.9")
_LATE = ("N18.5", "N18.6", "I12.0", "I13.11", "I13.2")
_OWN_WORDS = frozenset({"essential", "primary"})


def combine_hypertension(draft: Draft, case: Case) -> Draft:
    """Put the combination in the place of its parts."""
    draft = _beside_crisis(_by_cause(draft, case), case)
    sure = draft.sure(case)
    parts = [s for s in sure if s.code.code.startswith(_HYPERTENSION)]
    if not parts:
        return draft
    linked = [
        [s for s in sure if s.code.code.startswith(prefix)]
        if not denies(draft, case, (*_HYPERTENSION, "I15"), prefix[0])
        else []
        for prefix in (("I50",), ("N18",), _HEART)
    ]
    failure, kidney, heart = linked
    code = _combination(parts, failure, kidney, heart)
    if not code:
        return draft
    found = tuple(c for s in (*parts, *failure, *kidney, *heart) for c in s.candidates)
    combined = Scored(case.store.get(CodeSystem.ICD10CM, code), max(s.score for s in parts), found)
    gone = {id(s): COMBINED for s in (*parts, *heart) if s.code.code != code}
    return draft.withhold(gone).add([combined])


def _combination(
    parts: Sequence[Scored],
    failure: Sequence[Scored],
    kidney: Sequence[Scored],
    heart: Sequence[Scored],
) -> str:
    """Give the combination code, or "" where hypertension stands alone."""
    named = [s.code.code for s in parts]
    is_late = any(s.code.code.startswith(_LATE) for s in (*parts, *kidney))
    fails = bool(failure) or any(c in ("I11.0", "I13.0", "I13.2") for c in named)
    is_heart = fails or bool(heart) or any(c.startswith(("I11", "I13")) for c in named)
    if kidney or any(c.startswith(("I12", "I13")) for c in named):
        if fails:
            return "I13.2" if is_late else "I13.0"
        if is_heart:
            return "I13.11" if is_late else "I13.10"
        return "I12.0" if is_late else "I12.9"
    if fails:
        return "I11.0"
    return "I11.9" if is_heart else ""


def _beside_crisis(draft: Draft, case: Case) -> Draft:
    """Let the hypertensive disease stand as surely as the crisis: I16 says to code it also."""
    crisis = next((s for s in draft.sure(case) if s.code.code.startswith("I16")), None)
    if crisis is None:
        return draft
    return draft.add(
        replace(s, score=max(s.score, crisis.score))
        for s in draft.kept
        if s.code.code.startswith((*_HYPERTENSION, "I15"))
    )


def _by_cause(draft: Draft, case: Case) -> Draft:
    """Give secondary hypertension the code of the cause that its own sentence names."""
    sure = draft.sure(case)
    secondary = next((s for s in sure if s.code.code.startswith("I15")), None)
    if secondary is None:
        return draft
    bare = [s for s in sure if s.code.code == "I10" and not _is_essential(s)]
    draft = draft.withhold({id(s): SECONDARY for s in bare})
    code = _cause_code(secondary, sure) if secondary.code.code == "I15.9" else ""
    if not code:
        return draft
    specific = replace(secondary, code=case.store.get(CodeSystem.ICD10CM, code))
    return draft.withhold({id(secondary): SECONDARY}).add([specific])


def _cause_code(secondary: Scored, sure: Sequence[Scored]) -> str:
    where = {c.mention.sentence for c in secondary.candidates}
    beside = [s.code.code for s in sure if {c.mention.sentence for c in s.candidates} & where]
    return next((code for cause, code in _causes() if any(b.startswith(cause) for b in beside)), "")


def _is_essential(s: Scored) -> bool:
    return any(_OWN_WORDS.intersection(c.mention.words) for c in s.candidates)


@cache
def _causes() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "secondary_hypertension.tsv", ["cause", "code", "why"])
    return tuple((cause, code) for cause, code, _ in rows)
