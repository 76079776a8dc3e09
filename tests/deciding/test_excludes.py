import json
from itertools import combinations
from pathlib import Path

import pytest

from coding_assist import CodeSystem, Note
from coding_assist.codes.relations import relations
from coding_assist.deciding.excludes import _note

ROWS = (Path(__file__).parents[2] / "eval/data/train.jsonl").read_text(encoding="utf-8")


def test_no_note_is_given_codes_that_exclude_each_other(assistant):
    store = assistant.codes
    for row in map(json.loads, ROWS.splitlines()):
        note = Note.from_row(row)
        shown = assistant.suggest(note).suggestions
        codes = [store.get(s.system, s.code) for s in shown]
        assert all(c.billable for c in codes), note.note_id
        diagnoses = [c for c in codes if c.system is CodeSystem.ICD10CM]
        for one, other in combinations(diagnoses, 2):
            words = f"{one.title} {other.title}".lower().replace(",", " ").split()
            sides = {"left", "right"} <= set(words)
            excluded = _note(store, one, other) or _note(store, other, one)
            assert sides or not excluded, (note.note_id, one.code, other.code)
        places = sorted(s.sequence for s in shown if s.system is CodeSystem.ICD10CM)
        assert places == list(range(1, len(places) + 1))


def test_a_finding_names_both_codes(assistant):
    answer = assistant.suggest(Note(text="Assessment:\n1. Bipolar disorder\n2. Depression"))
    assert [s.code for s in answer.suggestions] == ["F31.9"]
    assert [f.codes for f in answer.findings if f.rule == "excludes1"] == [("F31.9", "F32.A")]
    withheld = next(w for w in answer.withheld if w.code == "F32.A")
    assert (withheld.reason, withheld.guideline) == ("excludes1", "I.A.12.a")
    assert withheld.evidence


def test_a_denied_condition_excludes_nothing(assistant):
    answer = assistant.suggest(Note(text="Assessment: Depression. No bipolar disorder."))
    assert [s.code for s in answer.suggestions] == ["F32.A"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bipolar disorder (F31.-)", [("F31", "F31~")]),
        ("peptic ulcer with hemorrhage (K25-K28)", [("K25", "K28~")]),
        ("diabetes (E08-E13 with .21)", [("E08.21", "E08.21~"), ("E11.21", "E11.21~")]),
        ("apnea (P28.3- - P28.4-)", [("P28.3", "P28.4~")]),
        ("vitamin B12 deficiency", [("", "")]),
        ("see categories E08-E10 with ketoacidosis", [("", "")]),
        ("ataxia (I69. with final characters -93)", [("I69.393", "I69.393~")]),
    ],
)
def test_prose_is_read(text, expected):
    codes = sorted(["E08.21", "E11.21", "E11.9", "F31", "I69.393", "K25", "P28.3"])
    found = [(r.low, r.high) for r in relations("Z99", "excludes1", text, codes)]
    assert found == expected
