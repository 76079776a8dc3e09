"""`coding-assist codes`: look a code up, or search for one."""

from typing import Annotated

import typer

from coding_assist.cli.code_page import code_record, print_code
from coding_assist.cli.progress import open_codes
from coding_assist.codes.code import Code
from coding_assist.errors import UnknownCodeError, UnknownSystemError
from coding_assist.note import CodeSystem, parse_systems

codes = typer.Typer(
    help="Look a code up, or search for one.", no_args_is_help=True, rich_markup_mode=None
)

SystemOption = Annotated[
    str | None, typer.Option(metavar="|".join(CodeSystem), help="In this code system alone.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print a JSON array.")]


@codes.command()
def show(
    code: Annotated[str, typer.Argument(help="With or without the dot, in any case.")],
    system: SystemOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a code: title, what stands above and below it, and its table's notes."""
    wanted = _system(system)
    store = open_codes()
    found = _as_written(code, [c for c in store.look_up(code) if wanted in (None, c.system)])
    if not found:
        raise UnknownCodeError(
            f"{code} is in {f'no loaded {wanted}' if wanted else 'no loaded'} table."
        )
    if as_json:
        _echo_json([code_record(store, c) for c in found])
    else:
        for c in found:
            print_code(store, c)


@codes.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words, or their beginnings.")],
    system: SystemOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find the codes whose title or terms hold every word, best first."""
    found = open_codes().search(" ".join(words), _system(system), limit)
    if as_json:
        _echo_json(
            [
                {"system": c.system, "code": c.code, "display": c.title, "billable": c.billable}
                for c in found
            ]
        )
    elif not found:
        typer.echo("No code holds all these words.", err=True)
    for c in () if as_json else found:
        typer.echo(f"{c.system:8} {c.code:8} {c.title}{'' if c.billable else ' (not billable)'}")


def _as_written(code: str, found: list[Code]) -> list[Code]:
    """Prefer the spelling: J11.00 is a disease, J1100 a drug."""
    exact = [c for c in found if c.code == code.strip().upper()]
    return exact or found


def _system(word: str | None) -> CodeSystem | None:
    if word is None:
        return None
    systems = parse_systems(word)
    if len(systems) > 1:
        raise UnknownSystemError("Give one code system.")
    return systems[0]


def _echo_json(records: list[dict[str, object]]) -> None:
    import json

    typer.echo(json.dumps(records, ensure_ascii=False).encode())
