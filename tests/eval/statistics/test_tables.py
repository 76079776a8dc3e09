import pytest

from coding_assist.note import CodeSystem
from eval.metrics.counts import Counts
from eval.metrics.precision_recall import micro
from eval.statistics.bands import band_of, count_codes
from eval.statistics.tables import by_chapter, by_section, tables_of

TEXT = "Patient seen.\nASSESSMENT:\nGout of the foot.\nPLAN:\nRest."


def rows(table):
    return {row.group: row.counts for row in table.rows}


def test_codes_are_grouped_by_chapter_right_ones_by_their_label(scored, label, suggestion):
    note = scored(
        [label("I10", alternatives=["R03.0"]), label("E11.9")],
        [suggestion("R03.0"), suggestion("K21.9")],
    )
    assert rows(by_chapter([note])) == {
        "9 Circulatory": Counts(1, 1, 1, 1),
        "4 Endocrine, nutritional, metabolic": Counts(0, 1, 0, 0),
        "11 Digestive": Counts(0, 0, 0, 1),
    }


def test_evidence_tells_the_section(scored, label, suggestion):
    at = TEXT.index("Gout")
    note = scored(
        [label("M10.9", (at, at + 4)), label("I10")],
        [suggestion("M10.9", (0, 7)), suggestion("R05.9")],
        text=TEXT,
    )
    found = rows(by_section([note]))
    assert found["assessment"] == Counts(1, 1, 0, 0)
    assert found["(before any heading)"] == Counts(0, 0, 1, 1)
    assert found["(no evidence)"] == Counts(0, 1, 0, 1)


def test_tables_that_say_nothing_are_left_out(scored, label, suggestion):
    note = scored([label("I10")], [suggestion("I10")])
    assert [t.name for t in tables_of([note])] == ["chapter", "setting"]


def test_the_rows_of_every_table_sum_to_the_whole(random_notes):
    notes = random_notes(4)
    seen = {(CodeSystem.ICD10CM, "I10"): 3, (CodeSystem.ICD10CM, "E119"): 70}
    tables = tables_of(notes, seen)
    assert tables[-1].name == "frequency in training"
    assert [r.group for r in tables[-1].rows] == ["unseen", "2-4", "50 and more"]
    for table in tables:
        assert sum((r.counts for r in table.rows), Counts()) == micro(notes)


def test_notes_are_grouped_by_kind(scored, label, suggestion):
    notes = [scored([label("I10")], [suggestion("I10")], kind=k) for k in ("op note", "", "")]
    table = next(t for t in tables_of(notes) if t.name == "document type")
    assert [(r.group, r.notes) for r in table.rows] == [("(not stated)", 2), ("op note", 1)]


@pytest.mark.parametrize(
    ("count", "band"), [(0, "unseen"), (1, "1"), (4, "2-4"), (9, "5-9"), (50, "50 and more")]
)
def test_bands(count, band):
    assert band_of(count) == band


def test_codes_are_counted_once_a_note(labelled, label):
    notes = [labelled([label("I10"), label("I10")]), labelled([label("I10")])]
    assert count_codes(notes) == {(CodeSystem.ICD10CM, "I10"): 2}
