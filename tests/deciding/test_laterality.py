import pytest

from coding_assist import Note


def answer(assistant, text):
    return assistant.suggest(Note(text=text))


def codes(assistant, text):
    return {s.code for s in answer(assistant, text).suggestions}


def test_two_sides_are_one_bilateral_code_with_the_evidence_of_both(assistant):
    text = "Assessment: nuclear cataract of the right eye. Nuclear cataract of the left eye."
    found = next(s for s in answer(assistant, text).suggestions if s.code == "H25.13")
    assert len(found.evidence) == 2
    assert not codes(assistant, text) & {"H25.11", "H25.12"}


@pytest.mark.parametrize(
    ("exam", "code"),
    [
        ("LEFT knee ballotable. RIGHT knee normal.", "M25.462"),
        ("RIGHT knee ballotable. LEFT knee unremarkable.", "M25.461"),
        ("LEFT knee and RIGHT knee ballotable.", "M25.469"),
    ],
)
def test_the_side_of_the_exam_is_that_of_the_site(assistant, exam, code):
    assert code in codes(assistant, f"Exam: {exam}\nAssessment: knee effusion.")


def test_dominance_is_no_side(assistant):
    text = "Right hand dominant. Assessment: carpal tunnel syndrome."
    assert "G56.00" in codes(assistant, text)
