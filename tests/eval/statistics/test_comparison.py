import pytest

from eval.errors import UnequalNotesError
from eval.metrics.precision_recall import micro
from eval.statistics.comparison import compare_runs


@pytest.fixture
def run(scored, label, suggestion):
    """`run("1011")`: notes with one label each, met where there is a 1."""

    def make(met):
        return [
            scored([label("I10")], [suggestion("I10" if m == "1" else "R05.9")], note_id=str(i))
            for i, m in enumerate(met)
        ]

    return make


def of(name, differences):
    return next(d for d in differences if d.name == name)


def test_a_run_against_itself_shows_no_change(random_notes):
    notes = random_notes(1)
    assert {(d.change, d.p_value) for d in compare_runs(notes, notes, rounds=200)} == {(0.0, 1.0)}


def test_a_clear_gain_is_significant(run):
    found = of("f1", compare_runs(run("10" * 30), run("11" * 30), rounds=2000))
    assert (found.before, found.after, found.change) == pytest.approx((0.5, 1, 0.5))
    assert found.p_value < 0.001
    assert found.interval.low > 0


def test_the_p_value_is_that_of_all_exchanges(run):
    """Of the 8 exchanges of three gains, 2 change as much; of two gains and a loss, all do."""
    gains = of("recall", compare_runs(run("0000"), run("1110"), rounds=20_000))
    assert gains.p_value == pytest.approx(2 / 8, abs=0.02)
    mixed = of("recall", compare_runs(run("0010"), run("1100"), rounds=200))
    assert (mixed.change, mixed.p_value) == pytest.approx((0.25, 1))


def test_the_figures_are_those_of_either_run(random_notes):
    a, b = random_notes(1), random_notes(2)
    found = of("f1", compare_runs(a, b, rounds=100))
    assert found.before == pytest.approx(micro(a).scores().f1)
    assert found.after == pytest.approx(micro(b).scores().f1)


def test_runs_on_other_notes_are_refused(run):
    with pytest.raises(UnequalNotesError, match="Evaluate both on one file"):
        compare_runs(run("11"), run("111"))


def test_no_notes_have_no_differences():
    assert compare_runs([], []) == ()
