"""A plain score by hand-set weights; a learned ranker takes its place behind the same call.

score = 1 / (1 + exp(-x)), where x sums the weights below over what is known of the code's
mentions: where the best of them stands, how often it is named, how it was matched, and
whether it is a symptom beside a diagnosis. The weights were set by hand and looked over on
the development notes.
"""

from collections.abc import Collection, Sequence
from itertools import groupby
from math import exp, log

from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.history import history_of
from coding_assist.matching.terms import Source
from coding_assist.note import CodeSystem
from coding_assist.ranking.procedures import procedure_weight
from coding_assist.ranking.scored import Scored

_SECTION = {
    "assessment": 1.6, "assessment_plan": 1.6, "discharge_diagnosis": 1.9,
    "postoperative_diagnosis": 1.9, "preoperative_diagnosis": 1.0, "procedure": 1.6,
    "indication": 0.6, "hpi": 0.0, "": 0.0, "chief_complaint": 0.4, "hospital_course": 0.3,
    "pmh": -0.2, "results": -0.6, "findings": 0.2, "plan": 0.3, "exam": -1.0, "ros": -0.9,
    "psh": -0.6, "medications": -0.8, "allergies": -0.4, "social_history": -0.3,
    "procedure_detail": -0.2, "procedure_other": -1.6, "admission_diagnosis": 0.4, "other": -0.2,
}  # fmt: skip
_CONCLUDING = frozenset(
    {"assessment", "assessment_plan", "discharge_diagnosis", "postoperative_diagnosis"}
)
_SYMPTOM_CODES = ("M25.5", "M79.6", "M54.5", "M54.2", "M54.6", "M54.9", "M79.1", "G44.1")
_SOURCE = {Source.SYNONYM: 0.4, Source.INCLUSION: 0.1, Source.TITLE: -0.1}


def score_codes(candidates: Sequence[Candidate]) -> tuple[Scored, ...]:
    """Score each code over all its mentions, best first."""
    sections = frozenset(c.mention.section.kind for c in candidates)
    diagnosed = any(_is_asserted_diagnosis(c) for c in candidates)
    order = sorted(candidates, key=lambda c: (c.code.system, c.code.code))
    scored = [
        Scored(group[0].code, _score(group, sections, diagnosed), group)
        for _, found in groupby(order, key=lambda c: (c.code.system, c.code.code))
        for group in [_in_text_order(found)]
    ]
    return tuple(sorted(scored, key=lambda s: (-s.score, s.code.system, s.code.code)))


def _in_text_order(found: object) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda c: (c.mention.sentence, c.mention.spans)))  # type: ignore[call-overload]


def _is_asserted_diagnosis(c: Candidate) -> bool:
    return (
        c.assertion is Assertion.PRESENT
        and c.mention.section.kind in _CONCLUDING
        and c.code.system is CodeSystem.ICD10CM
        and not _is_symptom(c.code.code)
        and c.code.code[0] not in "VWXYZ"
    )


def _is_symptom(code: str) -> bool:
    return code[0] == "R" or code.startswith(_SYMPTOM_CODES)


def _score(group: Sequence[Candidate], sections: Collection[str], diagnosed: bool) -> float:
    present = [c for c in group if c.assertion is Assertion.PRESENT] or list(group)
    x = max(_weight(c, sections) for c in present) + 0.5 * log(len(present))
    code = group[0].code
    concluded = any(c.mention.section.kind in _CONCLUDING for c in present)
    if code.system is CodeSystem.ICD10CM and _is_symptom(code.code) and diagnosed:
        x -= 0.6 if concluded else 1.6
    return round(1 / (1 + exp(-x)), 6)


def _weight(candidate: Candidate, sections: Collection[str]) -> float:
    mention = candidate.mention
    code = candidate.code
    is_diagnosis = code.system is CodeSystem.ICD10CM
    if is_diagnosis:
        x = _SECTION.get(mention.section.kind, -0.3) + _SOURCE[candidate.term.source]
    else:
        x = procedure_weight(code.code, code.title, mention.section.kind, sections) + 0.4
    x -= 0.25 * mention.spread + 4 * (1 - mention.correction) 
    x -= 1.5 * min(candidate.place, 1)
    x += 0.25 * min(len(mention.words) - 1, 3) + 0.15 * len(candidate.supported)
    if is_diagnosis and mention.section.kind == "pmh" and history_of(code.code).is_chronic:
        x += 1.0
    if is_diagnosis and code.code[0] in "VWXY":
        x -= 0.6
    if candidate.term.use:
        x -= 0.3
    return x
