from eval.metrics.engine_accuracy import EngineAccuracy, engine_accuracy


def test_accepted_of_accepted_missed_and_rejected(scored, label, suggestion):
    note = scored(
        [label("I10"), label("R05.9"), label("Z79.4", optional=True)],
        [suggestion("I10"), suggestion("Z79.4"), suggestion("K21.9")],
    )
    assert engine_accuracy([note]) == EngineAccuracy(2, missed=1, rejected=1, value=2 / 4)
    assert engine_accuracy([]).value == 0
