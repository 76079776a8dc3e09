import json

import pytest

from coding_assist.note import CodeSystem, Setting
from eval.labelled import LabelSpan
from eval.readers import ReadOptions
from eval.readers.jsonl import read_jsonl

TEXT = "Gout, no fever"
CODE = {"system": "ICD10CM", "code": "M109", "evidence": [{"start": 0, "end": 4, "text": "Gout"}]}
TRAP = {"start": 6, "end": 14, "text": "no fever", "reason": "negated"}
ROW = {"note_id": "a", "text": TEXT, "codes": [CODE], "not_coded": [TRAP]}


@pytest.fixture
def read(tmp_path):
    def read_row(row, **options):
        path = tmp_path / "a.jsonl"
        path.write_text(row if isinstance(row, str) else json.dumps(row), encoding="utf-8")
        (found,) = read_jsonl(path, ReadOptions(**options))
        return found

    return read_row


def test_a_row_gives_codes_evidence_and_traps(read):
    note = read({**ROW, "setting": "inpatient", "kind": "op note"}).note
    assert note.codes[0].code == "M10.9"
    assert note.codes[0].is_required
    assert note.codes[0].evidence == (LabelSpan(0, 4),)
    assert note.traps[0].reason == "negated"
    assert (note.note.setting, note.kind) == (Setting.INPATIENT, "op note")


def test_optional_codes_and_alternatives_are_read(read):
    code = {**CODE, "status": "optional", "alternatives": ["m1a9xx0"], "role": "secondary"}
    (found,) = read({**ROW, "codes": [code]}).note.codes
    assert (found.is_required, found.alternatives, found.role) == (
        False,
        ("M1A.9XX0",),
        "secondary",
    )


def test_lists_of_codes_by_system_are_read_each_code_once(read):
    codes = {"ICD10CM": ["I10", "i10"], "ICD10PCS": ["0DTJ4ZZ"]}
    found = read({**ROW, "codes": codes}).note.codes
    assert [(c.system, c.code) for c in found] == [
        (CodeSystem.ICD10CM, "I10"),
        (CodeSystem.ICD10PCS, "0DTJ4ZZ"),
    ]


def test_the_setting_asked_for_holds_where_the_row_has_none(read):
    assert read(ROW, setting=Setting.EMERGENCY).note.note.setting is Setting.EMERGENCY


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", "not JSON (column"),
        ("[1]", "not a JSON object"),
        ({"note_id": "a", "text": TEXT}, "`codes`"),
        ({**ROW, "note_id": None}, "`note_id` is missing"),
        ({**ROW, "text": " "}, "empty"),
        ({**ROW, "setting": "home"}, "Unknown setting"),
        ({**ROW, "codes": [{**CODE, "system": "ICD9"}]}, "`codes.0.system`"),
        ({**ROW, "codes": [{**CODE, "status": "maybe"}]}, "`codes.0.status`"),
        ({**ROW, "codes": [{**CODE, "evidence": [{"start": 3, "end": 99}]}]}, "evidence of code 1"),
        ({**ROW, "not_coded": [{**TRAP, "text": "a cough!"}]}, "its words do not stand"),
    ],
)
def test_what_is_wrong_is_told_without_the_text(read, row, problem):
    found = read(row)
    assert found.note is None
    assert found.place == "a.jsonl line 1"
    assert problem in found.problem
    assert "fever" not in found.problem
