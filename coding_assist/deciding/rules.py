"""The rule families in the order they apply. One family a file; each takes and gives a draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coding_assist.deciding.acute_chronic import code_acute_and_chronic
from coding_assist.deciding.administered import add_administration
from coding_assist.deciding.aftercare import code_aftercare, code_follow_up
from coding_assist.deciding.asserted import withhold_incomplete, withhold_unasserted
from coding_assist.deciding.burns import code_burns
from coding_assist.deciding.confirmed import withhold_unconfirmed
from coding_assist.deciding.counted import count_procedures
from coding_assist.deciding.demographics import check_demographics, fit_patient
from coding_assist.deciding.device_infections import (
    add_device_infections,
    order_device_infections,
)
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.diabetes_care import settle_control
from coding_assist.deciding.diabetes_type import settle_type
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.drug_effects import code_drug_effects
from coding_assist.deciding.encounter import set_encounter, withhold_aftercare
from coding_assist.deciding.excludes import withhold_excluded
from coding_assist.deciding.external_cause import code_external_causes
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.included import ask_whether_distinct, withhold_included
from coding_assist.deciding.infarction import settle_infarction
from coding_assist.deciding.injury import code_injuries
from coding_assist.deciding.integral import withhold_integral
from coding_assist.deciding.kidney import settle_kidney
from coding_assist.deciding.laterality import settle_sides
from coding_assist.deciding.linked import combine_linked, withhold_unrelated
from coding_assist.deciding.lungs import combine_asthma, combine_copd, combine_pneumonia
from coding_assist.deciding.manifestations import add_manifestations
from coding_assist.deciding.neoplasm import (
    code_past_neoplasms,
    combine_tumor_anemia,
    combine_tumor_fracture,
    drop_history_of_recurrent,
    drop_unnamed_sites,
    raise_treatment,
)
from coding_assist.deciding.order import order_pairs
from coding_assist.deciding.partners import find_partners
from coding_assist.deciding.performed import withhold_unperformed
from coding_assist.deciding.poa import indicate_poa
from coding_assist.deciding.pointers import point_to_diagnoses
from coding_assist.deciding.pregnancy import code_pregnancy
from coding_assist.deciding.prompts import prompt_specificity
from coding_assist.deciding.second import add_second_codes
from coding_assist.deciding.sepsis import code_sepsis
from coding_assist.deciding.sequela import code_post_covid, code_sequelae
from coding_assist.deciding.sequencing import sequence_diagnoses
from coding_assist.deciding.sides import advise_sides
from coding_assist.deciding.sirs import code_sirs
from coding_assist.deciding.status import code_status
from coding_assist.deciding.stroke import code_strokes
from coding_assist.deciding.substances import rank_substances
from coding_assist.deciding.supersede import withhold_superseded
from coding_assist.deciding.symptoms import bring_symptoms_forward
from coding_assist.deciding.ulcers import code_ulcers
from coding_assist.deciding.visit import level_visit

Rule = Callable[[Draft, Case], Draft]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "performed": withhold_unperformed,
        "asserted": withhold_unasserted,
        "confirmed": withhold_unconfirmed,
        "unrelated": withhold_unrelated,
        "patient": fit_patient,
        "complete": withhold_incomplete,
        "diabetes_type": settle_type,
        "laterality": settle_sides,
        "burns": code_burns,
        "injury": code_injuries,
        "encounter": set_encounter,
        "external_cause": code_external_causes,
        "injury_aftercare": withhold_aftercare,
        "administered": add_administration,
        "counted": count_procedures,
        "included": withhold_included,
        "kidney": settle_kidney,
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
        "manifestations": add_manifestations,
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
        "diabetes_control": settle_control,
        "linked": combine_linked,
        "infarction": settle_infarction,
        "drug_effects": code_drug_effects,
        "device_infections": add_device_infections,
        "integral": withhold_integral,
        "excludes1": withhold_excluded,
        "partners": find_partners,
        "order": order_pairs,
        "sequence": sequence_diagnoses,
        "device_infections_order": order_device_infections,
        "demographics": check_demographics,
        "prompts": prompt_specificity,
        "poa": indicate_poa,
        "visit": level_visit,
        "distinct": ask_whether_distinct,
        "sides": advise_sides,
        "pointers": point_to_diagnoses,
    }
)
"""Under the policy `billing`, by name; `mentions` codes all that is named and applies none."""
