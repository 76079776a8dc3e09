"""Delivery: its outcome, and the codes for one without complications.

O80 "is not to be used if any other code from chapter 15 is needed to describe a current
complication of the antenatal, delivery, or postnatal period"; Z37.0 is the only outcome beside it
(ICD-10-CM Official Guidelines FY2026, I.C.15.n). A code of Z37 goes on every maternal record
with a delivery (I.C.15.b.5).
"""

import re
from collections.abc import Iterator

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.gestation import Gestation, Period
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.words_of_note import candidate_of, mention_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COMPLICATED = Standing("complicated_delivery", "I.C.15.n.1")
_NORMAL = ("O80", "O82")
_BESIDE = ("O80", "O82", "O09")
_NO_OUTCOME = tuple(f"O0{n}" for n in range(9))
_CHILD = r"(?:infants?|baby|babies|girls?|boys?|(?:fe)?male|newborns?|neonates?|fetus|births?)"
_GAP = r"[\w,\s-]{0,30}?"
_OUTCOMES = tuple(
    (code, re.compile(words, re.IGNORECASE))
    for code, words in (
        (
            "Z37.2",
            rf"\btwins?\b{_GAP}\b(?:both )?(?:live|alive|viable)"
            r"|\b(?:live ?-?born|viable|live) twins\b",
        ),
        ("Z37.1", rf"\bstill ?-?born\b{_GAP}\b{_CHILD}\b|\bdelivered (?:a )?still"),
        (
            "Z37.0",
            rf"\b(?:live|viable|healthy|vigorous)\b{_GAP}\b{_CHILD}\b"
            r"|\b(?:single|a|one|healthy) live ?-?born\b",
        ),
    )
)
_MANY = re.compile(r"\b(?:twins?|triplets?|quadruplets?|multiple gestation)\b", re.IGNORECASE)


def withhold_normal_delivery(draft: Draft, case: Case) -> Draft:
    """Withhold O80 and O82 beside a complication."""
    complicated = any(
        s.code.code[0] == "O" and not s.code.code.startswith(_BESIDE) for s in draft.sure(case)
    )
    if not complicated:
        return draft
    gone = {id(s): COMPLICATED for s in draft.kept if s.code.code.startswith(_NORMAL)}
    return draft.withhold(gone)


def outcome_of(draft: Draft, case: Case, gestation: Gestation) -> Iterator[Scored]:
    """Yield the outcome of a delivery in this encounter where none stands yet."""
    sure = draft.sure(case)
    ours = [s for s in sure if s.code.code[0] == "O" and not s.code.code.startswith(_NO_OUTCOME)]
    if gestation.period is not Period.CHILDBIRTH or not ours or _has_outcome(sure):
        return
    score = max(s.score for s in ours)
    for name, pattern in _OUTCOMES:
        found = pattern.search(case.document.text)
        if found and (name != "Z37.0" or not _MANY.search(case.document.text)):
            code = case.store.get(CodeSystem.ICD10CM, name)
            mention = mention_of(case.document, found.start(), found.end())
            yield Scored(code, score, (candidate_of(code, mention),))
            return
    normal = next((s for s in ours if s.code.code == "O80"), None)
    if normal is not None:
        yield Scored(case.store.get(CodeSystem.ICD10CM, "Z37.0"), score, normal.candidates)


def _has_outcome(sure: tuple[Scored, ...]) -> bool:
    return any(s.code.code.startswith("Z37") for s in sure)
