"""Standing: may a code stand for what the note asserts, or is it withheld, and why?

ICD-10-CM Official Guidelines FY2026: uncertain diagnoses IV.H (outpatient), II.H and III.C
(inpatient); previous conditions IV.J and III.A.
"""

from dataclasses import dataclass

from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem, Policy, Setting
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


def standing_of(scored: Scored, setting: Setting, policy: Policy) -> Standing:
    """Withhold a code none of whose mentions is asserted of this patient now."""
    if policy is Policy.MENTIONS:
        return Standing("")
    found = [c.mention.assertion for c in scored.candidates]
    if Assertion.PRESENT in found or _is_chosen_inpatient(found, setting, scored.code.system):
        return Standing("")
    most = max(set(found), key=lambda a: (found.count(a), a))
    reason, guideline = _REASONS[most]
    return Standing(reason, "III.A" if most is Assertion.HISTORICAL and setting is Setting.INPATIENT else guideline)


def _is_chosen_inpatient(
    found: list[Assertion], setting: Setting, system: CodeSystem
) -> bool:
    """At discharge an uncertain diagnosis is coded as if it existed (II.H, III.C)."""
    return (
        setting is Setting.INPATIENT
        and system is CodeSystem.ICD10CM
        and Assertion.UNCERTAIN in found
    )
