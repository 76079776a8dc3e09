from datetime import date

import pytest

from coding_assist import Note, Setting


def releases_said(assistant, note):
    return [f for f in assistant.suggest(note).findings if f.rule == "code_set_release"]


@pytest.mark.parametrize(
    ("day", "word"), [(date(2025, 11, 1), "before"), (date(2026, 10, 1), "after")]
)
def test_says_that_no_release_of_that_day_is_loaded(assistant, day, word):
    (finding,) = releases_said(assistant, Note(text="gout", date_of_service=day))
    assert f"is {word} the" in finding.message


def test_says_nothing_on_a_day_of_the_release(assistant):
    assert releases_said(assistant, Note(text="gout", date_of_service=date(2026, 5, 1))) == []


def test_speaks_of_procedures_only_where_some_are_suggested(assistant):
    def said_of(text):
        note = Note(text=text, setting=Setting.INPATIENT, date_of_service=date(2026, 5, 1))
        return [f.message for f in releases_said(assistant, note)]

    (message,) = said_of("PROCEDURE PERFORMED: Laparoscopic appendectomy.")
    assert "ICD-10-PCS release of 2023-10-01" in message
    assert said_of("DISCHARGE DIAGNOSIS: Gout.") == []
