"""The learned ranker: gradient-boosted trees in ONNX, squeezed into a probability."""

import json
from collections.abc import Sequence
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

from coding_assist.errors import ModelError
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.phrase_table import Array
from coding_assist.note import CodeSystem, Policy
from coding_assist.ranking.features import FEATURES, feature_rows
from coding_assist.ranking.plain import score_codes
from coding_assist.ranking.scored import Scored, by_code, by_score
from coding_assist.ranking.wordings import Wordings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LEARNED_SYSTEMS = frozenset({CodeSystem.ICD10CM, CodeSystem.ICD10PCS})
"""What the training notes carry codes of; CPT and HCPCS keep the plain score."""

_LEAST = 1e-6
"""Keeps the logarithm of odds finite."""


class LearnedRanker:
    """Score ICD codes by the model, under the policy `mentions`."""

    def __init__(self, model: bytes, wordings: Wordings) -> None:
        """Open the model.

        Raises:
            ModelError: it is no ONNX, or made for other features than these.
        """
        self._session = _session(model)
        self._wordings = wordings
        about = self._session.get_modelmeta().custom_metadata_map
        if json.loads(about.get("features", "[]")) != list(FEATURES):
            raise ModelError("The ranker was made for other features. Train it again.")
        self._slope, self._shift = json.loads(about.get("calibration", "[1, 0]"))

    def rank(self, candidates: Sequence[Candidate], length: int) -> tuple[Scored, ...]:
        """Give the codes, best first.

        Raises:
            ModelError: the model gives no number.
        """
        groups = by_code([c for c in candidates if c.code.system in LEARNED_SYSTEMS])
        rest = [c for c in candidates if c.code.system not in LEARNED_SYSTEMS]
        scores = self.probabilities(feature_rows(groups, length, self._wordings))
        scored = [Scored(g[0].code, p, g) for g, p in zip(groups, scores, strict=True)]
        return tuple(sorted([*scored, *score_codes(rest, Policy.MENTIONS)], key=by_score))

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Give the calibrated probability of each row of features.

        Raises:
            ModelError: the model gives no number.
        """
        if not rows:
            return []
        table = np.array(rows, dtype=np.float32)
        raw: Array = self._session.run(["probabilities"], {"features": table})[0][:, -1]
        if not np.isfinite(raw).all():
            raise ModelError("The ranker gave a score that is no number. Install it again.")
        return [calibrated(p, self._slope, self._shift) for p in raw.tolist()]


def calibrated(p: float, slope: float, shift: float) -> float:
    """Give 1 / (1 + exp(-(slope * logit(p) + shift))), rounded to six places (Platt 1999)."""
    p = min(max(p, _LEAST), 1 - _LEAST)
    return round(1 / (1 + exp(-(slope * log(p / (1 - p)) + shift))), 6)


def _session(model: bytes) -> "InferenceSession":
    """Open a session of one thread: faster on these few rows, and always the same sum.

    Imported here, since onnxruntime takes long and billing does without.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors share no other base
        raise ModelError("The ranker cannot be opened. Install the package again.") from error
