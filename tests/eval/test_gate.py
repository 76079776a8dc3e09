import pytest

from coding_assist.note import CodeSystem
from eval import gate
from eval.baseline import Baseline, SystemBaseline, baseline_of, read_baseline
from eval.data import SPLITS, own_notes
from eval.errors import BaselineError
from eval.predictions import PredictedNote
from eval.run import RunOptions, score

CM = CodeSystem.ICD10CM


def system(f1=0.6, trap_rate=0.02, **outcomes):
    return SystemBaseline(precision=0.5, recall=0.5, f1=f1, trap_rate=trap_rate, outcomes=outcomes)


def baseline(found, labels="same"):
    return Baseline(labels={"dev": labels}, splits={"dev": {CM: found}})


@pytest.fixture
def gated(monkeypatch, capsys):
    """`gated(before, now)`: the exit code and what was printed."""

    def run(before, now, *arguments):
        monkeypatch.setattr(gate, "_measured", lambda workers: now)
        monkeypatch.setattr(gate, "read_baseline", lambda: before)
        return gate.main(arguments), capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (system(f1=0.589), "F1 fell from 0.600 to 0.589"),
        (system(trap_rate=0.031), "trap rate rose from 0.020 to 0.031"),
    ],
)
def test_what_falls_further_than_the_margin_fails(gated, now, said):
    code, out = gated(baseline(system()), baseline(now))
    assert code == 1
    assert f"WORSE dev ICD10CM: {said}" in out
    assert "--update" in out


@pytest.mark.parametrize("now", [system(), system(f1=0.591), system(f1=0.9, trap_rate=0.029)])
def test_what_stays_within_the_margin_passes(gated, now):
    code, out = gated(baseline(system()), baseline(now))
    assert (code, "WORSE" in out) == (0, False)


def test_a_system_that_is_not_measured_any_more_fails(gated):
    code, out = gated(baseline(system()), Baseline(labels={}, splits={"dev": {}}))
    assert (code, "not measured" in out) == (1, True)


def test_a_new_system_passes(gated):
    assert gated(Baseline(labels={}, splits={}), baseline(system()))[0] == 0


def test_the_difference_is_said_code_by_code(gated):
    before = system(a="+I10 -E11.9 !R05.9", b="+I10")
    now = system(a="-I10 +E11.9 !R07.9", b="-I10")
    _, out = gated(baseline(before), baseline(now))
    assert [line for line in out.splitlines() if ": " in line] == [
        "dev ICD10CM: lost I10: a b",
        "dev ICD10CM: newly wrong R07.9: a",
        "dev ICD10CM: gained E11.9: a",
        "dev ICD10CM: no longer wrong R05.9: a",
    ]


def test_other_labels_are_told(gated):
    _, out = gated(baseline(system()), baseline(system(), "other"))
    assert "not those of the baseline" in out


def test_the_baseline_is_written_anew(gated, tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "__file__", str(tmp_path / "gate.py"))
    now = baseline(system(a="+I10"))
    assert gated(baseline(system()), now, "--update")[0] == 0
    assert Baseline.model_validate_json((tmp_path / "baseline.json").read_bytes()) == now


def test_a_missing_baseline_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("eval.baseline.files", lambda _: tmp_path)
    with pytest.raises(BaselineError, match="--update"):
        read_baseline()


def test_a_fault_exits_with_2(monkeypatch, capsys):
    def fail(workers):
        raise BaselineError("No notes.")

    monkeypatch.setattr(gate, "_measured", fail)
    assert gate.main([]) == 2
    assert capsys.readouterr().out == "eval.gate: No notes.\n"


def test_outcomes_are_kept_note_by_note(labelled, label, suggestion):
    note = labelled([label("I10"), label("E11.9"), label("Z79.4", optional=True)])
    codes = (suggestion("I10"), suggestion("R05.9"))
    result = score([note], [PredictedNote("n", codes)], RunOptions(draws=1))
    kept = baseline_of({"dev": result}, {"dev": "x"}).splits["dev"][CM]
    assert kept.outcomes == {"n": "!R05.9 +I10 -E11.9"}
    assert (kept.precision, kept.recall) == (0.5, 0.5)


def test_the_baseline_that_comes_along_is_of_our_notes():
    kept = read_baseline()
    assert tuple(kept.splits) == SPLITS
    for split in SPLITS:
        ids = {n.note.note_id for n in own_notes(split)}
        assert {i for s in kept.splits[split].values() for i in s.outcomes} <= ids
        assert kept.splits[split].keys() >= {CM, CodeSystem.CPT}
