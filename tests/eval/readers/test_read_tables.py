import csv

import pytest

from coding_assist.note import CodeSystem, Setting
from eval.errors import LabelledFileError
from eval.readers import ReadOptions, read_labelled

HEAD = ["note_id", "text", "codes"]


def write_csv(path, *rows, delimiter=","):
    with path.open("w", newline="") as lines:
        csv.writer(lines, delimiter=delimiter).writerows(rows)
    return path


def codes_of(note):
    return [(c.system, c.code) for c in note.codes]


def test_a_row_gives_a_note_with_required_codes(tmp_path):
    path = write_csv(tmp_path / "a.csv", HEAD, ["1", "Gout,\nagain", "M109; CPT:99213"])
    (note,) = read_labelled(path).notes
    assert codes_of(note) == [(CodeSystem.ICD10CM, "M10.9"), (CodeSystem.CPT, "99213")]
    assert note.note.text == "Gout,\nagain"
    assert note.codes[0].is_required


def test_separators_may_be_others(tmp_path):
    path = write_csv(tmp_path / "a.csv", HEAD, ["1", "x", "I10,E119"], delimiter="|")
    (note,) = read_labelled(path, options=ReadOptions(delimiter="|", code_separator=",")).notes
    assert [c.code for c in note.codes] == ["I10", "E11.9"]


def test_optional_columns_are_taken(tmp_path):
    head = [*HEAD, "system", "setting", "kind"]
    row = ["1", "x", "99213", "CPT", "Inpatient", "op note"]
    (note,) = read_labelled(write_csv(tmp_path / "a.tsv", head, row, delimiter="\t")).notes
    assert codes_of(note) == [(CodeSystem.CPT, "99213")]
    assert (note.note.setting, note.kind) == (Setting.INPATIENT, "op note")


def test_a_note_may_have_no_codes_and_be_long(tmp_path):
    path = write_csv(tmp_path / "a.csv", HEAD, ["1", "gout " * 30_000, ""])
    before = csv.field_size_limit()
    (note,) = read_labelled(path).notes
    assert note.codes == ()
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["", "secret", "I10"], "`note_id` is missing"),
        (["2", "", "I10"], "empty"),
        (["2", "secret", "XYZ:1"], "Unknown code system"),
        (["2", "secret", "CPT:"], "a system without a code"),
        (["2", "secret"], "2 cells under 3 headings"),
    ],
)
def test_a_bad_row_is_named_by_the_line_it_begins_on(tmp_path, row, problem):
    path = write_csv(tmp_path / "a.csv", HEAD, ["1", "two\nlines", "I10"], row)
    (bad,) = read_labelled(path, skip_bad=True).bad
    assert bad.place == "a.csv line 4"
    assert problem in bad.problem
    assert "secret" not in bad.problem


def test_a_missing_column_is_told(tmp_path):
    with pytest.raises(LabelledFileError, match="no column text, codes"):
        read_labelled(write_csv(tmp_path / "a.csv", ["note_id"]))


@pytest.mark.parametrize("content", [b'note_id,text,codes\n1,"x" y,I10\n', b"note_id,text\xff"])
def test_a_file_that_is_no_csv_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(LabelledFileError, match=r"a\.csv"):
        read_labelled(path)


def test_parquet_may_hold_lists_of_codes(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    columns = {"note_id": [1, 2], "text": ["x", None], "codes": [["I10", "E119"], []]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    reading = read_labelled(tmp_path / "a.parquet", skip_bad=True)
    assert [c.code for c in reading.notes[0].codes] == ["I10", "E11.9"]
    assert [b.place for b in reading.bad] == ["a.parquet row 2"]


def test_a_file_that_is_no_parquet_is_refused(tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_text("x")
    with pytest.raises(LabelledFileError, match="no Parquet"):
        read_labelled(tmp_path / "a.parquet")
