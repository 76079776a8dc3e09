from eval.metrics.exact_match import exact_share


def test_a_note_is_exact_with_nothing_missed_and_nothing_wrong(scored, label, suggestion):
    labels = [label("I10"), label("R05.9", optional=True)]
    exact = scored(labels, [suggestion("I10")])
    wrong = scored(labels, [suggestion("I10"), suggestion("E11.9")])
    missed = scored(labels, [suggestion("R05.9")])
    assert exact_share([exact, wrong, missed, scored([], [])]) == 1 / 2
    assert exact_share([]) == 0
