import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table


def answer(assistant, text, **about):
    return assistant.suggest(Note(text=text, **about))


def codes(found):
    return {s.code for s in found.suggestions}


def test_coronary_disease_with_angina_is_one_code_with_the_words_of_both(assistant):
    found = answer(assistant, "Assessment: coronary artery disease; unstable angina.")
    (combined,) = [s for s in found.suggestions if s.code == "I25.110"]
    assert [e.text for e in combined.evidence] == ["coronary artery disease", "unstable angina"]
    assert {(w.code, w.reason, w.guideline) for w in found.withheld} >= {
        ("I25.10", "combination_code", "I.C.9.b"),
        ("I20.0", "combination_code", "I.C.9.b"),
    }


def test_anemia_is_that_of_the_kidney_disease(assistant):
    found = codes(answer(assistant, "Assessment: anemia; stage 4 CKD."))
    assert {"D63.1", "N18.4"} <= found
    assert "D64.9" not in found


@pytest.mark.parametrize(
    ("text", "kept", "never"),
    [
        ("Assessment: hypertension. The CKD stage 4 is not due to hypertension.", "I10", "I12.9"),
        ("Assessment: type 2 diabetes. CKD stage 4 unrelated to diabetes.", "E11.9", "E11.22"),
        ("Assessment: hypertension. Heart failure is not from hypertension.", "I10", "I11.0"),
    ],
)
def test_a_denied_link_combines_nothing(assistant, text, kept, never):
    found = codes(answer(assistant, text))
    assert kept in found
    assert never not in found


def test_a_denial_of_something_else_leaves_the_link(assistant):
    text = "Assessment: hypertension; CKD stage 4. Cough is not due to lisinopril."
    assert "I12.9" in codes(answer(assistant, text))


@pytest.mark.parametrize(
    "name, column",
    [
        ("linked.tsv", "code"),
        ("secondary_hypertension.tsv", "code"),
        ("infarct_arteries.tsv", "code"),
        ("long_term_drugs.tsv", "status"),
    ],
)
def test_every_row_names_a_billable_code(assistant, name, column):
    columns = {
        "linked.tsv": ["cause", "effect", "code", "stays", "guideline", "why"],
        "secondary_hypertension.tsv": ["cause", "code", "why"],
        "infarct_arteries.tsv": ["words", "code"],
        "long_term_drugs.tsv": ["effect", "status", "why"],
    }[name]
    for row in read_table("rules", name, columns):
        assert assistant.codes.get(CodeSystem.ICD10CM, row[columns.index(column)]).billable
