import io

import pytest
from rich.console import Console

from eval.report import compare_reports, render_comparison_text, render_text
from eval.report.wording import BY_NAME, plain_sentence
from eval.results import EvaluationOptions, evaluate


def shown(renderable, width=100):
    console = Console(width=width, file=io.StringIO())
    console.print(renderable)
    return console.file.getvalue()


def test_headline_figures_are_shown_with_intervals(report_of):
    text = shown(render_text(report_of(with_text=True).result))
    assert "ICD-10-CM" in text and "50.0 %" in text and "–" in text
    assert "Of 10 suggested ICD-10-CM codes" in text
    assert "Zyxomatic" not in text


def test_a_result_without_systems_is_shown(labelled):
    result = evaluate([labelled([])], [], EvaluationOptions(samples=10))
    assert "nothing to measure" in shown(render_text(result))


def test_two_runs_are_shown(report_of):
    comparison = compare_reports(report_of(), report_of(cut=0.1), rounds=50)
    text = shown(render_comparison_text(comparison))
    assert "F1 goes from" in text and "95 % interval" in text


@pytest.mark.parametrize(
    ("value", "words"), [(0.046, "+4.6"), (-0.046, "−4.6"), (0.0001, "0.0"), (-0.0001, "0.0")]
)
def test_changes_are_written_in_points(value, words):
    assert BY_NAME["f1"].change(value) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ((), "No ICD-10-CM code is suggested; coders report 1 in these notes."),
        (("I10",), "all are right; of 10 codes to report all are suggested; all of 10"),
        (("R05.9",), "none are right; of 10 codes to report none are suggested; none of 10"),
    ],
)
def test_the_sentence_says_all_and_none(codes, words, labelled, label, suggestion):
    from eval.predictions import PredictedNote

    answer = PredictedNote("n", tuple(map(suggestion, codes)))
    result = evaluate([labelled([label("I10")])], [answer], EvaluationOptions(samples=10))
    assert words in plain_sentence(result.systems[0])
