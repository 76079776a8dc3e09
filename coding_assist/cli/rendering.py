"""Show an answer to a person: the note beside its codes, or above them where it is narrow."""

import io
import sys

from rich.console import Console, Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from coding_assist.cli.highlighting import highlighted
from coding_assist.cli.tables import findings, prompts, suggestions, withheld
from coding_assist.suggestion import SuggestionSet

BESIDE = 120
"""Columns from which on the note and its codes stand side by side."""


def stdout_console() -> Console:
    """Make a console for stdout: no colours in a pipe, and no failure in a narrow encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False, markup=False, emoji=False)


def show(console: Console, text: str, answer: SuggestionSet, *, everything: bool) -> None:
    """Print the note with its evidence, the codes, what was withheld and the findings.

    Args:
        console: where to; its width decides the layout.
        text: the note's text.
        answer: what was suggested for it.
        everything: list the codes below the minimum score too, which are else counted.
    """
    note = highlighted(text, answer, marked=console.color_system is None or console.no_color)
    codes = Group(
        suggestions(answer), prompts(answer), withheld(answer, everything), findings(answer)
    )
    if console.width < BESIDE:
        console.print(_title("Note"), note, _title("Codes"), codes)
    else:
        console.print(_side_by_side(note, codes))


def _side_by_side(note: Text, codes: Group) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=2)
    grid.add_column(ratio=3)
    grid.add_row(_title("Note"), _title("Codes"))
    grid.add_row(note, codes)
    return grid


def _title(words: str) -> Rule:
    return Rule(words, style="dim", align="left")
