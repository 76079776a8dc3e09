import pytest

from eval.predictions import PredictedNote
from eval.report import compare_reports
from eval.report.compare_page import comparison_page
from eval.report.note_changes import code_tallies, note_changes
from eval.report.verdict import verdict, verdict_sentence
from eval.results import EvaluationOptions, evaluate
from eval.statistics.bootstrap import Interval
from eval.statistics.comparison import Difference


def difference(name, change, low, high, p):
    return Difference(name, 0.5, 0.5 + change, change, Interval(low, high), p)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (difference("f1", 0.1, 0.05, 0.2, 0.001), "better"),
        (difference("f1", -0.1, -0.2, -0.05, 0.001), "worse"),
        (difference("trap_rate", -0.1, -0.2, -0.05, 0.001), "better"),
        (difference("f1", 0.1, -0.05, 0.2, 0.001), "unsure"),
        (difference("f1", 0.1, 0.05, 0.2, 0.05), "unsure"),
        (difference("suggestions_per_note", 0.1, 0.05, 0.2, 0.001), "changed"),
    ],
)
def test_a_change_is_judged_by_interval_and_test(found, told):
    assert verdict(found) == told


def test_the_sentence_says_whether_it_can_be_chance(report_of):
    (system,) = report_of().result.systems
    sentence = verdict_sentence(system, [difference("f1", 0.1, -0.1, 0.3, 0.4)])
    assert sentence == (
        "ICD-10-CM: F1 goes from 50.0 % to 60.0 %; so small a change can be chance (p = 0.400)."
    )


def test_changes_are_told_note_by_note(report_of, notes, suggestion):
    after = evaluate(
        notes,
        [PredictedNote("first & <worst>", (suggestion("E11.65"), suggestion("R05.9")))],
        EvaluationOptions(cut=0.5, samples=20),
    )
    changes = note_changes(report_of().result.notes, after.notes)
    by_id = {change.note.note_id: change.codes[0] for change in changes}
    first = by_id["first & <worst>"]
    assert (first.found, first.lost) == (("E11.65",), ("M25.561",))
    assert (first.mended, first.added) == (("E11.9", "J45.909"), ("R05.9",))
    assert by_id["second"].lost == ("I10",)
    tallies = {t.code: t.gain for t in code_tallies(changes, after.systems[0].system)}
    assert tallies["I10"] == -1 and tallies["J45.909"] == 1


def test_the_page_shows_figures_changes_and_what_the_runs_were_made_with(report_of):
    before, after = report_of(), report_of(cut=0.1)
    page = comparison_page(compare_reports(before, after, rounds=50))
    assert page.count('class="chart"') == 2
    assert "✓ R52" in page
    assert "first &amp; &lt;worst&gt;" in page
    assert "code sets: ICD10CM" in page


def test_runs_that_are_alike_make_a_page_too(report_of):
    page = comparison_page(compare_reports(report_of(), report_of(), rounds=50))
    assert "both runs suggest the same" in page
