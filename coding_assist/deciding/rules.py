"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.excludes import withhold_excluded
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.manifestations import add_manifestations
from coding_assist.deciding.partners import find_partners
from coding_assist.deciding.sequencing import sequence_diagnoses
from coding_assist.deciding.supersede import withhold_superseded

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "asserted": withhold_unasserted,
        "complete": withhold_incomplete,
        "superseded": withhold_superseded,
        "hypertension": combine_hypertension,
        "manifestations": add_manifestations,
        "diabetes": combine_diabetes,
        "integral": withhold_integral,
        "excludes1": withhold_excluded,
        "partners": find_partners,
        "sequence": sequence_diagnoses,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
