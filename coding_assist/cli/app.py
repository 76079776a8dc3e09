"""Put the commands together."""

from typing import Annotated

import typer

from coding_assist.cli.batch import batch
from coding_assist.cli.codes import codes
from coding_assist.cli.evaluation import evaluation
from coding_assist.cli.failures import CleanGroup
from coding_assist.cli.models import models
from coding_assist.cli.serve import serve
from coding_assist.cli.suggest import suggest
from coding_assist.version import __version__

# Plain help and plain tracebacks: boxes do not survive a pipe, and rich's show local variables.
app = typer.Typer(
    name="coding-assist",
    cls=CleanGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(suggest)
app.command()(batch)
app.command()(serve)
app.add_typer(codes, name="codes")
app.add_typer(evaluation, name="eval")
app.add_typer(models, name="models")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coding-assist {__version__}")
        raise typer.Exit


@app.callback()
def _coding_assist(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Suggest billing codes for clinical notes, each with the words that support it.

    Runs on this computer alone; nothing of a note is sent or kept.
    """


def main() -> None:
    """Run the command that the process's arguments name, and exit with its code."""
    app(prog_name="coding-assist")
