"""The report as one HTML page that needs nothing else."""

from eval.report.note_page import NotePage, note_page
from eval.report.note_score import NoteScore, note_score, worst_first
from eval.report.record import Report
from eval.report.system_section import system_section
from eval.report.templating import fill
from eval.report.wording import CodeTitles, no_title

MOST_NOTES = 500
"""So many notes, the worst, get a page; browsers are slow with more. JSON holds them all."""


def report_page(report: Report, titles: CodeTitles = no_title) -> str:
    """Give the HTML of a report.

    Raises:
        MissingPackageError: the extra `eval` is not installed.
    """
    result = report.result
    order = sorted(map(note_score, range(len(result.notes)), result.notes), key=worst_first)
    return fill(
        "report.html",
        titles,
        provenance=report.provenance,
        result=result,
        systems=[system_section(result, system) for system in result.systems],
        scores=order,
        pages=[_page(report, score) for score in order[:MOST_NOTES]],
        with_text=any(note.text is not None for note in result.notes),
    )


def _page(report: Report, score: NoteScore) -> NotePage:
    return note_page(score.place, report.result.notes[score.place])
