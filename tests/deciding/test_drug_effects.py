import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table
from coding_assist.deciding.sequencing import drug_role


def answer(assistant, text, setting="outpatient"):
    return assistant.suggest(Note(text=text, setting=setting))


def codes(assistant, text, setting="outpatient"):
    return [s.code for s in sorted(answer(assistant, text, setting).suggestions, key=_place)]


def _place(suggestion):
    return suggestion.sequence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assessment: bradycardia due to diltiazem.", ["R00.1", "T46.1X5A"]),
        ("Assessment: constipation secondary to codeine.", ["K59.03", "T40.2X5A"]),
        ("Assessment: lisinopril-induced cough.", ["R05.8", "T46.4X5A"]),
    ],
)
def test_an_adverse_effect_is_the_condition_then_the_drug(assistant, text, expected):
    found = codes(assistant, text)
    assert found[-1] == expected[-1]
    assert found[0][:3] == expected[0][:3]


@pytest.mark.parametrize(
    "text",
    [
        "Assessment: bradycardia, not due to diltiazem.",
        "Assessment: bradycardia. Takes diltiazem.",
        "Assessment: bradycardia, possibly due to diltiazem.",
        "Allergies: rash due to amoxicillin.",
    ],
)
def test_no_link_no_drug(assistant, text):
    assert not [c for c in codes(assistant, text) if c.startswith("T")]


def test_an_overdose_comes_first_by_its_intent(assistant):
    text = "Acute respiratory failure with hypoxia from {} oxycodone overdose."
    assert codes(assistant, text.format("an accidental"), "emergency")[0] == "T40.2X1A"
    assert codes(assistant, text.format("an intentional"), "emergency")[0] == "T40.2X2A"


@pytest.mark.parametrize(
    "text", ["Her brother died from a heroin overdose.", "History of heroin overdose in 2015."]
)
def test_overdoses_of_others_and_of_the_past_are_none(assistant, text):
    assert "T40.1X1A" not in codes(assistant, text + " Assessment: hypertension.")


def test_underdosing_names_its_reason(assistant):
    text = "Assessment: hypertension; he ran out of amlodipine and cannot afford it."
    assert codes(assistant, text) == ["I10", "T46.1X6A", "Z91.120"] or set(
        codes(assistant, text)
    ) == {"I10", "T46.1X6A", "Z91.120"}


def test_the_drug_is_the_evidence(assistant):
    found = answer(assistant, "Assessment: bradycardia due to diltiazem.").suggestions
    drug = next(s for s in found if s.code == "T46.1X5A")
    assert [e.text for e in drug.evidence] == ["diltiazem"]


def test_every_category_takes_an_intent(assistant):
    rows = list(read_table("rules", "drug_categories.tsv", ["drug", "stem"]))
    assert len(rows) >= 400
    for drug, stem in rows:
        name = f"{stem}1A" if len(stem) == 6 else f"{stem}1XA"
        assert assistant.codes.find(CodeSystem.ICD10CM, name), drug


def test_every_drug_induced_condition_is_billable(assistant):
    for code, instead in read_table("rules", "drug_induced.tsv", ["code", "instead"]):
        assert assistant.codes.get(CodeSystem.ICD10CM, code).billable
        assert assistant.codes.get(CodeSystem.ICD10CM, instead).billable


def test_roles():
    assert [drug_role(c) for c in ("T36.0X5A", "T36.95XA", "T39.011A", "T78.3XXA", "I10")] == [
        "5",
        "5",
        "1",
        "",
        "",
    ]
