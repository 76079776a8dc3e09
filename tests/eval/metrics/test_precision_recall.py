import numpy as np
import pytest

from eval.code_key import code_key
from eval.metrics.counts import Counts, Scores
from eval.metrics.precision_recall import macro, micro, per_note, weighted

metrics = pytest.importorskip("sklearn.metrics")


def matrices(notes):
    """Notes by codes, of the codes that a note requires; codes only suggested are left out."""
    codes = sorted({code_key(x.code) for n in notes for x in n.required})
    gold = [[c in {code_key(x.code) for x in n.required} for c in codes] for n in notes]
    ours = [[c in {code_key(j.suggested.code) for j in n.judgements} for c in codes] for n in notes]
    return np.array(gold, dtype=int), np.array(ours, dtype=int)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("average", "ours"),
    [
        ("micro", lambda notes: micro(notes).scores()),
        ("macro", macro),
        ("weighted", weighted),
        ("samples", per_note),
    ],
)
def test_the_averages_are_scikit_learns(random_notes, seed, average, ours):
    notes = random_notes(seed)
    expected = metrics.precision_recall_fscore_support(
        *matrices(notes), average=average, zero_division=0
    )
    found = ours(notes)
    assert (found.precision, found.recall, found.f1) == pytest.approx(expected[:3])


def test_optional_codes_count_for_precision_alone(scored, label, suggestion):
    note = scored([label("I10"), label("R05.9", optional=True)], [suggestion("R05.9")])
    assert micro([note]) == Counts(met=0, required=1, right=1, suggested=1)
    assert macro([note]) == Scores(0, 0, 0)


def test_an_alternative_counts_under_the_labels_code(scored, label, suggestion):
    note = scored([label("I10", alternatives=["I11.9"])], [suggestion("I11.9")])
    assert macro([note]) == Scores(1, 1, 1)


def test_notes_with_nothing_to_say_are_no_notes(scored, label, suggestion):
    empty = scored([], [])
    full = scored([label("I10")], [suggestion("I10")])
    assert per_note([empty, full]) == Scores(1, 1, 1)
    assert per_note([empty]) == weighted([empty]) == macro([]) == Scores(0, 0, 0)
