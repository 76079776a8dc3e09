"""Psychoactive substances: one level for each, and the blood alcohol beside it.

"If both use and abuse are documented, assign only the code for abuse ... if use, abuse and
dependence are all documented, assign only the code for dependence" (ICD-10-CM Official Guidelines
FY2026, I.C.5.b.2). Remission is the provider's to say (I.C.5.b.1). F10 takes an additional code
for the blood alcohol level (Y90, Tabular List).
"""

import re
from collections.abc import Iterator, Sequence

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.words_of_note import candidate_of, mention_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

LOWER = Standing("lower_level_of_use", "I.C.5.b.2")
REMISSION = Standing("in_remission", "I.C.5.b.1")
UNCOMPLICATED = Standing("less_specific", "I.B.2")
_LEVELS = {"9": 0, "1": 1, "2": 2}
_SUBSTANCES = tuple(f"F1{n}" for n in range(10))
_AT = len("F10.")
_PLAIN = re.compile(r"F1\d\.[129]0")
_RELAPSE = re.compile(r"\brelaps", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:BAL|BAC|blood alcohol(?: (?:level|concentration|content))?"
    r"|(?:serum |blood )?(?:EtOH|ethanol|alcohol) level)\b"
    r"[^.\n\d]{0,20}(?P<n>\d{1,3}(?:\.\d{1,3})?)"
    r"\s?(?P<unit>mg|g/dL|%)?",
    re.IGNORECASE,
)
_STEPS = (20, 40, 60, 80, 100, 120, 200, 240)
_MG_IN_PERCENT = 1000
_MOST = 900


def rank_substances(draft: Draft, case: Case) -> Draft:
    """Keep the highest level of each substance, with what the lower ones told of it."""
    named = {s.code.code[:3] for s in draft.sure(case)}
    if named.isdisjoint(_SUBSTANCES):
        return draft
    relapsed = _RELAPSE.search(case.document.text) is not None
    for substance in sorted(named.intersection(_SUBSTANCES)):
        ours = [s for s in draft.sure(case) if s.code.code.startswith(substance)]
        if len(ours) > 1:
            draft = _raised(draft, case, ours)
            draft = _settled(draft, case, substance, relapsed=relapsed)
    return _without_tobacco_use(draft, case).add(_blood_alcohol(draft, case))


def _raised(draft: Draft, case: Case, ours: Sequence[Scored]) -> Draft:
    """Withhold the lower levels; intoxication in dependence is dependence with intoxication."""
    highest = max(_level(s.code) for s in ours)
    lower = [s for s in ours if _level(s.code) < highest]
    digit = next(d for d, level in _LEVELS.items() if level == highest)
    new: list[Scored] = []
    for s in lower:
        name = f"{s.code.code[:_AT]}{digit}{s.code.code[_AT + 1 :]}"
        code = case.store.find(CodeSystem.ICD10CM, name)
        if code is not None and code.billable and not _is_plain(s.code) and not _is_over(s.code):
            new.append(Scored(code, s.score, s.candidates))
    return draft.withhold({id(s): LOWER for s in lower}).add(new)


def _settled(draft: Draft, case: Case, substance: str, *, relapsed: bool) -> Draft:
    """Withhold the uncomplicated code beside one that says more."""
    ours = [s for s in draft.sure(case) if s.code.code.startswith(substance)]
    plain = [s for s in ours if _is_plain(s.code)]
    over = [s for s in ours if _is_over(s.code)]
    active = [s for s in ours if s not in plain and s not in over]
    gone: dict[int, Standing] = {}
    if active:
        gone = {id(s): UNCOMPLICATED for s in (*plain, *over)}
    elif over and plain:
        gone = (
            {id(s): UNCOMPLICATED for s in over} if relapsed else {id(s): REMISSION for s in plain}
        )
    return draft if substance == "F17" else draft.withhold(gone)


def _level(code: Code) -> int:
    return _LEVELS.get(code.code[_AT : _AT + 1], 0)


def _is_plain(code: Code) -> bool:
    return _PLAIN.fullmatch(code.code) is not None


def _is_over(code: Code) -> bool:
    return "in remission" in code.title.lower()


def _without_tobacco_use(draft: Draft, case: Case) -> Draft:
    """Z72.0 excludes nicotine dependence (Excludes1)."""
    if not any(s.code.code.startswith("F17") for s in draft.sure(case)):
        return draft
    return draft.withhold({id(s): LOWER for s in draft.kept if s.code.code == "Z72.0"})


def _blood_alcohol(draft: Draft, case: Case) -> Iterator[Scored]:
    """Yield the code of the blood alcohol level beside an alcohol related disorder."""
    alcohol = [s for s in draft.sure(case) if s.code.code.startswith("F10")]
    found = _LEVEL.search(case.document.text) if alcohol else None
    if found is None:
        return
    value = float(found["n"])
    in_percent = (found["unit"] or "").lower() in ("g/dl", "%") or value < 1
    value *= _MG_IN_PERCENT if in_percent else 1
    if 0 < value < _MOST:
        step = sum(value >= s for s in _STEPS)
        code = case.store.get(CodeSystem.ICD10CM, f"Y90.{step}")
        mention = mention_of(case.document, found.start(), found.end())
        yield Scored(code, max(s.score for s in alcohol), (candidate_of(code, mention),))
