from eval.metrics.assertion import assertion_confusion


def cell(table, row, column):
    return table.counts[table.rows.index(row)][table.columns.index(column)]


def test_what_the_labels_say_meets_what_the_system_did(scored, label, suggestion):
    note = scored(
        [label("E11.9", (0, 24)), label("M25.561", (55, 64)), label("R69", (66, 71)), label("I10")],
        [suggestion("E11.9", (0, 24)), suggestion("J45.909", (36, 53))],
        withheld=[
            ("R50.9", "negated", 0.7, (29, 34)),
            ("R50.8", "below_threshold", 0.2, (29, 34)),
            ("M25.569", "below_threshold", 0.4, (55, 64)),
        ],
        traps=[
            (26, 34, "negated"), (36, 53, "family_history"), (0, 6, "historical"), (66, 71, "odd"),
        ],
    )  # fmt: skip
    table = assertion_confusion([note])
    assert table.rows == ("to be coded", "family_history", "historical", "negated", "other")
    assert cell(table, "to be coded", "suggested") == 1
    assert cell(table, "to be coded", "below_threshold") == 1
    assert cell(table, "to be coded", "nothing") == 1
    assert cell(table, "negated", "negated") == 1
    assert cell(table, "family_history", "suggested") == 1
    assert cell(table, "historical", "right code suggested") == 1
    assert cell(table, "other", "nothing") == 1
    assert sum(map(sum, table.counts)) == 7
