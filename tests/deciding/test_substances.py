import pytest

from coding_assist import Note


def ask(assistant, text):
    return assistant.suggest(Note(text=f"Assessment: {text}"))


@pytest.mark.parametrize(
    ("text", "expected", "gone"),
    [
        ("alcohol abuse. Alcohol dependence.", "F10.20", "F10.10"),
        ("alcohol dependence. Alcohol intoxication.", "F10.229", "F10.129"),
        ("opioid dependence. Opioid dependence in remission.", "F11.21", "F11.20"),
        ("nicotine dependence, cigarettes. Tobacco use.", "F17.210", "Z72.0"),
    ],
)
def test_the_highest_level_stands(assistant, text, expected, gone):
    answer = ask(assistant, text)
    found = {s.code for s in answer.suggestions}
    assert expected in found
    assert gone not in found


def test_why_is_said(assistant):
    answer = ask(assistant, "cannabis abuse. Cannabis dependence.")
    left = {w.code: (w.reason, w.guideline) for w in answer.withheld}
    assert left["F12.10"] == ("lower_level_of_use", "I.C.5.b.2")


def test_what_is_denied_raises_nothing(assistant):
    answer = ask(assistant, "alcohol abuse, no alcohol dependence.")
    assert "F10.10" in {s.code for s in answer.suggestions}


def test_two_substances_do_not_meet(assistant):
    answer = ask(assistant, "alcohol dependence. Cannabis abuse.")
    assert {"F10.20", "F12.10"} <= {s.code for s in answer.suggestions}


@pytest.mark.parametrize(
    ("level", "code"),
    [("19 mg/dL", "Y90.0"), ("120 mg/dL", "Y90.6"), ("0.24", "Y90.8"), ("0.21 g/dL", "Y90.7")],
)
def test_blood_alcohol_goes_beside_the_disorder(assistant, level, code):
    text = f"Blood alcohol level {level}."
    assert code in {s.code for s in ask(assistant, f"alcohol abuse. {text}").suggestions}
    assert code not in {s.code for s in ask(assistant, f"head injury. {text}").suggestions}
