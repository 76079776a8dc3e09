import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table

PAIRS = list(read_table("rules", "integral_symptoms.tsv", ["diagnosis", "symptom", "why"]))


def withheld(assistant, text):
    answer = assistant.suggest(Note(text=text), min_score=0)
    return {w.code for w in answer.withheld if w.reason == "integral_symptom"}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("HPI: cough and fever.\nAssessment: Pneumonia.", "R05.9"),
        ("HPI: heartburn.\nAssessment: GERD.", "R12"),
        ("HPI: right knee pain.\nAssessment: Right knee osteoarthritis.", "M25.561"),
    ],
)
def test_a_symptom_of_the_diagnosis_is_withheld(assistant, text, symptom):
    assert symptom in withheld(assistant, text)


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("HPI: headache.\nAssessment: Pneumonia.", "R51.9"),
        ("HPI: left knee pain.\nAssessment: Right knee osteoarthritis.", "M25.562"),
        ("HPI: cough.\nAssessment: Possible pneumonia.", "R05.9"),
    ],
)
def test_other_symptoms_stand(assistant, text, symptom):
    assert symptom not in withheld(assistant, text)


def test_there_are_hundreds_of_pairs_each_once():
    assert len(PAIRS) >= 400
    assert len({p[:2] for p in PAIRS}) == len(PAIRS)


def test_every_prefix_begins_a_code(assistant):
    rows = assistant.codes.connection.execute(
        "SELECT code FROM code WHERE system = ?", (CodeSystem.ICD10CM,)
    )
    codes = {r[0] for r in rows}
    prefixes = {c[:n] for c in codes for n in range(3, len(c) + 1)}
    assert {p for pair in PAIRS for p in pair[:2]} - prefixes == set()
