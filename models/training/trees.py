"""Fit the ranker, calibrate it, and write it as ONNX."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import lightgbm
import numpy as np
import onnx
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from rich.progress import track
from sklearn.linear_model import LogisticRegression

from coding_assist.matching.phrase_table import Array
from coding_assist.ranking.score_model import calibrated_odds
from models.training.table import FeatureTable

_FOLDS = 5
_OPSET = 15
_SETTINGS: dict[str, Any] = {
    "n_estimators": 400,
    "learning_rate": 0.02,
    "num_leaves": 31,
    "min_child_samples": 80,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 10,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Platt:
    """A line through the log odds: p' = sigmoid(slope * logit(p) + shift)."""

    slope: float
    shift: float

    def __call__(self, p: Array) -> Array:
        """Give the calibrated probabilities."""
        odds = [calibrated_odds(v, 0.0, self.slope, self.shift) for v in p.tolist()]
        return np.array([round(1 / (1 + exp(-z)), 6) for z in odds])


def fit(x: Array, y: Array, seed: int) -> lightgbm.LGBMClassifier:
    """Fit the trees."""
    return lightgbm.LGBMClassifier(**_SETTINGS, random_state=seed).fit(x, y)


def probabilities(trees: lightgbm.LGBMClassifier, x: Array) -> Array:
    """Give the trees' probability that each row is right."""
    return np.asarray(trees.predict_proba(x))[:, 1]


def held_out_scores(table: FeatureTable, seed: int) -> Array:
    """Score each note by trees fitted to the notes of other folds."""
    folds = np.random.default_rng(seed).permutation(len(table.gold)) % _FOLDS
    fold_of_row = folds[table.note]
    scores = np.zeros(len(table.y))
    for fold in track(range(_FOLDS), "Fitting without each fold"):
        here = fold_of_row == fold
        trees = fit(table.x[~here], table.y[~here], seed)
        scores[here] = probabilities(trees, table.x[here])
    return scores


def fit_platt(scores: Array, y: Array) -> Platt:
    """Fit slope and shift by logistic regression on the log odds."""
    p = np.clip(scores, 1e-6, 1 - 1e-6)
    line = LogisticRegression(C=1e6).fit(np.log(p / (1 - p)).reshape(-1, 1), y)
    return Platt(round(float(line.coef_[0, 0]), 6), round(float(line.intercept_[0]), 6))


def to_onnx(
    trees: lightgbm.LGBMClassifier, platt: Platt, names: Sequence[str], x: Array, offset: str = ""
) -> bytes:
    """Give the ONNX bytes; names, calibration and medians in the metadata.

    Args:
        trees: fitted to x.
        platt: their calibration.
        names: of the figures, in the order of x.
        x: the rows, for each figure's usual value.
        offset: the figure that the trees' log odds are added to, or "".
    """
    shape = [("features", FloatTensorType([None, len(names)]))]
    model = convert_lightgbm(trees.booster_, "ranker", shape, target_opset=_OPSET, zipmap=False)
    onnx.helper.set_model_props(
        model,
        {
            "features": json.dumps(list(names)),
            "calibration": json.dumps([platt.slope, platt.shift]),
            "usual": json.dumps(np.median(x, axis=0).tolist()),
            "offset": offset,
        },
    )
    onnx.checker.check_model(model)
    data: bytes = model.SerializeToString(deterministic=True)
    return data


def importances(trees: lightgbm.LGBMClassifier, names: Sequence[str]) -> Sequence[tuple[str, int]]:
    """Give how often each feature parts a tree, most first."""
    counts = trees.feature_importances_.tolist()
    return sorted(zip(names, counts, strict=True), key=lambda f: (-f[1], f[0]))
