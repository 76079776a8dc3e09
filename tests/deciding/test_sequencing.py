import pytest

from coding_assist import Note
from coding_assist.deciding.sequencing import _sorted


def order(assistant, text):
    shown = sorted(assistant.suggest(Note(text=text)).suggestions, key=lambda s: s.sequence)
    return [s.code for s in shown if s.sequence]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("I12.9", "N18.32", "Assessment: 1. CKD stage 3b. 2. Hypertension."),
        ("L03.116", "B95.62", "Assessment: MRSA cellulitis of the left lower leg."),
        ("G30.9", "F02.80", "Assessment: Alzheimer's dementia."),
    ],
)
def test_notes_of_the_tabular_list_are_respected(assistant, before, after, text):
    found = order(assistant, text)
    assert found.index(before) < found.index(after)


def test_the_complaint_is_first(assistant):
    text = "CC: left ear pain.\nAssessment: 1. Hypothyroidism. 2. Acute otitis media, left ear."
    assert order(assistant, text)[0].startswith("H66")


def test_a_denied_etiology_changes_nothing(assistant):
    found = order(assistant, "Assessment: Dementia. No Alzheimer disease.")
    assert not [c for c in found if c.startswith("F02")]


def test_a_circle_is_broken():
    key = {c: (0, 1, False, False, i, c) for i, c in enumerate("ABC")}
    waits = {"A": frozenset("B"), "B": frozenset("A"), "C": frozenset()}
    assert sorted(_sorted(key, waits)) == ["A", "B", "C"]
