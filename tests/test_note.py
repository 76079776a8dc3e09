from datetime import date

import pytest

from coding_assist import Note, Setting
from coding_assist.errors import (
    DateOfServiceError,
    EmptyNoteError,
    InputError,
    NoteTooLongError,
    NotTextError,
    UnknownPolicyError,
    UnknownSettingError,
    UnknownSystemError,
)
from coding_assist.note import MAX_NOTE_CHARACTERS, parse_policy, parse_setting, parse_systems

CANARY = "Zebrowski"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, EmptyNoteError),
        ({"text": ""}, EmptyNoteError),
        ({"text": " \n\t"}, EmptyNoteError),
        ({"text": CANARY * MAX_NOTE_CHARACTERS}, NoteTooLongError),
        ({"text": CANARY + "\x00"}, NotTextError),
        ({"text": CANARY + "\ud800"}, NotTextError),
        ({"text": [CANARY]}, NotTextError),
        ({"text": "a", "setting": CANARY}, UnknownSettingError),
        ({"text": "a", "date_of_service": CANARY}, DateOfServiceError),
        ({"text": "a", "date_of_service": date(2010, 1, 1)}, DateOfServiceError),
        ({"text": "a", "patient": {"age_years": CANARY}}, InputError),
        ({"text": "a", "patient": {"age_years": -1}}, InputError),
        ({"text": "a", "surname": CANARY}, InputError),
        ({"text": "a", "note_id": 7}, InputError),
    ],
)
def test_bad_input_is_refused_without_repeating_it(values, error):
    with pytest.raises(error) as caught:
        Note(**values)
    assert CANARY not in str(caught.value)
    assert str(caught.value).endswith(".")
    assert caught.value.__cause__ is None


def test_the_text_is_not_in_the_repr():
    assert CANARY not in repr(Note(text=CANARY))


def test_a_row_may_carry_more_keys():
    note = Note.from_row({"text": "a", "codes": [], "setting": None}, Setting.INPATIENT)
    assert note.setting is Setting.INPATIENT


def test_the_rows_own_setting_wins():
    assert Note.from_row({"text": "a", "setting": "emergency"}).setting is Setting.EMERGENCY


@pytest.mark.parametrize(
    ("parse", "error"),
    [
        (parse_setting, UnknownSettingError),
        (parse_policy, UnknownPolicyError),
        (parse_systems, UnknownSystemError),
    ],
)
def test_unknown_words_are_refused(parse, error):
    with pytest.raises(error, match="Use"):
        parse(CANARY)


def test_systems_are_read_from_a_list():
    assert [str(s) for s in parse_systems("icd10cm, CPT,cpt")] == ["ICD10CM", "CPT"]
