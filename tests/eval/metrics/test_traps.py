import pytest

from eval.metrics.traps import TrapRow, trap_class, trap_rate, trap_rows

TRAPS = [(26, 34, "negated"), (36, 53, "family_history"), (0, 6, "negated")]


@pytest.mark.parametrize(
    ("reason", "name"),
    [
        ("negated", "negated"),
        ("uncertain_outpatient", "uncertain"),
        ("historical_resolved", "historical"),
        ("planned_not_performed", "planned"),
        ("Integral_symptom", "integral"),
        ("performed_elsewhere", "elsewhere"),
        ("superseded_by_postop_diagnosis", "superseded"),
        ("the patient's own words", "other"),
    ],
)
def test_reasons_are_classed(reason, name):
    assert trap_class(reason) == name


def test_the_rates_by_reason_sum_to_the_trap_rate(scored, label, suggestion):
    note = scored(
        [label("E11.9")],
        [
            suggestion("E11.9", (26, 34)),
            suggestion("R50.9", (29, 34)),
            suggestion("J45.909", (48, 60), (29, 34)),
            suggestion("I10", (60, 64)),
        ],
        traps=TRAPS,
    )
    assert trap_rate([note]) == 2 / 4
    assert trap_rows([note]) == (
        TrapRow("negated", traps=2, sprung=1, suggestions=2, rate=2 / 4),
        TrapRow("family_history", traps=1, sprung=1, suggestions=0, rate=0),
    )


def test_no_suggestions_spring_no_traps(scored):
    assert trap_rate([scored([], [], traps=TRAPS)]) == 0
