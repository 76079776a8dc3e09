import numpy as np
import pytest

from eval.metrics.average_precision import average_precision, mean_average_precision
from eval.metrics.ndcg import mean_ndcg_at, ndcg_at
from eval.metrics.precision_at_k import precision_at
from eval.metrics.ranking import Ranking, ranking_of
from eval.metrics.recall_at_k import recall_at

RANKING = Ranking(("A", "x", "B", "y"), frozenset("ABC"))


def test_average_precision_adds_precision_at_each_hit():
    assert average_precision(RANKING) == pytest.approx((1 / 1 + 2 / 3) / 3)


def test_precision_and_recall_at_k():
    assert precision_at(RANKING, 2) == 1 / 2
    assert precision_at(RANKING, 10) == 2 / 10
    assert recall_at(RANKING, 3) == 2 / 3


@pytest.mark.parametrize("seed", range(5))
def test_average_precision_is_scikit_learns_where_all_is_ranked(random_notes, seed):
    metrics = pytest.importorskip("sklearn.metrics")
    for note in random_notes(seed):
        ranking = ranking_of(note)
        relevant = ranking.relevant.intersection(ranking.codes)
        if relevant:
            hits = [code in relevant for code in ranking.codes]
            expected = metrics.average_precision_score(hits, -np.arange(len(hits)))
            assert average_precision(Ranking(ranking.codes, relevant)) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("k", [1, 3, 10])
def test_ndcg_is_scikit_learns(random_notes, seed, k):
    metrics = pytest.importorskip("sklearn.metrics")
    for note in random_notes(seed):
        ranking = ranking_of(note)
        # Irrelevant codes fill the list up to k, relevant ones that were not ranked follow.
        fill = [f"fill {i}" for i in range(k)]
        codes = [*ranking.codes, *fill, *(ranking.relevant - set(ranking.codes))]
        hits = np.array([[code in ranking.relevant for code in codes]], dtype=float)
        expected = metrics.ndcg_score(hits, -np.arange(len(codes), dtype=float)[None, :], k=k)
        assert ndcg_at(ranking, k) == pytest.approx(expected)


def test_the_ranking_is_not_cut_and_names_alternatives_by_their_label(scored, label, suggestion):
    note = scored(
        [label("I10", alternatives=["I11.9"]), label("R05.9", optional=True)],
        [suggestion("I11.9"), suggestion("R05.9"), suggestion("I10", score=0.1)],
        cut=0.5,
    )
    assert ranking_of(note) == Ranking(("I10", "R059"), frozenset({"I10"}))


def test_notes_without_a_required_code_have_no_rank(scored, label, suggestion):
    empty = scored([label("I10", optional=True)], [suggestion("I10")])
    full = scored([label("I10")], [suggestion("I10")])
    assert mean_average_precision([empty, full]) == 1
    assert mean_average_precision([empty]) == mean_ndcg_at([empty], 5) == 0


def test_codiesps_own_definition_on_ranked_lists(scored, label, suggestion):
    """Two notes as CodiEsp's scorer sees them: AP (1 + 2/4 + 0) / 3 and 0; MAP is their mean."""
    first = scored(
        [label("Q64.4"), label("N39.0"), label("Z87.440")],
        [suggestion(c) for c in ("Q64.4", "N48.30", "D49.2", "N39.0", "Z87.4", "Q64.4")],
    )
    second = scored([label("A53.9"), label("N48.30")], [])
    assert mean_average_precision([first, second]) == pytest.approx((1 + 2 / 4) / 3 / 2)
