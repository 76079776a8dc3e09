"""`coding-assist eval`: measure accuracy on labelled notes, and compare two runs."""

from typing import Any

import typer
from typer.core import TyperGroup

from coding_assist.cli.compare import compare
from coding_assist.cli.evaluate import evaluate

RUN = "run"


class RunByDefault(TyperGroup):
    """A group in which `run` need not be said: `eval NOTES.jsonl` is `eval run NOTES.jsonl`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before what does not begin with a command's name."""
        return super().parse_args(
            ctx, args if args[:1] and args[0] in self.commands else [RUN, *args]
        )


evaluation = typer.Typer(
    cls=RunByDefault,
    help="Measure accuracy on labelled notes, and compare two runs.",
    rich_markup_mode=None,
)
evaluation.command(RUN)(evaluate)
evaluation.command("compare")(compare)
