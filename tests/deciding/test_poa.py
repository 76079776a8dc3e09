import pytest

from coding_assist import Note, Setting

ADMITTED = "Admitted for cellulitis of the right lower leg. "


def poa(assistant, text, setting=Setting.INPATIENT):
    answer = assistant.suggest(Note(text=ADMITTED + text, setting=setting))
    return {s.code: s.poa for s in answer.suggestions}


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Acute kidney injury.", "Y"),
        ("Acute kidney injury was present on admission.", "Y"),
        ("Developed acute kidney injury during the hospital stay.", "N"),
        ("On hospital day 3 developed acute kidney injury.", "N"),
        ("Hospital day 4: acute kidney injury.", "N"),
        ("Day 1: acute kidney injury.", "Y"),
        ("Acute kidney injury. Hospital day 4: acute kidney injury improving.", "Y"),
        ("Acute kidney injury. Unable to determine whether it was present on admission.", "W"),
        ("Acute kidney injury. It is not documented whether it was present on admission.", "U"),
    ],
)
def test_onset(assistant, text, indicator):
    assert poa(assistant, text)["N17.9"] == indicator


def test_admitting_condition_is_not_moved_by_a_later_one(assistant):
    assert poa(assistant, "On hospital day 3 developed acute kidney injury.")["L03.115"] == "Y"


def test_exempt_and_outpatient(assistant):
    assert poa(assistant, "DNR status.")["Z66"] == "exempt"
    assert set(poa(assistant, "Acute kidney injury.", Setting.OUTPATIENT).values()) == {""}


def test_undocumented_asks(assistant):
    text = ADMITTED + "Acute kidney injury. Not documented whether it was present on admission."
    answer = assistant.suggest(Note(text=text, setting=Setting.INPATIENT))
    asked = {s.code: {p.kind for p in s.prompts} for s in answer.suggestions}
    assert "poa" in asked["N17.9"]
    assert "poa" not in asked["L03.115"]
