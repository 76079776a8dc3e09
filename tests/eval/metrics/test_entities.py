import pytest

from eval.metrics.entities import entity_scores


def f1s(note):
    found = entity_scores([note])
    return [found.strict.f1, found.exact.f1, found.partial.f1, found.type.f1]


@pytest.mark.parametrize(
    ("code", "span", "expected"),
    [
        ("E11.9", (0, 24), [1, 1, 1, 1]),
        ("I10", (0, 24), [0, 1, 1, 0]),
        ("E11.9", (5, 24), [0, 0, 0.5, 1]),
        ("I10", (5, 24), [0, 0, 0.5, 0]),
        ("E11.9", (30, 40), [0, 0, 0, 0]),
    ],
)
def test_the_four_conventions(scored, label, suggestion, code, span, expected):
    assert f1s(scored([label("E11.9", (0, 24))], [suggestion(code, span)])) == expected


def test_each_gold_span_is_paired_once(scored, label, suggestion):
    note = scored([label("E11.9", (0, 24))], [suggestion("E11.9", (0, 6), (7, 24))])
    found = entity_scores([note])
    assert (found.type.precision, found.type.recall) == (1 / 2, 1)


def test_two_codes_on_the_same_words_are_paired_by_code(scored, label, suggestion):
    note = scored(
        [label("E11.22", (0, 24)), label("N18.30", (0, 24))],
        [suggestion("N18.30", (0, 24)), suggestion("E11.22", (0, 24))],
    )
    assert f1s(note) == [1, 1, 1, 1]


def test_spans_of_optional_labels_are_not_missed(scored, label, suggestion):
    labels = [label("E11.9", (0, 24)), label("R50.9", (29, 34), optional=True)]
    assert f1s(scored(labels, [suggestion("E11.9", (0, 24))])) == [1, 1, 1, 1]


def test_without_spans_there_is_no_figure(scored, label, suggestion):
    assert entity_scores([scored([label("I10")], [suggestion("I10", (0, 3))])]) is None
