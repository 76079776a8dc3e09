import pytest

from coding_assist import Note, Patient, Sex
from coding_assist.reading.patient import patient_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She is a 60-year-old woman; her son drove her.", {"female"}),
        ("This gentleman says he is well.", {"male"}),
        ("The patient is well.", set()),
    ],
)
def test_the_note_tells_the_sex(text, words):
    assert patient_words(Note(text=text)) == words


def test_what_is_recorded_wins():
    note = Note(text="He is well.", patient=Patient(sex=Sex.FEMALE))
    assert patient_words(note) == {"female"}
