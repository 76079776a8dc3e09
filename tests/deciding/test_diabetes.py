import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table


def codes(assistant, text):
    return {s.code for s in assistant.suggest(Note(text=text)).suggestions}


@pytest.mark.parametrize(
    ("text", "expected", "gone"),
    [
        ("Assessment: type 2 diabetes; stage 4 CKD.", {"E11.22", "N18.4"}, "E11.9"),
        ("Assessment: type 1 diabetes; polyneuropathy.", {"E10.42"}, "G62.9"),
        ("Assessment: type 2 diabetes; peripheral vascular disease.", {"E11.51"}, "I73.9"),
        ("Assessment: type 2 diabetes; gout.", {"E11.9", "M10.9"}, "E11.69"),
    ],
)
def test_the_link_is_presumed(assistant, text, expected, gone):
    found = codes(assistant, text)
    assert expected <= found
    assert gone not in found


def test_two_linked_conditions_give_two_combinations(assistant):
    found = codes(assistant, "Assessment: type 2 diabetes; stage 4 CKD; polyneuropathy.")
    assert {"E11.22", "E11.42", "N18.4"} <= found


def test_every_row_makes_a_billable_code(assistant):
    for effect, suffix, _, _ in read_table(
        "rules", "diabetes_with.tsv", ["effect", "suffix", "stays", "why"]
    ):
        assert assistant.codes.find(CodeSystem.ICD10CM, effect), effect
        assert assistant.codes.get(CodeSystem.ICD10CM, f"E11.{suffix}").billable
