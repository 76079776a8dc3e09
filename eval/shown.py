"""What `coding-assist eval` prints: tables for people, one JSON object for programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from coding_assist.note import CodeSystem
from eval.command import Measured
from eval.outcomes import CodeChange, code_changes, outcomes_of
from eval.report import Comparison, render_comparison_text, render_text

_MOST_CODES = 20
_MOST_NOTES = 5


def tables(measured: Iterable[Measured]) -> Group:
    """Show each set's headline figures and where its report is."""
    return Group(*(part for one in measured for part in _parts(one)))


def figures_json(measured: Iterable[Measured]) -> bytes:
    """Give the headline figures of each set as one JSON object."""
    return json.dumps({"runs": [_figures(one) for one in measured]}).encode()


def comparison_tables(comparison: Comparison) -> Group:
    """Show the figures of two runs, and then code by code what changed."""
    lines = [
        Text(line) for system in comparison.differences for line in _code_lines(comparison, system)
    ]
    return Group(render_comparison_text(comparison), *lines)


def comparison_json(comparison: Comparison) -> bytes:
    """Give the differences of two runs, and every code that changed, as one JSON object."""
    kept = comparison.model_dump(mode="json", include={"differences"})
    codes = {
        system.value: [asdict(change) for change in _changes(comparison, system)]
        for system in comparison.differences
    }
    return json.dumps({**kept, "codes": codes}).encode()


def _changes(comparison: Comparison, system: CodeSystem) -> Iterator[CodeChange]:
    before, after = comparison.before.result, comparison.after.result
    return code_changes(outcomes_of(before, system), outcomes_of(after, system))


def _code_lines(comparison: Comparison, system: CodeSystem) -> Iterator[str]:
    """Yield the codes of each kind of change, those of most notes first."""
    kinds: dict[str, list[CodeChange]] = {}
    for change in _changes(comparison, system):
        kinds.setdefault(change.kind, []).append(change)
    for kind, changes in kinds.items():
        changes.sort(key=lambda c: -len(c.notes))
        yield f"{system.value} {kind}: {sum(len(c.notes) for c in changes)}"
        for c in changes[:_MOST_CODES]:
            more = f" (+{len(c.notes) - _MOST_NOTES})" if len(c.notes) > _MOST_NOTES else ""
            yield f"  {c.code}: {' '.join(c.notes[:_MOST_NOTES])}{more}"
        if len(changes) > _MOST_CODES:
            yield f"  and {len(changes) - _MOST_CODES} more codes; --json gives them all"


def _parts(one: Measured) -> tuple[RenderableType, ...]:
    return (
        Text(one.name, "bold"),
        render_text(one.result),
        Text(f"Report: {one.files.json}", overflow="fold"),
        Text(f"        {one.files.html}\n", overflow="fold"),
    )


def _figures(one: Measured) -> dict[str, Any]:
    return {
        "name": one.name,
        "notes": len(one.result.notes),
        "failed": one.failed,
        "cut": one.result.cut,
        "systems": {s.system.value: s.headline.model_dump() for s in one.result.systems},
        "report_json": str(one.files.json),
        "report_html": str(one.files.html),
    }
