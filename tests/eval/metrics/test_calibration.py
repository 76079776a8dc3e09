import builtins

import numpy as np
import pytest

from eval.errors import MissingPackageError
from eval.metrics.calibration import calibration

pytest.importorskip("sklearn")


def judged(scored, label, suggestion, *given):
    """One note for each (score, is right)."""
    notes = [
        scored([label("I10")], [suggestion("I10" if right else "R05.9", score=score)])
        for score, right in given
    ]
    return [j for n in notes for j in n.judgements]


def test_error_and_brier_score_by_hand(scored, label, suggestion):
    found = calibration(
        judged(scored, label, suggestion, (0.95, True), (0.95, False), (0.2, False), (1.0, True))
    )
    assert found.suggestions == 4
    high = (0.95 + 0.95 + 1) / 3
    assert found.ece == pytest.approx(3 / 4 * abs(2 / 3 - high) + 1 / 4 * 0.2)
    assert found.brier == pytest.approx((0.05**2 + 0.95**2 + 0.2**2) / 4)
    assert [b.suggestions for b in found.bins] == [1, 3]


@pytest.mark.parametrize("seed", range(3))
def test_the_bins_and_scikit_learns_curve_agree(random_notes, seed):
    from sklearn.calibration import calibration_curve

    judgements = [j for n in random_notes(seed) for j in n.judgements]
    found = calibration(judgements)
    shares, means = calibration_curve(
        [j.is_right for j in judgements], [j.suggested.score for j in judgements], n_bins=10
    )
    assert [b.right for b in found.bins] == pytest.approx(list(shares))
    assert [b.score for b in found.bins] == pytest.approx(list(means))
    assert all(b.low <= b.score <= b.high for b in found.bins)
    weights = np.array([b.suggestions for b in found.bins]) / len(judgements)
    assert found.ece == pytest.approx(float(weights @ np.abs(shares - means)))


@pytest.mark.parametrize("right", [True, False])
def test_all_right_or_all_wrong_is_measured_too(scored, label, suggestion, right):
    found = calibration(judged(scored, label, suggestion, (0.5, right)))
    assert (found.ece, found.brier) == (0.5, 0.25)


def test_nothing_suggested_has_no_calibration():
    assert calibration([]) is None


def test_a_missing_package_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("sklearn"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPackageError, match="coding-assist"):
        calibration([])
