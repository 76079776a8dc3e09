import pytest

from eval.labelled import LabelSpan
from eval.metrics.codiesp_x import codiesp_x, contains
from eval.metrics.counts import Counts


@pytest.mark.parametrize(
    ("span", "is_right"),
    [
        ((100, 120), True),
        ((90, 130), True),
        ((89, 120), False),
        ((100, 131), False),
        ((101, 120), False),
        ((100, 119), False),
    ],
)
def test_a_span_contains_the_reference_within_ten_characters(span, is_right):
    assert contains(LabelSpan(*span), LabelSpan(100, 120)) is is_right


def test_the_published_definition_on_a_small_case(scored, label, suggestion):
    """One reference suffices, one span suffices; TP 2, predicted 4, gold 3."""
    note = scored(
        [label("M81.0", (50, 62), (5, 17)), label("H80.90", (20, 33)), label("R69", (40, 45))],
        [
            suggestion("M81.0", (0, 2), (44, 66)),
            suggestion("H80.90", (20, 33)),
            suggestion("R69", (41, 45)),
            suggestion("I10", (0, 3)),
        ],
    )
    assert codiesp_x([note]) == Counts(met=2, required=3, right=2, suggested=4)


def test_labels_without_a_reference_are_not_judged(scored, label, suggestion):
    note = scored([label("I10"), label("R69", (0, 5))], [suggestion("I10", (0, 3))])
    assert codiesp_x([note]) == Counts(required=1)
    assert codiesp_x([scored([label("I10")], [suggestion("I10")])]) is None
