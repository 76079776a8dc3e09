import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table
from coding_assist.deciding.ulcer_reading import ulcers_in

COLUMNS = "site pressure pressure_right pressure_left chronic chronic_right chronic_left".split()


def ask(assistant, text, setting="outpatient"):
    return assistant.suggest(Note.model_validate({"text": text, "setting": setting}))


def codes(answer):
    return {s.code for s in answer.suggestions if s.code.startswith("L")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pressure ulcer of the sacrum, stage III", {"L89.153"}),
        ("pressure ulcers: right heel stage 2, left heel stage 4", {"L89.612", "L89.624"}),
        ("left buttock pressure injury, unstageable", {"L89.320"}),
        ("pressure ulcer of the right elbow", {"L89.019"}),
        ("stage 2 pressure ulcer, turn every 3 hours", {"L89.92"}),
        ("left calf ulcer with fat layer exposed", {"L97.222"}),
        ("left calf ulcer without necrosis of muscle", {"L97.229"}),
    ],
)
def test_site_and_depth_are_one_code(assistant, text, expected):
    assert codes(ask(assistant, f"Assessment: {text}.")) == expected


def test_an_ulcer_that_evolves_takes_two(assistant):
    text = "Discharge Diagnosis: sacral pressure ulcer, stage 2, progressed to stage 4."
    answer = ask(assistant, text, "inpatient")
    assert {s.code: s.poa for s in answer.suggestions} == {"L89.152": "Y", "L89.154": "N"}


def test_the_words_are_the_evidence(assistant):
    text = "Assessment: sacral decubitus, stage 3."
    (found,) = [s for s in ask(assistant, text).suggestions if s.code == "L89.153"]
    assert "stage 3" in " ".join(e.text for e in found.evidence)


def test_what_is_denied_is_left_alone(assistant):
    assert not codes(ask(assistant, "Assessment: cellulitis ruled out. No sacral pressure ulcer."))


def test_every_site_has_codes(assistant):
    for _, *headers in read_table("rules", "ulcer_sites.tsv", COLUMNS):
        for header in headers:
            assert assistant.codes.get(CodeSystem.ICD10CM, f"{header}9").billable


def test_reading_is_of_the_stretch_alone():
    text = "right heel stage 2. left heel stage 3."
    assert [u.header for u in ulcers_in(text, 20, len(text), "pressure")] == ["L89.62"]
