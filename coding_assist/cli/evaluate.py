"""`coding-assist eval`: how accurate the suggestions are on labelled notes."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from coding_assist.cli.extra import eval_extra, eval_failures
from coding_assist.cli.failures import FAILED
from coding_assist.cli.options import SettingOption, SystemsOption
from coding_assist.cli.progress import BatchProgress, compiled_tables
from coding_assist.note import Policy, Setting, parse_policy, parse_setting, parse_systems

PolicyOption = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(Policy), help="By default mentions for the format codiesp, else billing."
    ),
]


def evaluate(
    labelled: Annotated[
        Path | None,
        typer.Argument(help="A file or folder of labelled notes; by default our own."),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", help="jsonl, codiesp, mdace, csv, parquet or fhir; by the path."),
    ] = "",
    policy: PolicyOption = None,
    systems: SystemsOption = None,
    setting: SettingOption = Setting.OUTPATIENT,
    cut: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Score from which on a coder sees a suggestion."),
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="PRED.jsonl", help="Score these rows of `batch`, and run nothing."),
    ] = None,
    notes: Annotated[
        Path | None, typer.Option(metavar="PATH", help="The texts of MDACE's notes.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="en|es", help="Of CodiEsp's texts.")] = "en",
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Name rows that cannot be read, and go on.")
    ] = False,
    seen: Annotated[
        Path | None,
        typer.Option(metavar="TRAIN", help="Labelled training notes: adds a table by frequency."),
    ] = None,
    stages: Annotated[
        bool, typer.Option("--stages", help="Measure at which stage codes are lost.")
    ] = False,
    include_text: Annotated[
        bool, typer.Option("--include-text", help="Carry the notes' text in the report.")
    ] = False,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where report.json and report.html go.")
    ] = Path("eval-report"),
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; by default one a core.")
    ] = None,
    draws: Annotated[int, typer.Option(min=1, help="Bootstrap samples.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="Of the bootstrap.")] = 7,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the headline figures as one JSON object.")
    ] = False,
) -> None:
    """Measure accuracy on labelled notes and write a report.

    `coding-assist eval compare A.json B.json` compares two reports.
    """
    with eval_extra():
        from eval.command import Request, measure
        from eval.readers import ReadOptions
        from eval.run import RunOptions
        from eval.shown import figures_json, tables
    from coding_assist.cli.rendering import stdout_console

    request = Request(
        labelled=labelled,
        format=format_,
        reading=ReadOptions(setting=parse_setting(setting), notes=notes, language=language),
        skip_bad=skip_bad,
        policy=None if policy is None else parse_policy(policy),
        options=RunOptions(
            systems=() if systems is None else parse_systems(systems),
            cut=cut,
            workers=workers,
            draws=draws,
            seed=seed,
            stages=stages,
            with_text=include_text,
        ),
        predictions=predictions,
        seen=seen,
        out=out,
        command=shlex.join(["coding-assist", *sys.argv[1:]]),
    )
    compiled_tables()
    with eval_failures(), BatchProgress(0) as progress:
        measured = list(measure(request, progress.done))
    for one in measured:
        for problem in one.problems:
            typer.echo(f"{one.name}: {problem}", err=True)
    if as_json:
        typer.echo(figures_json(measured))
    else:
        stdout_console().print(tables(measured))
    if any(one.failed for one in measured):
        raise typer.Exit(FAILED)
