"""The type of diabetes: stated once, it holds for every complication that the note names.

E11 is the default where no type is stated (ICD-10-CM Official Guidelines FY2026, I.C.4.a.2);
diabetes due to another condition or to surgery is secondary (I.C.4.a.6): E08 where the Tabular
List's "code first" note at E08 names the condition, else the row of
`code_sets/rules/diabetes_cause.tsv`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.diabetes import CATEGORIES
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.words_of_note import candidate_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

OTHER_TYPE = Standing("less_specific", "I.C.4.a")
_TYPES = frozenset({"2", "ii"})
_DUE = re.compile(
    r"\W*(?:mellitus\W{1,3})?(?:\(?DM\)?\W{1,3})?(?:(?:is|was|likely|has)\s){0,2}"
    r"(?:to|due to|secondary to|caused by|because of|as a result of|resulting from|from|after)\b",
    re.IGNORECASE,
)
_FAR = 60


def settle_type(draft: Draft, case: Case) -> Draft:
    """Give diabetes of no stated type the type that the note states elsewhere."""
    sure = draft.sure(case)
    bare = [s for s in draft.kept if _is_bare(s)]
    typed = (s for s in sure if not _is_bare(s))
    stated = {s.code.code[:3] for s in typed if s.code.code.startswith(CATEGORIES)} - {"E11"}
    if bare and not stated:
        stated = _caused(bare, sure, case)
    new = [_of_type(s, next(iter(stated)), case) for s in bare] if len(stated) == 1 else []
    moved = [(s, n) for s, n in zip(bare, new, strict=False) if n is not None]
    draft = draft.withhold({id(s): OTHER_TYPE for s, _ in moved}).add(n for _, n in moved)
    return _after_surgery(draft, case)


def _is_bare(s: Scored) -> bool:
    """Tell whether no type is named; "diabetes secondary to" leaves open to what."""
    if s.code.code == "E13.9":
        return all("secondary" in c.mention.words for c in s.candidates)
    is_default = s.code.code.startswith("E11")
    return is_default and not any(_TYPES.intersection(c.mention.words) for c in s.candidates)


def _of_type(s: Scored, category: str, case: Case) -> Scored | None:
    code = case.store.find(CodeSystem.ICD10CM, f"{category}{s.code.code[3:]}")
    return replace(s, code=code) if code is not None and code.billable else None


def _caused(bare: Sequence[Scored], sure: Sequence[Scored], case: Case) -> set[str]:
    """Give the categories of the causes that the note names: "diabetes due to pancreatitis"."""
    ends = [c.mention.spans[-1].end for s in bare for c in s.candidates]
    found: set[str] = set()
    for s in sure:
        category = next((c for cause, c in _causes() if s.code.code.startswith(cause)), "")
        starts = [c.mention.spans[0].start for c in s.candidates] if category else []
        for start in starts:
            gaps = [case.document.text[end:start] for end in ends if 0 < start - end < _FAR]
            if any(_DUE.match(gap) for gap in gaps):
                found.add(category)
    return found


def _after_surgery(draft: Draft, case: Case) -> Draft:
    """Code the lack of insulin after the pancreas was removed, and its absence (I.C.4.a.6.b.i)."""
    sure = draft.sure(case)
    diabetes = next((s for s in sure if s.code.code.startswith("E13")), None)
    if diabetes is None:
        return draft
    gone = [s for s in sure if s.code.code.startswith("Z90.41")]
    mentions = [
        c.mention
        for c in diabetes.candidates
        if any("pancreatectomy" in word for word in c.mention.words)
    ]
    if not mentions and not gone:
        return draft
    codes = ["E89.1"] if gone else ["E89.1", "Z90.410"]
    evidence = mentions or [c.mention for s in gone for c in s.candidates]
    return draft.add(
        Scored(code, diabetes.score, tuple(candidate_of(code, m) for m in evidence))
        for code in (case.store.get(CodeSystem.ICD10CM, c) for c in codes)
    )


@cache
def _causes() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "diabetes_cause.tsv", ["cause", "category", "why"])
    return tuple((cause, category) for cause, category, _ in rows)
