"""`coding-assist eval compare`: what got better and worse from one run to another."""

from pathlib import Path
from typing import Annotated

import typer

from coding_assist.cli.extra import eval_extra, eval_failures


def compare(
    before: Annotated[
        Path, typer.Argument(metavar="A.json", help="report.json of the run before, or its folder.")
    ],
    after: Annotated[
        Path, typer.Argument(metavar="B.json", help="report.json of the run after, or its folder.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write compare.json and compare.html.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the differences as one JSON object.")
    ] = False,
) -> None:
    """Compare two runs on the same notes: figures with their p-values, and code by code."""
    with eval_extra():
        from eval.code_titles import code_titles
        from eval.report import compare_reports, read_report, write_comparison
        from eval.shown import comparison_json, comparison_tables
    from coding_assist.cli.rendering import stdout_console

    with eval_failures():
        found = compare_reports(read_report(before), read_report(after))
    if as_json:
        typer.echo(comparison_json(found))
    else:
        stdout_console().print(comparison_tables(found))
    if out is not None:
        files = write_comparison(found, out, titles=code_titles())
        typer.echo(f"Wrote {files.json} and {files.html}", err=True)
