"""`coding-assist suggest`: codes for one note."""

from typing import Annotated

import typer

from coding_assist.cli.note_file import note_name, printable, read_note
from coding_assist.cli.options import (
    CodingOptions,
    DateOption,
    MaxSuggestionsOption,
    MinScoreOption,
    PolicyOption,
    SettingOption,
    SystemsOption,
)
from coding_assist.cli.progress import load_assistant
from coding_assist.note import Note, Policy, Setting
from coding_assist.suggestion import SuggestionSet


def suggest(
    note: Annotated[str, typer.Argument(metavar="NOTE.txt", help="UTF-8 text; - reads stdin.")],
    setting: SettingOption = Setting.OUTPATIENT,
    date_of_service: DateOption = None,
    policy: PolicyOption = Policy.BILLING,
    systems: SystemsOption = None,
    min_score: MinScoreOption = None,
    max_suggestions: MaxSuggestionsOption = None,
    note_id: Annotated[
        str | None, typer.Option(help="Name of the note in the answer; by default the file's.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List the codes below the minimum score too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Suggest codes for a note, and show the words that support each."""
    options = CodingOptions.parse(
        setting, date_of_service, policy, systems, min_score, max_suggestions
    )
    asked = Note(
        text=read_note(note),
        note_id=note_name(note) if note_id is None else printable(note_id),
        setting=options.setting,
        date_of_service=options.date_of_service,
    )
    answer = options.suggest(load_assistant(), asked)
    if as_json:
        # Bytes, so that the terminal's encoding cannot spoil the JSON.
        typer.echo(answer.model_dump_json().encode())
    else:
        _show(asked, answer, everything)


def _show(note: Note, answer: SuggestionSet, everything: bool) -> None:
    from coding_assist.cli.rendering import show, stdout_console

    show(stdout_console(), note.text, answer, everything=everything)
