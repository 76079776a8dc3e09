from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from coding_assist import CodeSystem, CodingAssistant, Note, Policy, Setting
from coding_assist.deciding.decider import Options
from coding_assist.errors import ModelError
from coding_assist.ranking.facts import Facts
from coding_assist.ranking.features import FEATURES
from coding_assist.ranking.learned import LEARNED_SYSTEMS, billing_ranker, mentions_ranker
from coding_assist.ranking.wordings import Wordings, WordingTable
from tests.ranking.onnx_models import score_model

TEXT = "She complains of high fever and abdominal pain. No cough. Abdominal CT showed a mass."
NONE = Wordings(WordingTable(*(np.zeros(0, np.uint64) for _ in range(7))))


def ranker_of(**how):
    return mentions_ranker(score_model(FEATURES, **how), NONE)


def test_scores_come_best_first_and_the_worthwhile_say_what_moved_them(assistant):
    options = Options(systems=(CodeSystem.ICD10CM, CodeSystem.CPT))
    candidates = assistant.trace(Note(text=TEXT), options).candidates
    weights = [8.0 if name == "position" else 0.0 for name in FEATURES]
    facts = Facts(len(TEXT), Setting.OUTPATIENT)
    ranked = ranker_of(weights=weights, calibration=[1, -4]).rank(candidates, facts)
    scores = [s.score for s in ranked]
    assert scores == sorted(scores, reverse=True)
    learned = [s for s in ranked if s.code.system in LEARNED_SYSTEMS]
    assert max(learned, key=lambda s: s.score).moved[0].startswith("position +")
    assert all(s.moved == () for s in ranked if s not in learned or s.score < 0.2)


def test_no_candidates_give_no_codes():
    assert ranker_of().rank((), Facts(10, Setting.OUTPATIENT)) == ()


def test_a_model_of_other_features_is_refused():
    with pytest.raises(ModelError, match="features"):
        mentions_ranker(score_model(("length",)), NONE)
    with pytest.raises(ModelError, match="features"):
        billing_ranker(score_model(FEATURES))


def test_answers_are_the_same_from_many_threads(assistant):
    fresh = CodingAssistant(assistant.codes)
    note = Note(text=TEXT)

    def answer(_):
        return fresh.suggest(note, policy=Policy.MENTIONS, min_score=0).model_dump_json()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(answer, range(40)))
    assert len(answers) == 1


def test_evidence_is_the_text_and_codes_come_best_first(assistant):
    answer = assistant.suggest(
        Note(text=TEXT), policy=Policy.MENTIONS, min_score=0, systems=list(CodeSystem)
    )
    assert {"R50.9", "R10.9"} <= {s.code for s in answer.suggestions}
    scores = [s.score for s in answer.suggestions]
    assert scores == sorted(scores, reverse=True)
    for suggestion in answer.suggestions:
        assert suggestion.evidence
        assert all(TEXT[e.start : e.end] == e.text for e in suggestion.evidence)


def test_every_feature_is_described():
    assert all(FEATURES.values())
