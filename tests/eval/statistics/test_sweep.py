import pytest

from eval.matching import score_note
from eval.metrics.precision_recall import micro
from eval.predictions import PredictedNote
from eval.statistics.sweep import best_with_precision, sweep


def test_every_point_is_what_the_cut_gives(random_notes):
    notes = random_notes(5)
    found = sweep(notes)
    for point in found.points[::10]:
        cut = [
            score_note(
                n.labelled,
                PredictedNote("", tuple(j.suggested for j in n.ranked)),
                n.system,
                point.threshold,
            )
            for n in notes
        ]
        counts = micro(cut)
        assert point.scores == counts.scores()
        assert point.suggestions_per_note == pytest.approx(counts.suggested / len(notes))


def test_the_best_point_has_the_highest_f1(scored, label, suggestion):
    note = scored([label("I10")], [suggestion("I10", score=0.725), suggestion("R05.9", score=0.5)])
    found = sweep([note])
    assert (found.best.threshold, found.best.scores.f1) == (0.725, 1)
    assert max(p.scores.f1 for p in found.points) <= 1


def test_of_points_with_enough_precision_the_one_of_highest_recall(random_notes):
    points = sweep(random_notes(5)).points
    found = best_with_precision(points, 0.8)
    assert found.scores.precision >= 0.8
    assert all(p.scores.recall <= found.scores.recall for p in points if p.scores.precision >= 0.8)
    assert best_with_precision(points, 1.1) is None


def test_nothing_suggested_has_no_sweep(scored, label):
    assert sweep([scored([label("I10")], [])]) is None
