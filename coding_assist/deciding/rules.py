"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.confirmed import withhold_unconfirmed
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.lungs import combine_asthma, combine_copd, combine_pneumonia
from coding_assist.deciding.second import add_second_codes
from coding_assist.deciding.sepsis import code_sepsis
from coding_assist.deciding.sirs import code_sirs
from coding_assist.deciding.supersede import withhold_superseded
from coding_assist.deciding.symptoms import bring_symptoms_forward
from coding_assist.deciding.pregnancy import code_pregnancy
from coding_assist.deciding.substances import rank_substances
from coding_assist.deciding.supersede import withhold_superseded
from coding_assist.deciding.ulcers import code_ulcers

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "asserted": withhold_unasserted,
        "confirmed": withhold_unconfirmed,
        "complete": withhold_incomplete,
        "superseded": withhold_superseded,
        "hypertension": combine_hypertension,
        "diabetes": combine_diabetes,
        "second": add_second_codes,
        "pneumonia": combine_pneumonia,
        "copd": combine_copd,
        "asthma": combine_asthma,
        "symptoms": bring_symptoms_forward,
        "sepsis": code_sepsis,
        "sirs": code_sirs,
        "ulcers": code_ulcers,
        "substances": rank_substances,
        "pregnancy": code_pregnancy,
        "integral": withhold_integral,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
