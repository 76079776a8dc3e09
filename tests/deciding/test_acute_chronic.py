import pytest

from coding_assist import Note
from coding_assist.deciding.order import is_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assessment: acute and chronic bronchitis.", ["J20.9", "J42"]),
        ("Assessment: acute on chronic pancreatitis.", ["K85.90", "K86.1"]),
        ("Assessment: acute and chronic cholecystitis.", ["K81.2"]),
        ("Assessment: acute bronchitis.", ["J20.9"]),
    ],
)
def test_both_forms_are_coded_the_acute_one_first(assistant, text, expected):
    answer = assistant.suggest(Note(text=text))
    found = sorted(answer.suggestions, key=lambda s: s.sequence)
    assert [s.code for s in found] == expected
    assert all(s.evidence for s in found)


def test_two_conditions_are_not_one(assistant):
    answer = assistant.suggest(Note(text="Assessment: acute pancreatitis. Chronic cholecystitis."))
    assert {s.code for s in answer.suggestions} == {"K85.90", "K81.1"}


def test_no_two_codes_stand_before_each_other():
    codes = ("Z00.00", "Z12.11", "C18.9", "D63.0", "S42.301S", "J20.9", "J42", "U09.9", "Z68.34")
    assert not [(a, b) for a in codes for b in codes if is_before(a, b) and is_before(b, a)]
