"""Standing: may a code stand for what the note asserts, or is it withheld, and why?

ICD-10-CM Official Guidelines FY2026: uncertain diagnoses IV.H (outpatient), II.H and III.C
(inpatient); previous conditions IV.J and III.A.
"""

from collections.abc import Collection
from dataclasses import dataclass

from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored

_REASONS = {
    Assertion.NEGATED: ("negated", ""),
    Assertion.HISTORICAL: ("historical", "IV.J"),
    Assertion.FAMILY: ("family_history", "I.C.21.c.4"),
    Assertion.HYPOTHETICAL: ("hypothetical", ""),
    Assertion.OTHER_PERSON: ("other_person", ""),
    Assertion.PLANNED: ("planned", ""),
    Assertion.UNCERTAIN: ("uncertain_outpatient", "IV.H"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a code is withheld; an empty reason lets it stand."""

    reason: str
    guideline: str = ""


BELOW_THRESHOLD = Standing("below_threshold")


def standing_of(scored: Scored, setting: Setting, sections: Collection[str]) -> Standing:
    """Withhold a code none of whose mentions is asserted of this patient now.

    Args:
        scored: the code with its mentions.
        setting: where the patient was seen.
        sections: kinds of all sections that name anything.
    """
    here = {c.mention.section.kind for c in scored.candidates}
    if here == {"preoperative_diagnosis"} and "postoperative_diagnosis" in sections:
        return Standing("replaced_by_postoperative_diagnosis", "IV.N")
    if here == {"admission_diagnosis"} and "discharge_diagnosis" in sections:
        return Standing("replaced_by_discharge_diagnosis", "II")
    found = [c.assertion for c in scored.candidates]
    if Assertion.PRESENT in found or _is_chosen_inpatient(found, setting, scored.code.system):
        return Standing("")
    most = max(set(found), key=lambda a: (found.count(a), a))
    reason, guideline = _REASONS[most]
    if most is Assertion.HISTORICAL and setting is Setting.INPATIENT:
        guideline = "III.A"
    return Standing(reason, guideline)


def _is_chosen_inpatient(found: list[Assertion], setting: Setting, system: CodeSystem) -> bool:
    """At discharge an uncertain diagnosis is coded as if it existed (II.H, III.C)."""
    return (
        setting is Setting.INPATIENT
        and system is CodeSystem.ICD10CM
        and Assertion.UNCERTAIN in found
    )
