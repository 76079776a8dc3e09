"""What came of each code of each note, and how that changed from one run to another.

An outcome is a line: `+E11.9` was right, `-I10` was missed, `!R07.9` was wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from coding_assist.note import CodeSystem
from eval.note_results import NoteSystemResult
from eval.results import EvaluationResult

Outcomes = Mapping[str, str]
"""A line for each note that has a label or a suggestion of the code system, by note id."""

_RIGHT, _MISSED, _WRONG = "+", "-", "!"
_KINDS = (
    ("lost", _RIGHT, False),
    ("newly wrong", _WRONG, True),
    ("gained", _RIGHT, True),
    ("no longer wrong", _WRONG, False),
)
"""What a change is called, the sign it is seen by, and whether that comes or goes."""


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A code that fared otherwise than before, and the notes in which it did."""

    kind: str
    code: str
    notes: tuple[str, ...]


def outcomes_of(result: EvaluationResult, system: CodeSystem) -> dict[str, str]:
    """Give the outcomes of the notes in one code system."""
    of_system = ((n.note_id, s) for n in result.notes for s in n.systems if s.system is system)
    found = {note_id: " ".join(sorted(_signed(s))) for note_id, s in of_system}
    return {note_id: outcome for note_id, outcome in found.items() if outcome}


def code_changes(before: Outcomes, now: Outcomes) -> Iterator[CodeChange]:
    """Yield what changed code by code, losses first."""
    for kind, sign, appears in _KINDS:
        was, found = _marked(before, sign), _marked(now, sign)
        moved = sorted(found - was if appears else was - found)
        for code, notes in groupby(moved, key=itemgetter(0)):
            yield CodeChange(kind, code, tuple(note_id for _, note_id in notes))


def _signed(note: NoteSystemResult) -> Iterator[str]:
    for label in note.labels:
        if label.met_by is not None:
            yield _RIGHT + label.code
        elif label.is_required:
            yield _MISSED + label.code
    for suggestion in note.suggestions:
        if suggestion.meets is None:
            yield _WRONG + suggestion.code


def _marked(outcomes: Outcomes, sign: str) -> set[tuple[str, str]]:
    """Give the codes of a sign, each with its note."""
    return {
        (signed.removeprefix(sign), note_id)
        for note_id, outcome in outcomes.items()
        for signed in outcome.split()
        if signed.startswith(sign)
    }
