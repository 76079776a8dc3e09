import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import coding_assist
from coding_assist import CodeSystem, Note, Setting
from coding_assist.assistant import default_systems

TEXT = (
    "CHIEF COMPLAINT: R knee pain.\nPMH: HTN, T2DM, COPD.\nASSESSMENT AND PLAN:\n"
    "1. Right knee osteoarthritis, worse. 2. Hypertenion, stable. Return if fever."
)


def test_the_public_names_are_those_exported():
    assert set(coding_assist.__all__) == {
        n for n in vars(coding_assist) if n in coding_assist.__all__
    }
    assert all(hasattr(coding_assist, n) for n in coding_assist.__all__)


def test_a_note_goes_in_and_codes_with_evidence_come_out(assistant):
    answer = assistant.suggest(Note(text=TEXT, note_id="n1"))
    found = {s.code: s for s in answer.suggestions}
    assert {"M17.11", "I10", "E11.9", "J44.9"} <= set(found)
    assert "Hypertenion" in [e.text for e in found["I10"].evidence]
    assert answer.note_id == "n1"
    assert answer.code_sets["ICD10CM"] == "2026-04-01"


@pytest.mark.parametrize("text", ["gout", TEXT])
def test_threads_make_no_difference(assistant, text):
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: assistant.suggest(Note(text=text)), range(8)))
    assert len({a.model_dump_json() for a in answers}) == 1


def test_the_hash_seed_makes_no_difference():
    code = (
        "import coding_assist as c, sys;"
        "print(c.CodingAssistant.load().suggest(c.Note(text=sys.argv[1])).model_dump_json())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, TEXT], check=True, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


def test_inpatients_have_one_system_more():
    assert CodeSystem.ICD10PCS in default_systems(Setting.INPATIENT)
    assert CodeSystem.ICD10PCS not in default_systems(Setting.EMERGENCY)


def test_only_the_systems_asked_for(assistant):
    answer = assistant.suggest(Note(text=TEXT), systems=[CodeSystem.CPT], min_score=0)
    assert {i.system for i in (*answer.suggestions, *answer.withheld)} <= {CodeSystem.CPT}


def test_the_library_imports_neither_service_nor_evaluation():
    code = (
        "import coding_assist, sys; print(any(m in sys.modules for m in ('api','eval','fastapi')))"
    )
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "False"
