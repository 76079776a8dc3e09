import json
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from coding_assist.note import CodeSystem, Policy
from eval.errors import UnequalNotesError
from eval.predictions import PredictedNote, predicted, read_predictions
from eval.readers import read_labelled
from eval.results import EvaluationOptions, EvaluationResult, compare_results, evaluate
from eval.statistics.bands import count_codes

DATA = Path(__file__).parent / "data"
SAME = {
    "notes": "notes",
    "unanswered": "missing",
    "precision": "precision",
    "recall": "recall",
    "f1": "f1",
    "category_f1": "category_f1",
    "map": "map",
    "recall_at_10": "r@10",
    "recall_at_20": "r@20",
    "evidence_overlap": "evidence_overlap",
    "trap_rate": "trap_rate",
    "traps": "traps",
    "suggestions_per_note": "suggestions_per_note",
    "exact_notes": "exact_notes",
}
"""Our headline figure, and its name in the independent scorer."""


def check_against(headline, expected):
    for ours, theirs in SAME.items():
        assert getattr(headline, ours) == pytest.approx(expected[theirs], abs=1e-12), ours


@pytest.fixture(scope="module")
def made():
    notes = read_labelled(DATA / "made_gold.jsonl").notes
    return notes, tuple(read_predictions(DATA / "made_predictions.jsonl"))


@pytest.mark.parametrize("cut", [None, 0.5])
def test_the_headline_is_that_of_the_independent_scorer(made, cut):
    expected = json.loads((DATA / "made_scores.json").read_text())[str(cut)]
    result = evaluate(*made, EvaluationOptions(cut=cut, samples=10))
    assert {s.system for s in result.systems} == set(expected)
    for system in result.systems:
        check_against(system.headline, expected[system.system])


def test_the_result_goes_to_json_and_back(made):
    result = evaluate(*made, EvaluationOptions(seen=count_codes(made[0]), samples=10))
    assert EvaluationResult.model_validate_json(result.model_dump_json()) == result


def test_note_text_is_carried_only_where_asked_for(made):
    notes, predictions = made
    texts = [n.note.text for n in notes]
    plain = evaluate(notes, predictions, EvaluationOptions(samples=10)).model_dump_json()
    assert not any(json.dumps(t) in plain for t in texts)
    full = evaluate(notes, predictions, EvaluationOptions(samples=10, with_text=True))
    assert [n.text for n in full.notes] == texts


def test_missing_and_surplus_predictions_are_counted(labelled, label):
    result = evaluate([labelled([label("I10")])], [PredictedNote("other", ())])
    assert (result.answered, result.surplus) == (0, 1)
    assert result.systems[0].headline.unanswered == 1


def test_a_file_without_codes_gives_no_systems(labelled):
    assert evaluate([labelled([])], []).systems == ()


def test_what_is_met_is_told_note_by_note(labelled, label, suggestion):
    note = labelled([label("I10", alternatives=["I11.9"]), label("R05.9")])
    result = evaluate([note], [PredictedNote("n", (suggestion("I11.9"),))])
    (system,) = result.notes[0].systems
    assert [x.met_by for x in system.labels] == ["I11.9", None]
    assert [s.meets for s in system.suggestions] == ["I10"]


def test_runs_are_compared_by_their_results(made):
    notes, predictions = made
    before = evaluate(notes, predictions, EvaluationOptions(samples=10))
    after = evaluate(notes, predictions, EvaluationOptions(samples=10, cut=0.5))
    found = {d.name: d for d in compare_results(before, after, rounds=100)[CodeSystem.ICD10CM]}
    assert found["f1"].before == pytest.approx(before.systems[0].headline.f1)
    assert found["f1"].after == pytest.approx(after.systems[0].headline.f1)
    assert found["map"].p_value == 1


def test_runs_on_other_notes_are_not_compared(made):
    notes, predictions = made
    result = evaluate(notes, predictions, EvaluationOptions(samples=10))
    fewer = evaluate(notes[1:], predictions, EvaluationOptions(samples=10))
    with pytest.raises(UnequalNotesError):
        compare_results(result, fewer)


@pytest.fixture(scope="module")
def shared():
    """The folder with the labelled notes and the independent scorer."""
    folder = Path(os.environ.get("CODING_ASSIST_SHARED", "") or os.devnull)
    if not (folder / "tools" / "score.py").is_file():
        pytest.skip("CODING_ASSIST_SHARED does not name a folder with tools/score.py")
    return folder


@pytest.fixture(scope="module")
def scorer(shared):
    spec = spec_from_file_location("independent_score", shared / "tools" / "score.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "policy"),
    [("us_notes/dev.jsonl", Policy.BILLING), ("codiesp_en/dev.jsonl", Policy.MENTIONS)],
)
def test_our_figures_on_the_shared_notes_are_the_scorers(assistant, shared, scorer, name, policy):
    path = shared / "data" / name
    notes = read_labelled(path).notes[:40]
    systems = list(CodeSystem)
    answers = [
        assistant.suggest(n.note, policy=policy, systems=systems, min_score=0) for n in notes
    ]
    result = evaluate(notes, map(predicted, answers), EvaluationOptions(cut=0.5, samples=10))
    rows = [a.model_dump(mode="json") for a in answers]
    for system in result.systems:
        expected = scorer.score(scorer.rows(path)[:40], rows, system.system, 0.5)
        check_against(system.headline, expected)
