import pytest

from coding_assist import Note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assessment: left hemiplegia due to old stroke.", "I69.354"),
        ("Assessment: left hemiplegia due to old stroke. Left-handed.", "I69.352"),
        ("Assessment: right hemiplegia due to old stroke.", "I69.351"),
        ("Assessment: right hemiplegia due to old stroke. Left-handed.", "I69.353"),
    ],
)
def test_the_side_is_dominant_by_default_where_it_is_right(assistant, text, expected):
    answer = assistant.suggest(Note(text=text))
    assert {s.code for s in answer.suggestions} == {expected}


def test_the_cause_follows_what_it_left(assistant):
    text = "Assessment: radial nerve palsy, sequela of a right humeral shaft fracture in 2019."
    found = {s.code: s for s in assistant.suggest(Note(text=text)).suggestions}
    assert found["S42.301S"].sequence > min(s.sequence for s in found.values())
    assert found["S42.301S"].evidence


def test_a_fracture_of_now_is_no_sequela(assistant):
    text = "Assessment: radial nerve palsy and right humeral shaft fracture."
    codes = {s.code for s in assistant.suggest(Note(text=text)).suggestions}
    assert "S42.301A" in codes
    assert "S42.301S" not in codes


def test_a_stroke_that_left_nothing_is_past(assistant):
    answer = assistant.suggest(Note(text="Ischemic stroke 2020, no residual deficits."))
    assert {s.code for s in answer.suggestions} == {"Z86.73"}
    (gone,) = [w for w in answer.withheld if w.code == "I63.9"]
    assert (gone.reason, gone.guideline) == ("historical", "I.C.9.d.3")


def test_covid_of_now_is_not_its_sequela(assistant):
    codes = {s.code for s in assistant.suggest(Note(text="Cough due to COVID-19.")).suggestions}
    assert "U09.9" not in codes
