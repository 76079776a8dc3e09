"""`coding-assist models`: what is installed, and an encoder of one's own."""

import sys
from pathlib import Path
from typing import Annotated

import typer

models = typer.Typer(
    help="See the models, or use an encoder of your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@models.command(name="list")
def show_all() -> None:
    """List the models with their digests, those of your own first."""
    from importlib.resources import files

    from coding_assist.models import load_model, own_models
    from coding_assist.ways import BILLING_FILES, ENCODER_FILES, MENTIONS_FILES

    wanted = {"encoder": ENCODER_FILES, "billing": BILLING_FILES, "mentions": MENTIONS_FILES}
    for place, folder in (("own", own_models()), ("installed", files("models"))):
        for name, names in wanted.items() if folder else ():
            model = load_model(name, names, folder)
            if model:
                typer.echo(f"{name:10} {place:10} {model.digest}")


@models.command()
def add(
    folder: Annotated[
        Path,
        typer.Argument(
            exists=True, file_okay=False, help="With one .onnx file and its tokenizer.json."
        ),
    ],
) -> None:
    """Use a sentence encoder of your own, in place of the installed one.

    The vectors of all wordings are worked out anew, which takes minutes. Undo with `models drop`.
    """
    from rich.console import Console
    from rich.progress import Progress

    from coding_assist.matching.own_encoder import add_encoder
    from coding_assist.models import own_folder

    target = own_folder()
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Encoding wordings")
        add_encoder(folder, target, lambda done, of: bar.update(task, completed=done, total=of))
    typer.echo(f"The encoder in {target} is used from now on.")


@models.command()
def drop() -> None:
    """Go back to the installed encoder."""
    from coding_assist.models import MANIFEST, own_folder

    (own_folder() / MANIFEST).unlink(missing_ok=True)
    typer.echo("The installed encoder is used from now on.")
