import pytest

from coding_assist.note import CodeSystem
from eval.errors import LabelledFileError
from eval.labelled import LabelSpan
from eval.readers import ReadOptions, detect_format, read_labelled

SPANISH = ReadOptions(language="es")


@pytest.fixture
def split(tmp_path):
    for folder, text in (("text_files", "Fractura de codo y hombro"), ("text_files_en", "Elbow")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "S1.txt").write_text(text)
    (tmp_path / "text_files" / "S2.txt").write_text("Nada")
    (tmp_path / "devD.tsv").write_text("S1\ts42.409\nS1\ts42.409\n")
    (tmp_path / "devP.tsv").write_text("S1\tbw40zzz\n")
    (tmp_path / "devX.tsv").write_text(
        "S1\tDIAGNOSTICO\ts42.409\tfractura codo\t0 8;12 16\n"
        "S1\tDIAGNOSTICO\ts42.409\tfractura\t0 8\n"
    )
    return tmp_path


def test_codes_of_all_tables_come_together_each_once(split):
    (note,) = read_labelled(split).notes
    assert [(c.system, c.code) for c in note.codes] == [
        (CodeSystem.ICD10CM, "S42.409"),
        (CodeSystem.ICD10PCS, "BW40ZZZ"),
    ]
    assert (note.note.text, note.source) == ("Elbow", "CodiEsp")


def test_english_notes_have_no_evidence(split):
    assert read_labelled(split).notes[0].codes[0].evidence == ()


def test_a_discontinuous_reference_runs_from_first_to_last(split):
    notes = read_labelled(split, options=SPANISH).notes
    assert notes[0].codes[0].evidence == (LabelSpan(0, 8), LabelSpan(0, 16))
    assert notes[1].codes == ()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("S9\tDIAGNOSTICO\ti10\thta\t0 3", "no text of this note id"),
        ("S1\tDIAGNOSTICO\ti10", "too few columns"),
        ("S1\tOTRO\ti10\thta\t0 3", "neither DIAGNOSTICO"),
        ("S1\tDIAGNOSTICO\ti10\thta\tzero 3", "not pairs of numbers"),
    ],
)
def test_a_bad_row_is_named_by_its_table_and_line(split, row, problem):
    (split / "devX.tsv").write_text(f"\n{row}\n")
    (bad,) = read_labelled(split, options=SPANISH, skip_bad=True).bad
    assert bad.place == "devX.tsv line 2"
    assert problem in bad.problem


def test_a_reference_beyond_the_text_makes_the_note_bad(split):
    (split / "devX.tsv").write_text("S1\tDIAGNOSTICO\ti10\thta\t0 300\n")
    (bad,) = read_labelled(split, options=SPANISH, skip_bad=True).bad
    assert bad.place == "text_files/S1.txt"


def test_a_language_without_texts_is_refused(split):
    with pytest.raises(LabelledFileError, match="no texts for language 'fr'"):
        read_labelled(split, options=ReadOptions(language="fr"))


def test_a_split_without_tables_is_refused(split):
    for table in split.glob("*.tsv"):
        table.unlink()
    with pytest.raises(LabelledFileError, match="no table"):
        read_labelled(split)


def test_a_file_of_json_lines_may_hold_a_split(tmp_path):
    file = tmp_path / "dev.jsonl"
    file.write_text('{"note_id": "S1", "text": "Fever.", "codes": {"ICD10CM": ["R50.9"]}}\n')
    assert detect_format(file) == "codiesp"
    (note,) = read_labelled(file).notes
    assert [c.code for c in note.codes] == ["R50.9"]
