from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding_assist.errors import ModelError
from coding_assist.ranking.score_model import ScoreModel, calibrated_odds
from tests.ranking.onnx_models import score_model

FEATURES = {"age": "years", "weight": "kilograms", "odds": "log odds"}
"""Name and meaning of each figure, as the rankers have them."""


def model(**how):
    return ScoreModel(score_model(FEATURES, **how), FEATURES)


LINEAR = model(weights=[0.25, -0.5, 1], usual=[1, 0, 0.5])


def chance(x):
    return pytest.approx(1 / (1 + exp(-x)), abs=2e-6)


def test_gives_the_probability_of_each_row():
    assert model().probabilities([[0, 0, 0], [0, 0, 2]]) == [0.5, chance(2)]


def test_calibrates_the_log_odds():
    assert model(calibration=[2, -1]).probabilities([[0, 0, 1.5]]) == [chance(2)]


def test_adds_to_the_odds_of_the_figure_that_is_the_offset():
    with_offset = model(weights=[1, 0, 0], offset="odds", calibration=[0.5, 1])
    assert with_offset.probabilities([[1, 9, 3]]) == [chance(0.5 * (1 + 3) + 1)]


@given(p=st.floats(0, 1), offset=st.floats(-20, 20), slope=st.floats(0.01, 10))
def test_calibration_is_finite_and_keeps_the_order(p, offset, slope):
    odds = calibrated_odds(p, offset, slope, 0.5)
    assert np.isfinite(odds)
    assert calibrated_odds(min(p + 0.1, 1.0), offset, slope, 0.5) >= odds


def test_figures_that_moved_a_score_most_come_first():
    linear = model(weights=[1, -2, 0.5], usual=[1, 1, 1])
    assert linear.movers([[2, 3, 2], [1, 1, 1], [0.5, 1, 1]]) == [
        ("weight -4.0", "age +1.0", "odds +0.5"),
        (),
        ("age -0.5",),
    ]


def test_a_share_is_of_the_calibrated_odds_with_the_offset():
    linear = model(weights=[1, 0, 0], usual=[0, 0, 1], offset="odds", calibration=[2, 3])
    assert linear.movers([[1, 7, 2]]) == [("age +2.0", "odds +2.0")]


def test_what_is_hardly_felt_is_not_told():
    linear = model(weights=[1, 1, 1])
    assert linear.movers([[0.04, -0.05, 0.2]]) == [("odds +0.2",)]


@settings(deadline=None)
@given(rows=st.lists(st.lists(st.floats(-5, 5, width=16), min_size=3, max_size=3), max_size=8))
def test_rows_do_not_hang_on_their_neighbours(rows):
    assert LINEAR.probabilities(rows) == [LINEAR.probabilities([r])[0] for r in rows]
    assert LINEAR.movers(rows) == [LINEAR.movers([r])[0] for r in rows]


def test_no_rows_give_nothing():
    assert (model().probabilities([]), model().movers([])) == ([], [])


@pytest.mark.parametrize(
    ("node", "last"), [("Log", -1.0), ("Reciprocal", 0.0), ("Identity", float("nan"))]
)
def test_what_is_no_number_is_refused(node, last):
    made = model(node=node)
    with pytest.raises(ModelError, match="no number"):
        made.probabilities([[1, 1, last]])


@pytest.mark.parametrize("names", [("age",), ("weight", "age", "odds"), (*FEATURES, "more")])
def test_a_model_of_other_features_is_refused(names):
    with pytest.raises(ModelError, match="features"):
        ScoreModel(score_model(names), FEATURES)


def test_what_is_no_model_is_refused():
    with pytest.raises(ModelError, match="opened"):
        ScoreModel(b"no model", FEATURES)
