import pytest

from eval.metrics.average_precision import mean_average_precision
from eval.metrics.exact_match import exact_share
from eval.metrics.precision_recall import micro
from eval.statistics.figures import FIGURES, figures_of, note_rows


def test_sums_of_rows_give_the_metrics(random_notes):
    notes = random_notes(1)
    found = figures_of(note_rows(notes).sum(axis=0))
    assert set(found) == set(FIGURES)
    scores = micro(notes).scores()
    assert found["f1"] == pytest.approx(scores.f1)
    assert found["precision"] == pytest.approx(scores.precision)
    assert found["map"] == pytest.approx(mean_average_precision(notes))
    assert found["exact_notes"] == pytest.approx(exact_share(notes))
    assert found["evidence_overlap"] == 0


def test_nothing_gives_zeros():
    assert set(map(float, figures_of(note_rows([]).sum(axis=0)).values())) == {0.0}
