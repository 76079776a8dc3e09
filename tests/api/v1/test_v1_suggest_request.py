import re

import pytest
from pydantic import ValidationError

from api.v1.suggest_request import SuggestRequest
from coding_assist import InputError, Note, Patient, Setting, Sex


def test_the_least_request_is_a_text():
    assert SuggestRequest(text="gout").to_note() == Note(text="gout")


def test_everything_known_goes_into_the_note():
    request = SuggestRequest(
        text="gout",
        note_id="n",
        setting="emergency",
        date_of_service="2026-02-28",
        patient={"age_years": 34.5, "sex": "F"},
    )
    assert request.to_note() == Note(
        text="gout",
        note_id="n",
        setting=Setting.EMERGENCY,
        date_of_service="2026-02-28",
        patient=Patient(age_years=34.5, sex=Sex.FEMALE),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 200_001},
        {"text": None},
        {"note_id": None},
        {"note_id": 7},
        {"setting": "home"},
        {"date_of_service": "2015-09-30"},
        {"date_of_service": "2026-02-30"},
        {"date_of_service": "2026-02-28T00:00:00"},
        {"date_of_service": "20260228"},
        {"date_of_service": "２０２６-02-28"},
        {"date_of_service": 1_767_225_600},
        {"patient": {"age_years": -1}},
        {"patient": {"age_years": "34"}},
        {"patient": {"age_years": True}},
        {"patient": {"age_years": float("inf")}},
        {"patient": {"name": "Smith"}},
        {"patient": []},
        {"policy": "all"},
        {"systems": ["ICD9"]},
        {"systems": "CPT"},
        {"min_score": 1.01},
        {"min_score": "0.5"},
        {"max_suggestions": 0},
        {"max_suggestions": 1.5},
        {"max_suggestions": True},
        {"label": "I10"},
    ],
)
def test_what_is_not_in_the_contract_is_refused(wrong):
    with pytest.raises(ValidationError):
        SuggestRequest.model_validate({"text": "gout", **wrong})


def test_a_whole_number_may_be_written_with_a_point():
    assert (
        SuggestRequest.model_validate({"text": "gout", "max_suggestions": 5.0}).max_suggestions == 5
    )


@pytest.mark.parametrize("key", ["date_of_service", "patient", "min_score", "max_suggestions"])
def test_null_is_as_good_as_absent(key):
    assert SuggestRequest.model_validate({"text": "gout", key: None}) == SuggestRequest(text="gout")


@pytest.mark.parametrize(
    "text",
    ["gout", " \n gout", "\x00", "a\x00", "\x00a", " ", "\n", "\x1c", "\x85", "\u3000", "🩺"],
)
def test_the_pattern_in_the_document_says_what_the_library_takes(text):
    pattern = SuggestRequest.model_json_schema()["properties"]["text"]["pattern"]
    try:
        SuggestRequest(text=text).to_note()
        taken = True
    except InputError:
        taken = False
    assert bool(re.search(pattern, text)) is taken


def test_its_repr_shows_no_text():
    assert "Kanarienvogel" not in repr(
        SuggestRequest(text="Kanarienvogel", note_id="Kanarienvogel")
    )
