"""The comparison of two runs as one HTML page."""

from collections.abc import Iterator
from dataclasses import dataclass

from coding_assist.note import CodeSystem
from eval.provenance import Provenance
from eval.report.charts.changes import changes_chart
from eval.report.charts.precision_recall import two_curves_chart
from eval.report.comparison import Comparison
from eval.report.note_changes import CodeTally, NoteChange, code_tallies, note_changes
from eval.report.system_section import ordered_rows
from eval.report.templating import fill
from eval.report.verdict import verdict, verdict_sentence
from eval.report.wording import BY_NAME, CodeTitles, no_title
from eval.statistics.comparison import Difference
from eval.statistics.tables import TableRow
from eval.system_results import SystemResult


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """Groups in both runs; left out are those that one run lacks or that need no code."""

    name: str
    rows: tuple[tuple[TableRow, TableRow], ...]


@dataclass(frozen=True, slots=True)
class ComparedSystem:
    """One code system in both runs."""

    system: CodeSystem
    sentence: str
    differences: tuple[Difference, ...]
    changes: str
    curves: str
    tables: tuple[ComparedTable, ...]
    tallies: tuple[CodeTally, ...]


def comparison_page(comparison: Comparison, titles: CodeTitles = no_title) -> str:
    """Give the HTML of a comparison; no note text is in it.

    Raises:
        MissingPackageError: the extra `eval` is not installed.
    """
    before, after = comparison.before, comparison.after
    changes = note_changes(before.result.notes, after.result.notes)
    return fill(
        "compare.html",
        titles,
        before=before.provenance,
        after=after.provenance,
        notes=len(after.result.notes),
        systems=[
            _system(comparison, system, found, changes)
            for system, found in comparison.differences.items()
        ],
        changes=changes,
        made=tuple(_made(before.provenance, after.provenance)),
        FIGURE=BY_NAME,
        verdict=verdict,
    )


def _system(
    comparison: Comparison,
    system: CodeSystem,
    differences: tuple[Difference, ...],
    changes: tuple[NoteChange, ...],
) -> ComparedSystem:
    before, after = comparison.of(system)
    return ComparedSystem(
        system=system,
        sentence=verdict_sentence(after, differences),
        differences=differences,
        changes=changes_chart(differences) if differences else "",
        curves=two_curves_chart(
            (before.sweep, before.averages.micro), (after.sweep, after.averages.micro)
        ),
        tables=tuple(_tables(before, after)),
        tallies=code_tallies(changes, system),
    )


def _tables(before: SystemResult, after: SystemResult) -> Iterator[ComparedTable]:
    olds = {(t.name, row.group): row for t in before.tables for row in t.rows}
    for table in after.tables:
        rows = ((olds.get((table.name, row.group)), row) for row in ordered_rows(table))
        shared = tuple((old, new) for old, new in rows if old and new.counts.required)
        if len(shared) > 1:
            yield ComparedTable(table.name, shared)


def _made(before: Provenance, after: Provenance) -> Iterator[tuple[str, str, str]]:
    """Yield what the runs were made with, line by line: a name and its value in either run."""
    old, new = _lines(before), _lines(after)
    for name in dict.fromkeys([*old, *new]):
        values = old.get(name, ""), new.get(name, "")
        if any(values):
            yield name, *values


def _lines(made: Provenance) -> dict[str, str]:
    held = made.model_dump(mode="json")
    flat = {k: "" if v is None else str(v) for k, v in held.items() if not isinstance(v, dict)}
    nested = ((k, v) for k, v in held.items() if isinstance(v, dict))
    return flat | {f"{k}: {name}": value for k, v in nested for name, value in v.items()}
