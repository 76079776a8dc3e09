import pytest

from eval.metrics.evidence import evidence_exact, evidence_overlap
from eval.metrics.evidence_tokens import evidence_tokens

TEXT = "type 2 diabetes mellitus, no fever"


def test_overlap_and_exact_look_at_right_suggestions_with_evidence(scored, label, suggestion):
    note = scored(
        [label("E11.9", (0, 24)), label("I10", (7, 15)), label("R05.9")],
        [
            suggestion("E11.9", (7, 30)),
            suggestion("I10", (7, 15)),
            suggestion("R05.9", (0, 4)),
            suggestion("K21.9", (0, 4)),
        ],
    )
    assert evidence_overlap([note]).value == 1
    assert evidence_exact([note]).value == 1 / 2


def test_spans_that_only_touch_do_not_overlap(scored, label, suggestion):
    note = scored([label("E11.9", (0, 6))], [suggestion("E11.9", (6, 15))])
    assert evidence_overlap([note]).value == 0


def test_without_evidence_there_is_no_figure(scored, label, suggestion):
    note = scored([label("E11.9")], [suggestion("E11.9", (0, 6))])
    assert evidence_overlap([note]).value is None
    assert evidence_tokens([note]) is None


def test_words_are_compared_not_characters(scored, label, suggestion):
    note = scored([label("E11.9", (0, 24))], [suggestion("E11.9", (7, 25), (29, 34))], text=TEXT)
    found = evidence_tokens([note])
    assert (found.precision, found.recall) == pytest.approx((2 / 3, 2 / 4))
