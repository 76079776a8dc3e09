import json
import re
import shutil

import pytest

from coding_assist.note import CodeSystem
from eval.data import SPLITS, own_notes
from eval.data.authored import read_authored
from eval.data.build import FOLDER, built, is_dev, row_of
from eval.errors import LabelSourceError

FORMS = {
    CodeSystem.ICD10PCS: r"[0-9A-HJ-NP-Z]{7}",
    CodeSystem.CPT: r"\d{4}[\dTU]",
    CodeSystem.HCPCS: r"[A-V]\d{4}",
}
HEADING = (
    "=== own-001 | setting=outpatient | type=SOAP | specialty=family medicine | age=0.5 | sex=F"
)
NOTE = f"""{HEADING}

CC: [[a:DM2]] and [[b:cough]].
A: [[a:diabetes]], no [[c:fever]] \u00e9
--- labels
a ICD10CM E11.9 required principal
a,b ICD10CM E11.8 optional secondary alt=E11.65,E11.69
c trap negated
"""


def write(tmp_path, content):
    path = tmp_path / "part1.txt"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["train.jsonl", "dev.jsonl", "README.md"])
def test_what_lies_there_is_what_the_sources_build(name):
    is_same = (FOLDER / name).read_text(encoding="utf-8") == built(FOLDER)[name]
    assert is_same, "Run: python -m eval.data.build"


def test_the_set_is_whole():
    assert [len(own_notes(split)) for split in SPLITS] == [92, 184]
    for split in SPLITS:
        notes = own_notes(split)
        assert {n.split for n in notes} == {split}
        assert {n.note.setting for n in notes} == {"outpatient", "inpatient", "emergency"}


@pytest.mark.parametrize("split", SPLITS)
def test_every_code_exists_or_has_the_form_of_one(split, assistant):
    labelled = [(n.note.note_id, c) for n in own_notes(split) for c in n.codes]
    every = {(i, c.system, code) for i, c in labelled for code in (c.code, *c.alternatives)}
    assert [e for e in sorted(every) if not is_code(assistant.codes, *e[1:])] == []


def is_code(store, system, code):
    found = store.find(system, code)
    if system is CodeSystem.ICD10CM:
        return found is not None and found.billable
    return found is not None or re.fullmatch(FORMS[system], code) is not None


@pytest.mark.parametrize("split", SPLITS)
def test_every_span_is_exact(split):
    for line in (FOLDER / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [e for c in row["codes"] for e in c["evidence"]] + row["not_coded"]
        assert all(row["text"][s["start"] : s["end"]] == s["text"] for s in spans)
        assert all(c["evidence"] for c in row["codes"])


def test_every_third_note_is_a_dev_note():
    assert [is_dev(f"own-{n:03}") for n in range(1, 7)] == [False, False, True] * 2


def test_the_form_is_read(tmp_path):
    (note,) = read_authored(write(tmp_path, NOTE))
    row = row_of(note, "train")
    assert row["text"] == "CC: DM2 and cough.\nA: diabetes, no fever \u00e9"
    assert row["patient"] == {"age_years": 0.5, "sex": "F"}
    first, second = row["codes"]
    assert [e["text"] for e in first["evidence"]] == ["DM2", "diabetes"]
    assert [e["text"] for e in second["evidence"]] == ["DM2", "cough", "diabetes"]
    assert (second["status"], second["alternatives"]) == ("optional", ["E11.65", "E11.69"])
    assert row["not_coded"] == [{"start": 35, "end": 40, "text": "fever", "reason": "negated"}]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("--- labels", "labels", "no line"),
        ("setting=outpatient", "setting=home", "heading"),
        (" | type=SOAP", "", "heading"),
        ("[[c:fever]]", "fever", "no words are marked c"),
        ("[[b:cough]]", "[[b:cough]] [[d:x]]", "no label names the mark d"),
        ("[[b:cough]]", "[[b:co[[d:x]]ugh]]", "not closed"),
        ("required principal", "required secondary", "one principal"),
        ("required principal", "needed principal", "no label line"),
        ("alt=", "or=", "no label line"),
        ("ICD10CM E11.9", "ICD9 E11.9", "no label line"),
        ("trap negated", "trap denied", "no trap line"),
    ],
)
def test_what_an_author_has_to_mend_is_named(tmp_path, old, new, said):
    with pytest.raises(LabelSourceError, match=f"own-001: .*{said}"):
        list(read_authored(write(tmp_path, NOTE.replace(old, new, 1))))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "source").mkdir()
    shutil.copy(FOLDER / "README.md", tmp_path)
    write(tmp_path / "source", NOTE)
    return tmp_path


def test_agreements_are_summed(folder):
    for part in ("1", "2"):
        counts = {"first": 4, "second": 6, "both": 4}
        content = {"notes": 5, "required_icd10cm": counts, "cpt": counts}
        (folder / "source" / f"agreement_{part}.json").write_text(json.dumps(content))
    readme = built(folder)["README.md"]
    assert "10 notes were coded twice." in readme
    assert "| CPT | 8 | 12 | 8 | 0.80 |" in readme


def test_without_a_second_coder_the_readme_says_so(folder):
    assert "No note has been coded a second time" in built(folder)["README.md"]


@pytest.mark.parametrize("content", ["[]", '{"x": {"first": 1, "second": 1, "both": 1}}', "no"])
def test_a_bad_agreement_is_named(folder, content):
    (folder / "source" / "agreement_1.json").write_text(content)
    with pytest.raises(LabelSourceError, match=r"agreement_1\.json"):
        built(folder)


def test_a_number_comes_once(folder):
    shutil.copy(folder / "source" / "part1.txt", folder / "source" / "part2.txt")
    with pytest.raises(LabelSourceError, match="same number"):
        built(folder)


def test_a_note_needs_a_number(folder):
    write(folder / "source", NOTE.replace("own-001", "own-x"))
    with pytest.raises(LabelSourceError, match="own-x"):
        built(folder)


def test_the_place_of_the_figures_must_be_marked(folder):
    (folder / "README.md").write_text("# Notes\n")
    with pytest.raises(LabelSourceError, match=r"README\.md"):
        built(folder)
