"""The report of an evaluation: JSON for machines, one HTML file for people, tables for a terminal.

`write_report` writes the report of one result, `write_comparison` that of two, and `render_text`
and `render_comparison_text` give what a terminal shows.
"""

from eval.report.comparison import Comparison, compare_reports
from eval.report.files import ComparisonFiles, ReportFiles, write_comparison, write_report
from eval.report.record import Report, read_report
from eval.report.terminal import render_comparison_text, render_text
from eval.report.wording import CodeTitles

__all__ = [
    "CodeTitles",
    "Comparison",
    "ComparisonFiles",
    "Report",
    "ReportFiles",
    "compare_reports",
    "read_report",
    "render_comparison_text",
    "render_text",
    "write_comparison",
    "write_report",
]
