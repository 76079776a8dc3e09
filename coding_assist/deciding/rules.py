"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.acute_chronic import code_acute_and_chronic
from coding_assist.deciding.aftercare import code_aftercare, code_follow_up
from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.neoplasm import (
    code_past_neoplasms,
    combine_tumor_anemia,
    combine_tumor_fracture,
    drop_history_of_recurrent,
    drop_unnamed_sites,
    raise_treatment,
)
from coding_assist.deciding.order import order_pairs
from coding_assist.deciding.sequela import code_post_covid, code_sequelae
from coding_assist.deciding.status import code_status
from coding_assist.deciding.stroke import code_strokes
from coding_assist.deciding.supersede import withhold_superseded

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "asserted": withhold_unasserted,
        "complete": withhold_incomplete,
        "acute_chronic": code_acute_and_chronic,
        "tumor_anemia": combine_tumor_anemia,
        "superseded": withhold_superseded,
        "past_neoplasm": code_past_neoplasms,
        "recurrent_neoplasm": drop_history_of_recurrent,
        "tumor_treatment": raise_treatment,
        "unnamed_site": drop_unnamed_sites,
        "tumor_fracture": combine_tumor_fracture,
        "stroke": code_strokes,
        "sequela": code_sequelae,
        "post_covid": code_post_covid,
        "follow_up": code_follow_up,
        "aftercare": code_aftercare,
        "status": code_status,
        "hypertension": combine_hypertension,
        "diabetes": combine_diabetes,
        "integral": withhold_integral,
        "order": order_pairs,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
