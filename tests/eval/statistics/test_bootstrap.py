import time

import pytest

from eval.metrics.precision_recall import micro
from eval.statistics.bootstrap import bootstrap


def test_the_interval_holds_the_figure_and_narrows_with_more_notes(random_notes):
    few, many = random_notes(1, 30), random_notes(1, 480)
    narrow, wide = bootstrap(many)["f1"], bootstrap(few)["f1"]
    assert narrow.low < micro(many).scores().f1 < narrow.high
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2


def test_the_same_seed_gives_the_same_interval(random_notes):
    notes = random_notes(2)
    assert bootstrap(notes, seed=1) == bootstrap(notes, seed=1)
    assert bootstrap(notes, seed=1) != bootstrap(notes, seed=2)


def test_equal_notes_have_no_spread(scored, label, suggestion):
    note = scored([label("I10"), label("R05.9")], [suggestion("I10")])
    interval = bootstrap([note] * 9, samples=300)["recall"]
    assert (interval.low, interval.high) == pytest.approx((0.5, 0.5))


def test_no_notes_have_no_intervals():
    assert bootstrap([]) == {}


def test_250_notes_take_less_than_a_few_seconds(random_notes):
    notes = random_notes(3, 250)
    begun = time.perf_counter()
    bootstrap(notes)
    assert time.perf_counter() - begun < 5
