import json

import pytest

from coding_assist.errors import CodingAssistError
from eval.errors import BadRowsError, LabelledFileError, UnknownFormatError
from eval.readers import READERS, detect_format, read_labelled

GOOD = {"note_id": "a", "text": "Gout.", "codes": {"ICD10CM": ["M10.9"]}}


def write(path, *rows):
    path.write_text("".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in rows))
    return path


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.jsonl", "", "jsonl"),
        ("a.CSV", "", "csv"),
        ("a.tsv", "", "csv"),
        ("a.parquet", "", "parquet"),
        ("a.json", '{"resourceType": "Bundle"}', "fhir"),
        ("folder/a.json", '{"hadm_id": 1, "notes": []}', "mdace"),
        ("text_files/a.txt", "", "codiesp"),
    ],
)
def test_the_format_shows_in_the_path(tmp_path, name, content, found):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    at = {"folder": path.parent, "text_files": tmp_path}.get(path.parent.name, path)
    assert detect_format(at) == found
    assert found in READERS


@pytest.mark.parametrize("name", ["a.docx", "a.json", "empty"])
def test_a_path_that_looks_like_nothing_is_refused(tmp_path, name):
    path = tmp_path / name
    path.mkdir() if name == "empty" else path.write_text("[]")
    with pytest.raises(UnknownFormatError, match="Say which it is"):
        read_labelled(path)


def test_an_unknown_format_is_refused_with_those_known(tmp_path):
    with pytest.raises(UnknownFormatError, match="jsonl, codiesp"):
        read_labelled(write(tmp_path / "a.jsonl", GOOD), format="xml")


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(LabelledFileError, match=r"none\.jsonl does not exist"):
        read_labelled(tmp_path / "none.jsonl")


def test_bad_rows_fail_the_run_and_are_named_and_counted(tmp_path):
    path = write(tmp_path / "a.jsonl", GOOD, {"text": "secret"}, "secret", GOOD)
    with pytest.raises(BadRowsError) as caught:
        read_labelled(path)
    assert str(caught.value).splitlines()[0].startswith("3 rows cannot be read.")
    assert [line.split(":")[0] for line in str(caught.value).splitlines()[1:]] == [
        "a.jsonl line 2",
        "a.jsonl line 3",
        "a.jsonl line 4",
    ]
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value, CodingAssistError)


def test_bad_rows_are_passed_over_where_asked(tmp_path):
    reading = read_labelled(write(tmp_path / "a.jsonl", "secret", GOOD), skip_bad=True)
    assert [n.note.note_id for n in reading.notes] == ["a"]
    assert [b.place for b in reading.bad] == ["a.jsonl line 1"]


def test_only_the_first_twenty_bad_rows_are_named(tmp_path):
    with pytest.raises(BadRowsError, match="and 5 more") as caught:
        read_labelled(write(tmp_path / "a.jsonl", *["x"] * 25))
    assert len(str(caught.value).splitlines()) == 22
