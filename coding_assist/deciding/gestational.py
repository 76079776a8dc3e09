"""Diabetes and hypertension of pregnancy: control, and which category holds.

Gestational diabetes is coded by what controls it, insulin before diet or tablets, and takes no
Z79.4 or Z79.84 (ICD-10-CM Official Guidelines FY2026, I.C.15.i). Pre-eclampsia on pre-existing
hypertension is O11 with the type from O10, not O14 (Tabular List, O11, O14 Excludes1).
"""

import re
from collections.abc import Sequence

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.gestation import Gestation, Period
from coding_assist.deciding.obstetric_codes import of_period
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

CONTROLLED = Standing("less_specific", "I.C.15.i")
IN_CODE = Standing("combination_code", "I.C.15.i")
SUPERIMPOSED = Standing("combination_code", "I.C.15.d")
METABOLIC = Standing("combination_code", "I.B.9")
_NOT = r"(?<!no )(?<!not on )(?<!without )(?<!off )(?<!declines )(?<!declined )(?<!avoid )"
_CONTROLS = tuple(
    (control, re.compile(words, re.IGNORECASE))
    for control, words in (
        (
            "4",
            rf"{_NOT}\b(?:insulin|NPH|lispro|aspart|glargine|detemir|lantus|levemir|novolog"
            r"|humalog)\b(?! (?:resist|not|level|sensitiv))",
        ),
        (
            "5",
            rf"{_NOT}\b(?:metformin|gly(?:buride|benclamide)|oral (?:hypoglycemic|agent"
            r"|anti-?diabetic)\w{0,8})\b",
        ),
        ("0", r"\bdiet(?:ary)?\b|\bA1GDM\b|\bGDMA1\b"),
    )
)
_ONLY_MEANT = re.compile(r"\b(?:if|will|would|may|might|consider|discuss\w{0,3})\b", re.IGNORECASE)
_OPEN = "9"
_STAGE = {Period.PREGNANCY: "1", Period.CHILDBIRTH: "2", Period.PUERPERIUM: "3"}
_DRUGS = ("Z79.4", "Z79.84")


def control_diabetes(draft: Draft, case: Case, gestation: Gestation) -> Draft:
    """Say what controls gestational diabetes; the drug's own code is not given beside it."""
    here = [s for s in draft.sure(case) if s.code.code.startswith("O24.4")]
    if not here:
        return draft
    drugs = [s for s in draft.kept if s.code.code.startswith(_DRUGS)]
    gone = {id(s): IN_CODE for s in drugs}
    name = f"O24.4{_STAGE[gestation.period]}{_control(here, drugs, case)}"
    code = case.store.get(CodeSystem.ICD10CM, name)
    found = tuple(c for s in (*here, *drugs) for c in s.candidates)
    gone |= {id(s): CONTROLLED for s in here if s.code != code}
    return draft.withhold(gone).add([Scored(code, max(s.score for s in here), found)])


def _control(here: Sequence[Scored], drugs: Sequence[Scored], case: Case) -> str:
    """Give the character for the control: as a drug says, else the words, else the note."""
    if any(s.code.code == "Z79.4" and _is_taken(s, case) for s in drugs):
        return "4"
    told = [s.code.code[-1] for s in here if s.code.code[-1] != _OPEN]
    if told:
        return max(told)
    text = " ".join(
        case.document.text[s.start : s.end]
        for s in case.document.sentences
        if not _ONLY_MEANT.search(case.document.text, s.start, s.end)
    )
    return next((c for c, pattern in _CONTROLS if pattern.search(text)), _OPEN)


def _is_taken(drug: Scored, case: Case) -> bool:
    """Tell whether the drug is more than meant: "will start insulin if ..." is a plan."""
    text, sentences = case.document.text, case.document.sentences
    places = [sentences[c.mention.sentence] for c in drug.candidates]
    given = any(not _ONLY_MEANT.search(text, s.start, s.end) for s in places)
    return given and drug.score >= case.minimum


def keep_to_hypertension(draft: Draft, case: Case, gestation: Gestation) -> Draft:
    """Let O11 stand for pre-eclampsia, with O10; and O21.1 for its loss of fluid."""
    sure = draft.sure(case)
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for s in sure:
        if s.code.code.startswith("O11"):
            gone |= {
                id(o): SUPERIMPOSED for o in sure if o.code.code.startswith(("O13", "O14", "I10"))
            }
            new += _kind_of_hypertension(s, draft, case, gestation)
    draft = draft.withhold(gone).add(new)
    return _hyperemesis(draft, case)


def _kind_of_hypertension(
    s: Scored, draft: Draft, case: Case, gestation: Gestation
) -> list[Scored]:
    """Give the O10 code that "use additional code" at O11 asks for."""
    if any(o.code.code.startswith("O10") for o in draft.kept):
        return []
    near = {w for c in s.candidates for w in c.mention.modifiers}
    code = of_period(case.store, "O10.0" if "essential" in near else "O10.9", gestation)
    return [Scored(code, s.score, s.candidates)] if code else []


def _hyperemesis(draft: Draft, case: Case) -> Draft:
    """Hyperemesis with dehydration or another metabolic disturbance is one code, O21.1."""
    sure = draft.sure(case)
    vomiting = [s for s in sure if s.code.code in ("O21.0", "O21.1")]
    fluid = [s for s in draft.kept if s.code.code.startswith(("E86", "E87"))]
    if not vomiting or not fluid:
        return draft
    code = case.store.get(CodeSystem.ICD10CM, "O21.1")
    gone = {id(s): METABOLIC for s in (*fluid, *vomiting) if s.code != code}
    found = tuple(c for s in (*vomiting, *fluid) for c in s.candidates)
    return draft.withhold(gone).add([Scored(code, max(s.score for s in vomiting), found)])
