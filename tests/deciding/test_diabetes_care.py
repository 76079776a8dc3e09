import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table


def codes(assistant, text):
    return {s.code for s in assistant.suggest(Note(text=text)).suggestions}


@pytest.mark.parametrize(
    ("text", "expected", "never"),
    [
        ("A: Type 1 diabetes. Diabetic polyneuropathy.", {"E10.42"}, "E11.42"),
        ("A: Type 2 diabetes. Diabetic polyneuropathy.", {"E11.42"}, "E13.42"),
        ("A: Diabetes secondary to chronic pancreatitis.", {"E08.9", "K86.1"}, "E11.9"),
        ("A: Type 2 diabetes. Chronic pancreatitis.", {"E11.9", "K86.1"}, "E08.9"),
        ("A: Gestational diabetes, diet controlled.", {"O24.410"}, "O24.419"),
        ("A: Gestational diabetes on insulin.", {"O24.414"}, "Z79.4"),
        ("A: Type 2 diabetes with right toe ulcer.", {"E11.621", "L97.519"}, "E11.9"),
        ("A: Diabetic nephropathy with CKD stage 3b.", {"E11.22", "N18.32"}, "E11.21"),
    ],
)
def test_type_control_and_site(assistant, text, expected, never):
    found = codes(assistant, text)
    assert expected <= found
    assert never not in found


def test_insulin_for_a_while_is_withheld_with_its_reason(assistant):
    text = "A: Type 2 diabetes. Insulin was given temporarily during this admission."
    found = assistant.suggest(Note(text=text, setting="inpatient"))
    assert "Z79.4" not in {s.code for s in found.suggestions}
    text = "A: Type 2 diabetes. Continue insulin glargine 20 units daily."
    assert "Z79.4" in codes(assistant, text)


def test_the_ulcer_shows_the_words_it_was_read_from(assistant):
    found = assistant.suggest(Note(text="A: Type 2 diabetic left heel ulcer, fat layer exposed."))
    (ulcer,) = [s for s in found.suggestions if s.code == "L97.422"]
    assert "heel ulcer" in ulcer.evidence[0].text


def test_categories_exist(assistant):
    for _, category, _ in read_table("rules", "diabetes_cause.tsv", ["cause", "category", "why"]):
        assert assistant.codes.get(CodeSystem.ICD10CM, f"{category}.9").billable
