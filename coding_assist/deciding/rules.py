"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.demographics import check_demographics, fit_patient
from coding_assist.deciding.device_infections import (
    add_device_infections,
    order_device_infections,
)
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.poa import indicate_poa
from coding_assist.deciding.prompts import prompt_specificity
from coding_assist.deciding.supersede import withhold_superseded

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "asserted": withhold_unasserted,
        "patient": fit_patient,
        "complete": withhold_incomplete,
        "superseded": withhold_superseded,
        "hypertension": combine_hypertension,
        "diabetes": combine_diabetes,
        "device_infections": add_device_infections,
        "integral": withhold_integral,
        "device_infections_order": order_device_infections,
        "demographics": check_demographics,
        "prompts": prompt_specificity,
        "poa": indicate_poa,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
