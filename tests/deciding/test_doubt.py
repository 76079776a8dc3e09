import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table


@pytest.fixture
def code(assistant):
    def run(text, setting):
        return assistant.suggest(Note(text=text, setting=setting))

    return run


def codes(answer):
    return {s.code for s in answer.suggestions}


def diagnoses(answer):
    return {s.code for s in answer.suggestions if s.system is CodeSystem.ICD10CM}


def reasons(answer):
    return {w.code: (w.reason, w.guideline) for w in answer.withheld}


@pytest.mark.parametrize(
    ("doubted", "guideline"),
    [
        ("HIV infection", "I.C.1.a.1"),
        ("Zika virus infection", "I.C.1.f.1"),
        ("COVID-19", "I.C.1.g.1.a"),
        ("influenza A", "I.C.10.c"),
        ("avian influenza", "I.C.10.c"),
    ],
)
def test_what_must_be_confirmed_is_not_coded_in_doubt(code, doubted, guideline):
    answer = code(f"Discharge diagnosis: suspected {doubted}.", "inpatient")
    assert ("unconfirmed", guideline) in reasons(answer).values()
    instead = {"J11.1"} if "influenza" in doubted else set()
    assert codes(answer) == instead


def test_what_is_confirmed_stands(code):
    assert "U07.1" in codes(code("Discharge diagnosis: COVID-19.", "inpatient"))


def test_doubt_on_admission_alone_is_not_coded(code):
    text = "CHIEF COMPLAINT: Possible stroke.\n\nDISCHARGE DIAGNOSIS: Migraine.\n"
    answer = code(text, "inpatient")
    assert codes(answer) == {"G43.909"}
    assert reasons(answer)["I63.9"] == ("uncertain_before_discharge", "II.H")


def test_the_symptom_stands_for_the_doubted_diagnosis(code):
    text = "CC: acute cough and nausea.\nA/P: Probable pneumonia."
    assert diagnoses(code(text, "outpatient")) == {"R05.1"}
    sure = code(text.replace("Probable p", "P"), "outpatient")
    assert diagnoses(sure) == {"J18.9"}
    assert reasons(sure)["R05.1"] == ("integral_symptom", "I.B.5")


@pytest.mark.parametrize("heading", ["Working diagnosis", "Provisional diagnosis", "Differential"])
def test_a_heading_may_say_doubt(code, heading):
    answer = code(f"Right knee pain.\n{heading}: gout.", "outpatient")
    assert codes(answer) == {"M25.561"}
    assert reasons(answer)["M10.9"] == ("uncertain_outpatient", "IV.H")


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("Assessment:\n1. GERD\n2. Dizziness", "R42"),
        ("Assessment: Hypothyroidism with chronic cough, cause unknown.", "R05.3"),
        ("Assessment: BPH with lower urinary tract symptoms, nocturia.", "R35.1"),
    ],
)
def test_a_problem_of_its_own_is_coded(code, text, symptom):
    assert symptom in codes(code(text, "outpatient"))


def test_every_row_names_codes(assistant):
    columns = ["code", "guideline", "instead", "why"]
    for name, _, instead, _ in read_table("rules", "confirmed_only.tsv", columns):
        assert assistant.codes.look_up(name), name
        assert not instead or assistant.codes.look_up(instead)[0].billable
