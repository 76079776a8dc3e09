import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import pytest

from coding_assist import CodeSystem, CodingAssistant, Note, Policy
from coding_assist.errors import ModelError
from coding_assist.ranking.features import FEATURES
from coding_assist.ranking.learned import LearnedRanker, calibrated
from coding_assist.ranking.wordings import Wordings, WordingTable

TEXT = "She complains of high fever and abdominal pain. No cough. Abdominal CT showed a mass."
NONE = Wordings(WordingTable(*(np.zeros(0, np.uint64) for _ in range(7))))


def model(op="Sigmoid", features=tuple(FEATURES), calibration=(1, 0)):
    """Make the smallest model: an operator on each feature, the last one being the answer."""
    node = onnx.helper.make_node(op, ["features"], ["probabilities"])
    shape = [None, len(FEATURES)]
    values = [
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
        for name in ("features", "probabilities")
    ]
    graph = onnx.helper.make_graph([node], "test", values[:1], values[1:])
    made = onnx.helper.make_model(
        graph, opset_imports=[onnx.helper.make_opsetid("", 15)], ir_version=8
    )
    props = {"features": json.dumps(list(features)), "calibration": json.dumps(calibration)}
    onnx.helper.set_model_props(made, props)
    return made.SerializeToString()


def row(last):
    return [0.0] * (len(FEATURES) - 1) + [last]


def test_gives_the_probability_of_each_row():
    ranker = LearnedRanker(model(), NONE)
    assert ranker.probabilities([row(0.0), row(20.0)]) == [0.5, pytest.approx(1, abs=1e-5)]


def test_calibrates():
    ranker = LearnedRanker(model(calibration=(2, 1)), NONE)
    assert ranker.probabilities([row(1.0)]) == [calibrated(1 / (1 + np.exp(-1)), 2, 1)]


@pytest.mark.parametrize("p", [0.0, 1e-9, 0.3, 1.0])
def test_calibration_stays_a_probability(p):
    assert 0 <= calibrated(p, 3.0, -1.0) <= 1


def test_rows_come_or_not():
    assert LearnedRanker(model(), NONE).probabilities([]) == []
    assert LearnedRanker(model(), NONE).rank((), 10) == ()


@pytest.mark.parametrize(("op", "last"), [("Log", -1.0), ("Reciprocal", 0.0)])
def test_what_is_no_number_is_refused(op, last):
    with pytest.raises(ModelError, match="no number"):
        LearnedRanker(model(op), NONE).probabilities([row(last)])


def test_a_model_of_other_features_is_refused():
    with pytest.raises(ModelError, match="features"):
        LearnedRanker(model(features=("length",)), NONE)


def test_what_is_no_model_is_refused():
    with pytest.raises(ModelError, match="opened"):
        LearnedRanker(b"no model", NONE)


def test_rows_do_not_hang_on_their_neighbours(assistant):
    ranker = assistant._ways.of(Policy.MENTIONS).ranker
    rows = np.random.default_rng(0).random((50, len(FEATURES))).tolist()
    assert ranker.probabilities(rows) == [ranker.probabilities([r])[0] for r in rows]


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
