"""Chronic kidney disease: its stage, the end stage alone, and dialysis beside it.

Where a stage and the end stage are documented, only N18.6 is assigned (ICD-10-CM Official
Guidelines FY2026, I.C.14.a.1); it says "use additional code to identify dialysis status (Z99.2)".
"""

import re

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.named import named
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.words_of_note import candidate_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

ACROSS = Standing("less_specific", "I.C.14.a.1")
END_STAGE = Standing("less_specific", "I.C.14.a.1")
_DIALYSIS = frozenset({"dialysis", "hemodialysis", "haemodialysis", "capd", "ccpd"})
_KIDNEY = re.compile(r"I12|I13|E(?:08|09|10|11|13)\.22")
_STAGE = re.compile(
    r"\b(?:CKD|kidney disease|stage)[ ,-]{0,2}(?:stage )?(?P<stage>3a|3b|[1-5])\b", re.IGNORECASE
)
_STAGES = {"3": "N18.30", "3a": "N18.31", "3b": "N18.32"}


def settle_kidney(draft: Draft, case: Case) -> Draft:
    """Add the stage where it is missing, leave the end stage alone, add dialysis that goes on."""
    draft = _staged(_misread(draft), case)
    end = next((s for s in draft.sure(case) if s.code.code == "N18.6"), None)
    if end is None:
        return draft
    stages = [s for s in draft.kept if s.code.code.startswith("N18") and s is not end]
    draft = draft.withhold({id(s): END_STAGE for s in stages})
    found = list(named(case, _DIALYSIS))
    if not found:
        return draft
    code = case.store.get(CodeSystem.ICD10CM, "Z99.2")
    return draft.add([Scored(code, end.score, tuple(candidate_of(code, m) for m in found))])


def _misread(draft: Draft) -> Draft:
    """Withhold a stage read across another: "CKD stage 4 due to type 2 diabetes" is no stage 2."""
    kidney = [s for s in draft.kept if s.code.code.startswith("N18")]
    nearest: dict[int, int] = {}
    for s in kidney:
        for c in s.candidates:
            start, end = c.mention.spans[0].start, c.mention.spans[-1].end
            nearest[start] = min(end, nearest.get(start, end))
    return draft.withhold(
        {
            id(s): ACROSS
            for s in kidney
            if all(
                c.mention.spread and c.mention.spans[-1].end > nearest[c.mention.spans[0].start]
                for c in s.candidates
            )
        }
    )


def _staged(draft: Draft, case: Case) -> Draft:
    """Add the stage that stands beside a combination: "hypertensive heart and CKD 3b"."""
    sure = draft.sure(case)
    combined = next((s for s in sure if _KIDNEY.match(s.code.code)), None)
    if combined is None or any(s.code.code.startswith("N18") for s in sure):
        return draft
    for c in combined.candidates:
        sentence = case.document.sentences[c.mention.sentence]
        found = _STAGE.search(case.document.text[sentence.start : sentence.end])
        if found:
            stage = found["stage"].lower()
            code = case.store.get(CodeSystem.ICD10CM, _STAGES.get(stage, f"N18.{stage}"))
            return draft.add([Scored(code, combined.score, combined.candidates)])
    return draft
