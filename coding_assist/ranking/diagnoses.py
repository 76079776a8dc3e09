"""Weights of diagnosis codes: where a condition is named tells whether it was addressed."""

from collections.abc import Sequence, Set

from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.history import history_of
from coding_assist.note import CodeSystem

_SECTION = {
    "assessment": 1.6, "assessment_plan": 1.6, "discharge_diagnosis": 1.9,
    "working_diagnosis": 1.6,
    "postoperative_diagnosis": 1.9, "preoperative_diagnosis": 1.0, "procedure": 1.6,
    "indication": 0.6, "hpi": 0.0, "": 0.0, "chief_complaint": 0.4, "hospital_course": 0.3,
    "pmh": -0.2, "results": -0.6, "findings": 0.2, "plan": -0.5, "exam": -1.0, "ros": -0.9,
    "psh": -0.6, "medications": -0.8, "allergies": -0.4, "social_history": -0.3,
    "procedure_detail": -0.2, "procedure_other": -1.6, "admission_diagnosis": 0.4, "other": -0.2,
}  # fmt: skip
CONCLUDING = frozenset(
    {"assessment", "assessment_plan", "discharge_diagnosis", "postoperative_diagnosis"}
)
_TELLING = frozenset({"hpi", "", "indication", "hospital_course", "other", "findings", "plan"})
_TELLS_ALL = 0.9
_BRIEF = 0.5
"""A few lines under no heading are the conclusion themselves: they hold little besides."""
_LONG_TERM_DRUG = -0.2
_LASTING = 1.4
_LASTING_DRUGS = ("Z79.4", "Z79.84", "Z79.85", "Z79.01", "Z79.02", "Z79.6", "Z79.81")
"""Drugs that are taken for years once begun; others may be a short course."""
_AT_HOME = {"exam": ("L89", "L97"), "social_history": ("Z87.891", "F17", "Z72.0")}
"""Codes that a section is the place of: ulcers are diagnosed by looking (I.B.14)."""
_OBSERVING = frozenset({"exam", "ros", "results", "preoperative_diagnosis"})
_SYMPTOMS = ("R", "M25.5", "M79.6", "M54.5", "M54.2", "M54.6", "M54.9", "M79.1", "G44.1")
"""Codes of signs and symptoms: chapter 18, and pains that other chapters hold."""
_DIAGNOSED = ("R57", "R65", "R78.81")
"""Of chapter 18, but diagnoses that a provider makes: shock, severe sepsis, bacteremia."""
_ORGANISMS = ("B95", "B96", "B97")
"""Say what caused a disease; they are none (I.B, tabular note at B95)."""


def diagnosis_weight(candidate: Candidate, sections: Set[str], *, is_brief: bool = False) -> float:
    """Weigh one mention of a diagnosis code by its section and course.

    Args:
        candidate: the mention.
        sections: kinds of all sections that name anything; where none of them draws a
            conclusion, the history itself tells the diagnoses.
        is_brief: the note is a few lines.
    """
    concluding = not CONCLUDING.isdisjoint(sections)
    section, code = candidate.mention.section.kind, candidate.code.code
    if candidate.term.use == "medication":
        lasting = candidate.code.code.startswith(_LASTING_DRUGS)
        return _LASTING if lasting and section not in ("results", "exam") else _LONG_TERM_DRUG
    x = _SECTION.get(section, -0.3)
    if code.startswith(_AT_HOME.get(section, ())):
        section, x = "", _SECTION[""]
    if not concluding and section in _TELLING:
        x += _TELLS_ALL
    if not concluding and is_brief and section in (*_TELLING, "pmh"):
        x += _BRIEF
    if section == "pmh" and history_of(code).is_chronic:
        x += 1.0
    if candidate.mention.assertion is Assertion.FAMILY:
        x -= 0.8
    return x - (0.6 if code[0] in "VWXY" else 0.0)


def symptom_weight(group: Sequence[Candidate], *, diagnosed: bool) -> float:
    """Weigh a sign or symptom down where the note holds a diagnosis (I.B.4, I.B.5)."""
    if not diagnosed or not is_symptom(group[0].code.code):
        return 0.0
    concluded = any(c.mention.section.kind in CONCLUDING for c in group)
    return -1.0 if concluded else -1.7


def is_symptom(code: str) -> bool:
    """Tell whether an ICD-10-CM code is that of a sign, a symptom or an abnormal finding."""
    return code.startswith(_SYMPTOMS) and not code.startswith(_DIAGNOSED)


def is_diagnosis(candidate: Candidate) -> bool:
    """Tell whether a candidate is a condition, asserted where conditions are stated."""
    code = candidate.code
    return (
        code.system is CodeSystem.ICD10CM
        and candidate.assertion is Assertion.PRESENT
        and candidate.mention.section.kind not in _OBSERVING
        and not is_symptom(code.code)
        and not code.code.startswith(_ORGANISMS)
        and code.code[0] not in "VWXYZ"
    )
