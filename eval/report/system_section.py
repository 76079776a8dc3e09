"""What the section of one code system shows."""

import re
from dataclasses import dataclass

from eval.note_results import NoteSystemResult
from eval.report.charts.precision_recall import precision_recall_chart
from eval.report.charts.reliability import reliability_chart
from eval.report.charts.score_histogram import score_chart
from eval.report.confusion_pairs import ConfusionPair, confusion_pairs
from eval.report.worst_codes import CodeErrors, most_missed, most_wrong
from eval.results import EvaluationResult
from eval.statistics.tables import Table, TableRow
from eval.system_results import SystemResult

_ORDERED = "frequency in training"
_CHAPTERS = "chapter"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what it says to a coder."""

    title: str
    meaning: str
    svg: str


@dataclass(frozen=True, slots=True)
class SystemSection:
    """One code system; charts are only of what there is."""

    result: SystemResult
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    most_missed: tuple[CodeErrors, ...]
    most_wrong: tuple[CodeErrors, ...]
    pairs: tuple[ConfusionPair, ...]

    @property
    def anchor(self) -> str:
        """Give the id of the section."""
        return self.result.system.value.lower()


def system_section(result: EvaluationResult, system: SystemResult) -> SystemSection:
    """Give the section of a system."""
    notes = [
        (place, of)
        for place, note in enumerate(result.notes)
        for of in note.systems
        if of.system is system.system
    ]
    alone: list[NoteSystemResult] = [of for _, of in notes]
    return SystemSection(
        result=system,
        charts=_charts(system, result.cut),
        tables=tuple(Table(t.name, ordered_rows(t)) for t in system.tables),
        most_missed=most_missed(alone),
        most_wrong=most_wrong(alone),
        pairs=confusion_pairs(notes),
    )


def ordered_rows(table: Table) -> tuple[TableRow, ...]:
    """Order chapters by number and other groups by size; bands of frequency have their order."""
    if table.name == _ORDERED:
        return table.rows
    if table.name == _CHAPTERS:
        return tuple(sorted(table.rows, key=lambda r: (_number(r.group), r.group)))
    return tuple(sorted(table.rows, key=lambda r: (-r.counts.required, r.group)))


def _number(group: str) -> int:
    found = re.match(r"\d+", group)
    return int(found[0]) if found else 99


def _charts(system: SystemResult, cut: float | None) -> tuple[Chart, ...]:
    charts = []
    if system.sweep is not None and system.counts.required:
        charts.append(
            Chart(
                "Precision by recall",
                "Stricter is to the left: fewer suggestions, more of them right.",
                precision_recall_chart(system.sweep, system.averages.micro),
            )
        )
    if system.ranked_calibration is not None:
        charts.append(
            Chart(
                "Can scores be believed?",
                "On the dotted line a score of 0.8 means 80 % right. Large marks hold most codes.",
                reliability_chart(system.ranked_calibration),
            )
        )
        charts.append(
            Chart(
                "Where scores lie",
                "Codes right of the broken line are suggested, the others only ranked.",
                score_chart(system.ranked_calibration, cut),
            )
        )
    return tuple(charts)
