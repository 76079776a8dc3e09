import json

import pytest

from coding_assist.note import CodeSystem, Setting
from eval.errors import LabelledFileError
from eval.labelled import LabelSpan
from eval.readers import ReadOptions, read_labelled

TEXT = "HTN. Intubated. HTN again."


def annotation(begin, end, code="I10", system="ICD-10-CM"):
    return {"begin": begin, "end": end, "code": code, "code_system": system, "type": "Human"}


def write_chart(folder, *annotations, note_id=7, **more):
    note = {"note_id": note_id, "category": "Discharge summary", "annotations": annotations}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "100.json"
    path.write_text(json.dumps({"hadm_id": 100, "comment": "", "notes": [{**note, **more}]}))
    return path


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "7.txt").write_text(TEXT)
    return ReadOptions(notes=folder)


def test_spans_of_a_code_come_together(tmp_path, texts):
    path = write_chart(
        tmp_path / "Inpatient", annotation(16, 19), annotation(0, 3),
        annotation(5, 14, "0BH17EZ", "ICD-10-PCS"),
    )  # fmt: skip
    (note,) = read_labelled(path, options=texts).notes
    assert [(c.system, c.code) for c in note.codes] == [
        (CodeSystem.ICD10CM, "I10"),
        (CodeSystem.ICD10PCS, "0BH17EZ"),
    ]
    assert note.codes[0].evidence == (LabelSpan(0, 3), LabelSpan(16, 19))
    assert (note.note.note_id, note.kind) == ("7", "Discharge summary")


@pytest.mark.parametrize(
    ("folder", "setting"), [("Inpatient", Setting.INPATIENT), ("Profee", Setting.OUTPATIENT)]
)
def test_the_folder_tells_the_setting(tmp_path, texts, folder, setting):
    write_chart(tmp_path / "charts" / folder, annotation(0, 3))
    (note,) = read_labelled(tmp_path / "charts", options=texts).notes
    assert note.note.setting is setting


def test_texts_may_come_from_note_events(tmp_path):
    events = tmp_path / "NOTEEVENTS.csv"
    events.write_text(f'"ROW_ID","HADM_ID","TEXT"\n7,100,"{TEXT}"\n')
    path = write_chart(tmp_path / "charts", annotation(0, 3))
    (note,) = read_labelled(path, options=ReadOptions(notes=events)).notes
    assert note.note.text == TEXT


def test_texts_may_stand_in_the_chart(tmp_path):
    path = write_chart(tmp_path, annotation(0, 3), text=TEXT)
    assert read_labelled(path).notes[0].note.text == TEXT


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"note_id": 8}, "no text of this note"),
        ({"note_id": "../7"}, "no text of this note"),
        ({"annotations": [annotation(0, 99)]}, "annotation 1: 0 to 99"),
        ({"annotations": [annotation(0, 3, "401.9", "ICD-9-CM")]}, "annotation 1: no code"),
    ],
)
def test_a_bad_note_is_named(tmp_path, texts, change, problem):
    path = write_chart(tmp_path / "charts", annotation(0, 3), **change)
    (bad,) = read_labelled(path, options=texts, skip_bad=True).bad
    assert bad.place == "100.json note 1"
    assert problem in bad.problem


def test_a_file_that_is_no_chart_is_bad(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"notes": 1}')
    (bad,) = read_labelled(path, format="mdace", skip_bad=True).bad
    assert (bad.place, bad.problem) == ("a.json", "This is no MDACE admission.")


def test_note_events_that_cannot_be_read_are_refused(tmp_path):
    path = write_chart(tmp_path / "charts", annotation(0, 3))
    with pytest.raises(LabelledFileError, match="no NOTEEVENTS"):
        read_labelled(path, options=ReadOptions(notes=tmp_path / "none.csv"))
