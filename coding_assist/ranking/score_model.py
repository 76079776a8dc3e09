"""Gradient-boosted trees in ONNX, with their calibration and what moved a score."""

import json
from collections.abc import Mapping, Sequence
from math import exp, log

import numpy as np

from coding_assist.errors import ModelError
from coding_assist.matching.phrase_table import Array
from coding_assist.sessions import open_session

_LEAST = 1e-6
"""Keeps the logarithm of odds finite."""
_MOST_MOVERS = 3
_FELT = 0.1
"""Log odds; a figure that moves a score less is not worth a word."""


class ScoreModel:
    """Give calibrated probabilities of rows of named figures.

    Metadata of the ONNX file: `features`, names in order; `calibration`, slope and shift of the
    log odds (Platt 1999); `usual`, the median of each figure; `offset`, the figure whose log
    odds the trees' are added to, or "".
    """

    def __init__(self, model: bytes, features: Mapping[str, str]) -> None:
        """Open the model.

        Raises:
            ModelError: it is no ONNX, or made for other features than these.
        """
        self._session = open_session(model, "ranker")
        self._names = list(features)
        about = self._session.get_modelmeta().custom_metadata_map
        if json.loads(about.get("features", "[]")) != self._names:
            raise ModelError("The ranker was made for other features. Train it again.")
        self._slope, self._shift = json.loads(about.get("calibration", "[1, 0]"))
        self._usual = np.array(json.loads(about["usual"]), dtype=np.float32)
        offset = about.get("offset", "")
        self._offset = self._names.index(offset) if offset else -1

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Give the calibrated probability of each row, to six places.

        Raises:
            ModelError: the model gives no number.
        """
        if not rows:
            return []
        odds = self._odds(np.array(rows, dtype=np.float32))
        return [round(1 / (1 + exp(-z)), 6) for z in odds]

    def movers(self, rows: Sequence[Sequence[float]]) -> list[tuple[str, ...]]:
        """Say of each row which figures moved it most, against what is usual.

        A figure's share is what the log odds lose when it is put back to its median.
        """
        if not rows:
            return []
        table = np.array(rows, dtype=np.float32)
        width = len(self._names)
        changed = np.repeat(table[:, None, :], width + 1, axis=1)
        changed[:, np.arange(width), np.arange(width)] = self._usual
        odds = np.array(self._odds(changed.reshape(-1, width))).reshape(len(rows), width + 1)
        return [self._words(shares) for shares in (odds[:, -1:] - odds[:, :-1]).tolist()]

    def _words(self, shares: Sequence[float]) -> tuple[str, ...]:
        order = sorted(range(len(shares)), key=lambda i: (-abs(round(float(shares[i]), 4)), i))
        return tuple(
            f"{self._names[i]} {shares[i]:+.1f}"
            for i in order[:_MOST_MOVERS]
            if abs(shares[i]) >= _FELT
        )

    def _odds(self, table: Array) -> list[float]:
        raw: Array = self._session.run(["probabilities"], {"features": table})[0][:, -1]
        if not np.isfinite(raw).all():
            raise ModelError("The ranker gave a score that is no number. Install it again.")
        offsets = table[:, self._offset].tolist() if self._offset >= 0 else [0.0] * len(table)
        return [
            calibrated_odds(p, offset, self._slope, self._shift)
            for p, offset in zip(raw.tolist(), offsets, strict=True)
        ]


def calibrated_odds(p: float, offset: float, slope: float, shift: float) -> float:
    """Give slope * (logit(p) + offset) + shift."""
    p = min(max(p, _LEAST), 1 - _LEAST)
    return slope * (log(p / (1 - p)) + offset) + shift
