"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.burns import code_burns
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.drug_effects import code_drug_effects
from coding_assist.deciding.encounter import set_encounter, withhold_aftercare
from coding_assist.deciding.external_cause import code_external_causes
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.injury import code_injuries
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.laterality import settle_sides
from coding_assist.deciding.supersede import withhold_superseded

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "asserted": withhold_unasserted,
        "complete": withhold_incomplete,
        "laterality": settle_sides,
        "burns": code_burns,
        "injury": code_injuries,
        "encounter": set_encounter,
        "external_cause": code_external_causes,
        "aftercare": withhold_aftercare,
        "superseded": withhold_superseded,
        "hypertension": combine_hypertension,
        "diabetes": combine_diabetes,
        "drug_effects": code_drug_effects,
        "integral": withhold_integral,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
