"""Do the codes fit the patient's recorded age and sex, and may the first stand first?

After the Medicare Code Editor's age, sex and unacceptable principal diagnosis edits; perinatal
codes ICD-10-CM Official Guidelines FY2026, I.C.16.a. Findings warn and move nothing: the record
may be wrong, not the code. Two things are mended: a check-up is coded by the age (Z00.0
Excludes1), and an infant's condition is withheld from the mother's record (I.C.16.a.1). The rows
are data (`edits`, `code_sets/rules/age_twins.tsv`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.edits import Edit, broken
from coding_assist.deciding.sequencing import sequenced
from coding_assist.deciding.standing import Standing
from coding_assist.finding.territory import written
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import Finding

INFANTS = Standing("other_person", "I.C.16.a.1")
_BABY = re.compile(
    r"\b(?:baby|infant|newborn|neonate|twins?|son|daughter)(?:'s)?\b(?! aspirin)", re.IGNORECASE
)
_PERINATAL = re.compile(r"P(?!07|14|27|96\.3)")
_GROWN = 10
_SEXES: Mapping[str, str] = MappingProxyType({"F": "female", "M": "male"})


def fit_patient(draft: Draft, case: Case) -> Draft:
    """Choose codes by the patient's age, and withhold an infant's from the mother's record."""
    years = case.note.patient.age_years
    if years is None:
        return draft
    kept = tuple(_of_age(s, years, case) for s in draft.kept)
    draft = replace(draft, kept=kept)
    if years < _GROWN:
        return draft
    return draft.withhold({id(s): INFANTS for s in kept if _is_infants(s, case)})


def _of_age(s: Scored, years: float, case: Case) -> Scored:
    fits = (t for t in _twins() if t.code == s.code.code and t.low <= int(years) <= t.high)
    for twin in fits:
        if not twin.word or twin.word in written(case.document):
            return replace(s, code=case.store.get(CodeSystem.ICD10CM, twin.instead))
    return s


def _is_infants(s: Scored, case: Case) -> bool:
    """Tell whether every mention of a perinatal code stands in a sentence about a baby."""
    if not _PERINATAL.match(s.code.code):
        return False
    sentences = (case.document.sentences[c.mention.sentence] for c in s.candidates)
    return all(_BABY.search(case.note.text[t.start : t.end]) for t in sentences)


def check_demographics(draft: Draft, case: Case) -> Draft:
    """Add the findings."""
    sure = draft.sure(case)
    found = (f for s in sure for f in _on_patient(s.code, case))
    return draft.find(*found, *_on_principal(draft, sure, case))


def _on_patient(code: Code, case: Case) -> Iterator[Finding]:
    years, sex = case.note.patient.age_years, case.note.patient.sex
    by_age = [e for e in broken("age", code) if years is not None and not e.allows_age(years)]
    by_sex = [e for e in broken("sex", code) if sex is not None and e.allowed != sex]
    if by_age:
        yield _finding(by_age[0], code, f"is for patients of {by_age[0].allowed} years", "age")
    if by_sex:
        yield _finding(by_sex[0], code, f"is for {_SEXES[by_sex[0].allowed]} patients", "sex")


def _on_principal(draft: Draft, sure: tuple[Scored, ...], case: Case) -> Iterator[Finding]:
    first = next(iter(sequenced(sure, draft.sequence)), "")
    for s in sure:
        if s.code.code == first:
            for edit in broken("unacceptable_principal", s.code):
                if case.note.setting not in edit.allowed.split():
                    yield Finding(
                        level="warning",
                        rule=edit.rule,
                        codes=(first,),
                        message=f"{first} is not accepted as first-listed diagnosis: {edit.why}.",
                        guideline="II",
                    )
                    return


def _finding(edit: Edit, code: Code, fits: str, what: str) -> Finding:
    return Finding(
        level="warning",
        rule=edit.rule,
        codes=(code.code,),
        message=f"{code.code} {fits} ({edit.why}). Check the code and the recorded {what}.",
        guideline="I.C.16.a" if code.code.startswith("P") else "",
    )


@dataclass(frozen=True, slots=True)
class _Twin:
    """What a code is replaced by at an age of `low` to `high` years, if `word` is written."""

    code: str
    low: int
    high: int
    word: str
    instead: str


@cache
def _twins() -> tuple[_Twin, ...]:
    rows = read_table("rules", "age_twins.tsv", ["code", "age", "written", "instead", "why"])
    return tuple(
        _Twin(code, int(low), int(high), word, instead)
        for code, age, word, instead, _ in rows
        for low, high in [age.split("-")]
    )
