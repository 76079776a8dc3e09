import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table
from coding_assist.deciding.gestation import Gestation, Period
from coding_assist.deciding.obstetric_codes import of_period


def ask(assistant, text, **more):
    return assistant.suggest(Note.model_validate({"text": text, **more}))


def codes(answer):
    return {s.code for s in answer.suggestions}


@pytest.mark.parametrize(
    ("age", "code"),
    [("13w6d", "O14.90"), ("14w0d", "O14.92"), ("27w6d", "O14.92"), ("28w0d", "O14.93")],
)
def test_weeks_tell_the_trimester(assistant, age, code):
    found = codes(ask(assistant, f"Assessment: preeclampsia at {age}."))
    assert code in found
    assert f"Z3A.{age[:2]}" in found


def test_a_condition_of_a_pregnant_patient_keeps_its_evidence(assistant):
    answer = ask(assistant, "Assessment: pregnant at 30 weeks gestation. Asthma.")
    of_code = {s.code: s for s in answer.suggestions}
    assert "Asthma" in [e.text for e in of_code["O99.513"].evidence]
    assert of_code["O99.513"].sequence < of_code["J45.909"].sequence


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Assessment: essential hypertension. Not pregnant.", {}),
        ("Assessment: essential hypertension. Recheck in 20 weeks.", {}),
        ("Assessment: essential hypertension, 20w2d.", {"patient": {"sex": "M"}}),
        ("Assessment: essential hypertension.", {"patient": {"sex": "F", "age_years": 30}}),
    ],
)
def test_other_patients_are_left_alone(assistant, text, more):
    found = codes(ask(assistant, text, **more))
    assert "I10" in found
    assert not [c for c in found if c[0] == "O"]


def test_an_incidental_pregnancy_stays_so(assistant):
    text = "Assessment: asthma exacerbation. She is pregnant, incidental to this visit."
    assert not [c for c in codes(ask(assistant, text)) if c[0] == "O"]


@pytest.mark.parametrize("what", ["Asthma", "Hypothyroidism"])
def test_a_normal_supervision_gives_way(assistant, what):
    answer = ask(assistant, f"Assessment: prenatal visit at 20w0d. {what}.")
    left = {w.code: (w.reason, w.guideline) for w in answer.withheld}
    assert left["Z34.92"] == ("complicated_pregnancy", "I.C.15.b.1")


def test_the_insulin_of_gestational_diabetes_must_be_given(assistant):
    plan = "Assessment: 30w0d. Gestational diabetes on diet. {}"
    assert "O24.410" in codes(ask(assistant, plan.format("Will start insulin if high.")))
    assert "O24.414" in codes(ask(assistant, plan.format("Takes insulin at night.")))


def test_a_normal_delivery_has_its_outcome_and_no_complication(assistant):
    text = "Discharge Diagnosis: Full term uncomplicated delivery at 39w1d.{}"
    assert {"O80", "Z37.0", "Z3A.39"} <= codes(ask(assistant, text.format(""), setting="inpatient"))
    torn = ask(assistant, text.format(" Second degree perineal laceration."), setting="inpatient")
    assert "O80" in {w.code for w in torn.withheld if w.reason == "complicated_delivery"}


def test_every_row_leads_to_a_billable_code(assistant):
    rows = list(
        read_table("rules", "pregnancy.tsv", ["condition", "obstetric", "stays", "why"]),
    )
    second = Gestation(Period.PREGNANCY, 2, 20)
    for condition, header, stays, _ in rows:
        assert assistant.codes.find(CodeSystem.ICD10CM, condition.partition("-")[0]), condition
        assert not header or of_period(assistant.codes, header, second).billable, header
        assert stays in ("yes", "no")
