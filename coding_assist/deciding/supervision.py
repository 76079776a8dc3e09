"""Prenatal supervision: which pregnancy it is (ICD-10-CM Official Guidelines FY2026, I.C.15.b.1-2).

Z34.0 is for a normal first pregnancy, Z34.8 for a later one; O09 takes its place where the
pregnancy is of high risk.
"""

import re

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

PARITY = Standing("less_specific", "I.B.2")
_FIRST = re.compile(
    r"\bfirst pregnancy\b|\bprimi(?:gravida|p)\b|\bG\s?1\s?P\s?0|\bnulliparous\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\bG\s?(?:[2-9]|1\d)\s?P\s?\d|\bmulti(?:gravida|p|parous)\b"
    r"|\b(?:second|third|fourth) pregnancy\b",
    re.IGNORECASE,
)


def name_supervision(draft: Draft, case: Case) -> Draft:
    """Put Z34.0 or Z34.8 in the place of Z34.9 where the note tells the parity."""
    open_ = [s for s in draft.sure(case) if s.code.code.startswith("Z34.9")]
    text = case.document.text
    kind = "0" if _FIRST.search(text) else "8" if _LATER.search(text) else ""
    if not open_ or not kind:
        return draft
    named = [
        Scored(
            case.store.get(CodeSystem.ICD10CM, f"Z34.{kind}{s.code.code[-1]}"),
            s.score,
            s.candidates,
        )
        for s in open_
    ]
    return draft.withhold({id(s): PARITY for s in open_}).add(named)
