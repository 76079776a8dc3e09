import pytest

from coding_assist import Note, Setting
from coding_assist.deciding.edits import edits
from coding_assist.errors import CodeSetFileError

HEADER = "rule\tcodes\texcept\twords\tallowed\twhy\n"


def rules(assistant, text, setting=Setting.OUTPATIENT, **patient):
    answer = assistant.suggest(Note(text=text, setting=setting, patient=patient))
    return {f.rule for f in answer.findings}


@pytest.mark.parametrize(
    ("text", "patient", "expected"),
    [
        ("Assessment: BPH.", {"sex": "F"}, {"sex"}),
        ("Assessment: BPH.", {"sex": "M"}, set()),
        ("Assessment: BPH.", {}, set()),
        ("Assessment: BPH.", {"age_years": 6, "sex": "M"}, {"age"}),
        ("Assessment: neonatal jaundice.", {"age_years": 0}, set()),
        ("Assessment: neonatal jaundice.", {"age_years": 30}, {"age"}),
        ("Assessment: polycystic ovarian syndrome.", {"sex": "M"}, {"sex"}),
    ],
)
def test_patient(assistant, text, patient, expected):
    assert rules(assistant, text, **patient) & {"age", "sex"} == expected


def test_unacceptable_principal(assistant):
    text = "Assessment: DNR status."
    assert "unacceptable_principal" in rules(assistant, text, Setting.INPATIENT)
    assert "unacceptable_principal" not in rules(assistant, text)


def test_site_edits(assistant, tmp_path, monkeypatch):
    file = tmp_path / "edits.tsv"
    file.write_text(HEADER + "age\tI10\t\t\t0-17\tour own\n")
    monkeypatch.setenv("CODING_ASSIST_EDITS", str(file))
    assert "age" in rules(assistant, "Assessment: hypertension.", age_years=50)


@pytest.mark.parametrize(
    "row", ["age\tI10\t\t\told\twhy", "nothing\tI10\t\t\t\twhy", "sex\t\t\t\tF\tw"]
)
def test_bad_site_edits(tmp_path, monkeypatch, row):
    file = tmp_path / "bad.tsv"
    file.write_text(HEADER + row + "\n")
    monkeypatch.setenv("CODING_ASSIST_EDITS", str(file))
    with pytest.raises(CodeSetFileError):
        edits("age")
