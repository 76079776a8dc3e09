"""Signs and symptoms that must be coded after all, and so are brought forward.

- What a doubted diagnosis would explain: "do not code ... 'probable' ... rather, code the
  condition to the highest degree of certainty, such as symptoms" (ICD-10-CM Official Guidelines
  FY2026, IV.H; the same where only a confirmed diagnosis counts, `confirmed`).
- What the provider lists as a problem of its own, or calls unexplained (I.B.6, I.C.18.a-b).
- What the Tabular List asks for beside a diagnosis ("use additional code for ... (R35.1)").

A symptom that an established diagnosis explains is withheld afterwards (`integral`).
"""

import re
from dataclasses import replace
from functools import lru_cache

from coding_assist.codes import Code, CodeStore
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.integral import on_other_side, symptoms_of
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.ranking.diagnoses import CONCLUDING, is_symptom
from coding_assist.ranking.scored import Scored

_DOUBTED = frozenset({"uncertain_outpatient", "unconfirmed"})
_TOLD = CONCLUDING | {"", "chief_complaint", "hpi", "indication", "hospital_course"}
_UNEXPLAINED = re.compile(
    r"\b(?:unexplained|not explained|(?:cause|etiology|source) (?:is |remains )?"
    r"(?:unclear|unknown|undetermined|uncertain|not identified)|(?:unclear|unknown|undetermined)"
    r" (?:cause|etiology|source)|no (?:clear )?(?:cause|etiology|source) (?:found|identified))\b",
    re.IGNORECASE,
)
_BEFORE_ITEM = re.compile(r"(?:^|[;\n])[\s\d#*•.):-]{0,8}(?:(?:new|also|persistent)\s)?\Z", re.I)
_CODES = re.compile(r"\(([^()]{1,60})\)")
_SYMPTOM = re.compile(r"\bR\d\d(?:\.\w{1,4})?")


def bring_symptoms_forward(draft: Draft, case: Case) -> Draft:
    """Give the symptoms that must be coded the score that lets them stand."""
    low = [s for s in draft.kept if s.score < case.minimum and is_symptom(s.code.code)]
    told = [s for s in low if any(_is_told(c) for c in s.candidates)]
    if not told:
        return draft
    doubted = [s for s, why in draft.withheld if why.reason in _DOUBTED and s.score >= case.minimum]
    asked = tuple(code for s in draft.sure(case) for code in _asked_for(case.store, s.code))
    return draft.add(
        replace(s, score=case.minimum)
        for s in told
        if _is_of(s, doubted)
        or s.code.code.startswith(asked)
        or any(_is_problem(case, c) for c in s.candidates)
    )


def _is_told(c: Candidate) -> bool:
    return c.assertion is Assertion.PRESENT and c.mention.section.kind in _TOLD


def _is_of(s: Scored, doubted: list[Scored]) -> bool:
    """Tell whether a doubted diagnosis would explain the symptom."""
    return any(
        s.code.code.startswith(prefix) and not on_other_side(s.code, d.code)
        for d in doubted
        for prefix in symptoms_of(d.code.code)
    )


@lru_cache(maxsize=10_000)
def _asked_for(store: CodeStore, diagnosis: Code) -> tuple[str, ...]:
    """Give the symptom codes that the notes at the diagnosis ask for."""
    return tuple(
        code
        for note in store.notes(diagnosis)
        if note.kind in ("use_additional", "code_also")
        for named in _CODES.findall(note.text)
        for code in _SYMPTOM.findall(named)
    )


def _is_problem(case: Case, c: Candidate) -> bool:
    """Tell whether the symptom heads an item of the conclusions, or is called unexplained."""
    if not _is_told(c):
        return False
    sentence = case.document.sentences[c.mention.sentence]
    text, start = case.document.text, c.mention.spans[0].start
    if _UNEXPLAINED.search(text, start, sentence.end):
        return True
    heads = _BEFORE_ITEM.search(text[max(sentence.start, start - 20) : start]) is not None
    return c.mention.section.kind in CONCLUDING and heads
