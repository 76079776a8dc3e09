import pytest

from coding_assist import CodingAssistant
from coding_assist.deciding.decider import OPERATING_POINT
from coding_assist.errors import CodeSetFileError
from coding_assist.note import CodeSystem, Policy
from eval.answering import Asking, answers
from eval.predictions import PredictedNote
from eval.run import RunOptions, run, score

CM, PCS = CodeSystem.ICD10CM, CodeSystem.ICD10PCS
TEXT = "ASSESSMENT: Gout. Type 2 diabetes mellitus. No asthma."


@pytest.fixture
def loaded(assistant, monkeypatch):
    monkeypatch.setattr(CodingAssistant, "load", lambda: assistant)
    return assistant


@pytest.fixture
def notes(labelled, label):
    labels = [label("M10.9", (12, 16)), label("E11.9", (18, 42)), label("Q01.0")]
    return [
        labelled(labels, traps=[(47, 53, "negated")], note_id=f"n{at}", text=f"{TEXT} {at}")
        for at in range(50)
    ]


def test_a_run_scores_what_the_assistant_suggests(loaded, notes):
    told = []
    found = run(notes[:3], RunOptions(draws=5), done=told.append)
    (system,) = found.result.systems
    assert (system.system, system.headline.recall) == (CM, pytest.approx(2 / 3))
    assert (system.headline.precision, system.headline.trap_rate) == (1, 0)
    assert (found.failed, told) == ((), [1, 2, 3])
    assert found.code_sets == loaded.codes.releases()
    assert system.stages is None


def test_the_result_is_the_same_whatever_the_workers(assistant, notes):
    one, two = (run(notes, RunOptions(workers=n, draws=5, stages=True)).result for n in (1, 2))
    assert one.model_dump_json() == two.model_dump_json()


def test_the_ranking_is_scored_uncut_and_the_rest_at_the_operating_point(loaded, notes):
    strict = run(notes[:1], RunOptions(cut=1, draws=5)).result.systems[0]
    assert strict.headline.recall == 0
    assert strict.headline.map > 0
    for policy in Policy:
        assert run(notes[:1], RunOptions(policy, draws=5)).result.cut == OPERATING_POINT[policy]


def test_stages_end_in_what_is_suggested(loaded, notes):
    found = run(notes[:2], RunOptions(draws=5, stages=True)).result.systems[0]
    assert found.stages is not None
    assert found.stages.decided == found.headline.recall


def test_mentions_are_asked_for_in_every_labelled_system(loaded, labelled, label):
    text = "PROCEDURE: Computed tomography of the abdomen."
    note = labelled([label("BW20ZZZ", system=PCS)], text=text)
    asked = []
    loaded_trace = loaded.trace
    try:
        loaded.trace = lambda n, options: asked.append(options) or loaded_trace(n, options)
        run([note], RunOptions(policy=Policy.MENTIONS, draws=5))
        run([note], RunOptions(draws=5))
        run([note], RunOptions(systems=(CM,), draws=5))
    finally:
        del loaded.trace
    assert [o.systems for o in asked] == [(PCS,), (CM, CodeSystem.CPT, CodeSystem.HCPCS), (CM,)]


def test_a_note_that_fails_is_scored_as_unanswered_and_told_without_its_words(
    loaded, notes, monkeypatch
):
    def trace(self, note, options):
        raise KeyError(note.text)

    monkeypatch.setattr(CodingAssistant, "trace", trace)
    found = run(notes[:1], RunOptions(draws=5))
    assert found.failed == (("n0", "internal error (KeyError)"),)
    assert found.result.systems[0].headline.unanswered == 1


def test_a_fault_of_the_tables_ends_the_run(loaded, notes, monkeypatch):
    def trace(self, note, options):
        raise CodeSetFileError("x.tsv is missing.")

    monkeypatch.setattr(CodingAssistant, "trace", trace)
    with pytest.raises(CodeSetFileError):
        answers([notes[0].note], Asking(Policy.BILLING, (), 0.5))


def test_predictions_of_another_are_scored_the_same_way(notes, suggestion):
    given = [PredictedNote("n0", (suggestion("M10.9", (12, 16), score=0.6),))]
    found = score(notes[:1], given, RunOptions(draws=5))
    assert found.systems[0].headline.precision == 1


def test_text_is_carried_only_when_asked_for(loaded, notes):
    assert "diabetes" not in run(notes[:1], RunOptions(draws=5)).result.model_dump_json()
    with_text = run(notes[:1], RunOptions(draws=5, with_text=True)).result
    assert with_text.notes[0].text == notes[0].note.text
