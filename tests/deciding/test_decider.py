from dataclasses import replace

import pytest

from coding_assist import CodeSystem, Note, Policy, Setting
from coding_assist.deciding.decider import Decider, Options
from coding_assist.reading.reader import read


def suggest(assistant, text, setting=Setting.OUTPATIENT, **options):
    return assistant.suggest(Note(text=text, setting=setting), min_score=0, **options)


def reasons(answer):
    return {w.code: (w.reason, w.guideline) for w in answer.withheld}


def codes(answer):
    return [s.code for s in answer.suggestions]


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("Assessment: He denies chest pain.", "R07.9", "negated"),
        ("Assessment: No evidence of pneumonia.", "J18.9", "negated"),
        ("Family history: mother with gout.", "M10.9", "family_history"),
        ("Plan: Return if fever develops.", "R50.9", "hypothetical"),
        ("PMH: pneumonia in 2010.", "J18.9", "historical"),
        ("Assessment: Possible pneumonia.", "J18.9", "uncertain_outpatient"),
    ],
)
def test_withholds_what_is_not_asserted(assistant, text, code, reason):
    answer = suggest(assistant, text)
    assert code not in codes(answer)
    assert reasons(answer)[code][0] == reason


def test_an_uncertain_diagnosis_stands_for_an_inpatient(assistant):
    text = "DISCHARGE DIAGNOSES: Probable pneumonia."
    assert "J18.9" in codes(suggest(assistant, text, Setting.INPATIENT))
    assert reasons(suggest(assistant, text))["J18.9"] == ("uncertain_outpatient", "IV.H")


def test_a_chronic_condition_of_the_past_goes_on(assistant):
    assert "I10" in codes(suggest(assistant, "HPI: He has a history of hypertension."))


def test_a_past_cancer_gives_its_history_code(assistant):
    answer = suggest(assistant, "HPI: She has a history of breast cancer.")
    assert "Z85.3" in codes(answer)
    assert not any(c.startswith("C50") for c in codes(answer))


def test_mentions_withhold_nothing_for_guidelines(assistant):
    answer = suggest(assistant, "No fever. Possible pneumonia.", policy=Policy.MENTIONS)
    assert {"R50.9", "J18.9"} <= set(codes(answer))
    assert answer.withheld == ()


def test_one_suggestion_a_code_with_all_its_evidence(assistant):
    answer = suggest(assistant, "HPI: gout.\nAssessment: Gout. Plan: treat the gout.")
    (gout,) = [s for s in answer.suggestions if s.code == "M10.9"]
    assert [e.text.lower() for e in gout.evidence] == ["gout"] * 3


def test_a_specific_code_makes_the_unspecified_one_superfluous(assistant):
    answer = suggest(assistant, "HPI: anemia.\nAssessment: Iron deficiency anemia.")
    assert reasons(answer)["D64.9"] == ("less_specific", "I.B.2")
    assert "D50.9" in codes(answer)


def test_a_procedure_that_another_includes_is_withheld(assistant):
    text = "PROCEDURE: Esophagogastroduodenoscopy with biopsy. Upper endoscopy was done."
    answer = suggest(assistant, text)
    assert "43239" in codes(answer)
    assert "43235" not in codes(answer)


def test_a_preoperative_diagnosis_gives_way(assistant):
    text = "PREOPERATIVE DIAGNOSIS: Pleural effusion.\nPOSTOPERATIVE DIAGNOSIS: Hemothorax."
    answer = suggest(assistant, text)
    assert reasons(answer)["J90"][0] == "replaced_by_postoperative_diagnosis"


def test_below_the_minimum_is_shown_as_such(assistant):
    note = Note(text="HPI: cough.\nAssessment: gout")
    answer = assistant.suggest(note, min_score=0.9999)
    assert answer.suggestions == ()
    assert {w.reason for w in answer.withheld} == {"below_threshold"}


def test_at_most_so_many(assistant):
    text = "Assessment: gout, hypertension, asthma, migraine"
    assert len(suggest(assistant, text, max_suggestions=2).suggestions) == 2


def test_every_code_is_billable_and_ranked(assistant):
    text = "Assessment: right knee pain, distal radius fracture, diabetes, low back pain, COPD"
    answer = suggest(assistant, text)
    assert [s.rank for s in answer.suggestions] == list(range(1, len(answer.suggestions) + 1))
    assert all(assistant.codes.get(s.system, s.code).billable for s in answer.suggestions)


def test_one_principal_diagnosis(assistant):
    answer = suggest(assistant, "Assessment: gout, hypertension. He fell from a ladder.")
    assert [s.role for s in answer.suggestions].count("principal") == 1


def test_inpatients_get_procedures_of_their_own_system(assistant):
    text = "PROCEDURE PERFORMED: Laparoscopic appendectomy."
    systems = {s.system for s in suggest(assistant, text, Setting.INPATIENT).suggestions}
    assert CodeSystem.ICD10PCS in systems
    assert CodeSystem.ICD10PCS not in {s.system for s in suggest(assistant, text).suggestions}


def test_a_procedure_header_is_not_billed(assistant):
    note = Note(text="PROCEDURE PERFORMED: Laparoscopic appendectomy.", setting=Setting.INPATIENT)
    header = assistant.codes.get(CodeSystem.ICD10PCS, "0DTJ")
    for policy, is_shown in ((Policy.BILLING, False), (Policy.MENTIONS, True)):
        options = Options(policy, (CodeSystem.ICD10PCS,), 0)
        scored = [replace(s, code=header) for s in assistant.trace(note, options).scored[:1]]
        answer = Decider(assistant.codes).decide(note, read(note.text), scored, options)
        assert codes(answer) == (["0DTJ"] if is_shown else [])
        assert reasons(answer) == ({} if is_shown else {"0DTJ": ("incomplete_code", "I.B.2")})


def test_an_incomplete_code_is_shown_as_such(assistant):
    answer = suggest(assistant, "Assessment: pulpitis.")
    assert ("incomplete_code", "I.B.2") in reasons(answer).values()
    assert codes(answer) == []


def test_the_patients_sex_completes_a_code(assistant):
    answer = suggest(assistant, "Assessment: She has breast cancer.")
    assert "C50.919" in codes(answer)


def test_another_complaint_of_the_category_is_no_kind_of_it(assistant):
    answer = suggest(assistant, "Assessment: osteophytes. Right knee pain.")
    assert "M25.70" not in {
        c for c, (reason, _) in reasons(answer).items() if reason == "less_specific"
    }


def test_a_body_mass_index_takes_its_whole_number(assistant):
    assert "Z68.33" in codes(suggest(assistant, "Assessment: obesity, BMI of 33.4."))
