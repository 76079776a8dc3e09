"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.counted import count_procedures
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.included import ask_whether_distinct, withhold_included
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.performed import withhold_unperformed
from coding_assist.deciding.pointers import point_to_diagnoses
from coding_assist.deciding.sides import advise_sides
from coding_assist.deciding.supersede import withhold_superseded
from coding_assist.deciding.visit import level_visit

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "performed": withhold_unperformed,
        "asserted": withhold_unasserted,
        "complete": withhold_incomplete,
        "counted": count_procedures,
        "included": withhold_included,
        "superseded": withhold_superseded,
        "hypertension": combine_hypertension,
        "diabetes": combine_diabetes,
        "integral": withhold_integral,
        "visit": level_visit,
        "distinct": ask_whether_distinct,
        "sides": advise_sides,
        "pointers": point_to_diagnoses,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
