"""Results for the terminal, as rich tables."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.report.comparison import Comparison
from eval.report.verdict import BETTER, CHANGED, UNSURE, WORSE, verdict, verdict_sentence
from eval.report.wording import BY_NAME, FIGURES, NONE, SYSTEM_NAMES, Figure, plain_sentence
from eval.results import EvaluationResult
from eval.statistics.comparison import Difference
from eval.system_results import SystemResult

_BESIDE = 2
"""Code systems whose intervals fit beside the figures in 80 columns; of more they stand below."""
_LOOK = {BETTER: "green", WORSE: "red", CHANGED: "", UNSURE: "dim"}
_TOLD = {BETTER: "better", WORSE: "worse", CHANGED: "changed", UNSURE: "may be chance"}


def render_text(result: EvaluationResult) -> RenderableType:
    """Give the headline figures with their intervals, and a sentence for each code system."""
    if not result.systems:
        return Text("No note has a labelled code, so there is nothing to measure.")
    sentences = [Text(f"{plain_sentence(system)}\n") for system in result.systems]
    return Group(_count(result), Text(), _headline(result.systems), Text(), *sentences)


def render_comparison_text(comparison: Comparison) -> RenderableType:
    """Give the figures of two runs, and a sentence for each code system."""
    if not comparison.differences:
        return Text("The runs share no code system.")
    parts: list[RenderableType] = []
    for system, differences in comparison.differences.items():
        _, after = comparison.of(system)
        parts += [Text(verdict_sentence(after, differences), "bold"), _changes(differences), Text()]
    return Group(*parts)


def _count(result: EvaluationResult) -> Text:
    cut = "" if result.cut is None else f", suggestions from a score of {result.cut:.2f}"
    return Text(f"{len(result.notes)} notes, {result.answered} answered{cut}", "dim")


def _headline(systems: Sequence[SystemResult]) -> Table:
    table = _table("Figure", *(SYSTEM_NAMES[s.system] for s in systems))
    between = "  " if len(systems) <= _BESIDE else "\n"
    for figure in FIGURES:
        table.add_row(figure.label, *(_with_interval(figure, s, between) for s in systems))
    return table


def _with_interval(figure: Figure, system: SystemResult, between: str) -> Text:
    shown, interval = figure.of(system), system.intervals.get(figure.name)
    if interval is None or shown == NONE:
        return Text(shown, "bold")
    low, high = (figure.show(end).removesuffix(" %") for end in (interval.low, interval.high))
    return Text.assemble((shown, "bold"), (f"{between}{low}–{high}", "dim"))


def _changes(differences: Sequence[Difference]) -> Table:
    table = _table("Figure", "Before", "After", "Change", "95 % interval", "p", "")
    for found in differences:
        figure, told = BY_NAME[found.name], verdict(found)
        interval = " to ".join(figure.change(x) for x in (found.interval.low, found.interval.high))
        table.add_row(
            figure.label,
            figure.show(found.before),
            figure.show(found.after),
            Text(figure.change(found.change), _LOOK[told]),
            interval,
            f"{found.p_value:.3f}",
            Text(_TOLD[told] if found.change else "", _LOOK[told]),
        )
    return table


def _table(first: str, *headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(first)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=bool(heading))
    return table
