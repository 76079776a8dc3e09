from datetime import date

import pytest

from coding_assist import Note


@pytest.mark.parametrize(
    ("day", "word"), [(date(2025, 11, 1), "before"), (date(2026, 10, 1), "after")]
)
def test_says_that_no_release_of_that_day_is_loaded(assistant, day, word):
    (finding,) = assistant.suggest(Note(text="gout", date_of_service=day)).findings
    assert finding.rule == "code_set_release"
    assert f"is {word} the" in finding.message


def test_says_nothing_on_a_day_of_the_release(assistant):
    assert assistant.suggest(Note(text="gout", date_of_service=date(2026, 5, 1))).findings == ()
