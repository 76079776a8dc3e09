"""The codes that are most often missed and most often wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from eval.note_results import NoteSystemResult
from eval.report.missed import fate_of

LISTED = 15
"""So many codes are listed."""


@dataclass(frozen=True, slots=True)
class CodeErrors:
    """The errors of one code over all notes.

    Attributes:
        errors: misses, or wrong suggestions.
        total: required labels, or suggestions.
        causes: what became of the misses, or the class of the trap that is cited ("" for none);
            most frequent first.
    """

    code: str
    errors: int
    total: int
    causes: tuple[tuple[str, int], ...]


def most_missed(notes: Iterable[NoteSystemResult]) -> tuple[CodeErrors, ...]:
    """Give the labels that are most often missed, of those that are required."""
    totals: Counter[str] = Counter()
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for note in notes:
        for label in note.labels:
            totals[label.code] += label.is_required
            if label.is_required and label.met_by is None:
                causes[label.code][fate_of(label, note).cause] += 1
    return _worst(totals, causes)


def most_wrong(notes: Iterable[NoteSystemResult]) -> tuple[CodeErrors, ...]:
    """Give the codes that are most often suggested and wrong."""
    totals: Counter[str] = Counter()
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for note in notes:
        for suggestion in note.suggestions:
            totals[suggestion.code] += 1
            if suggestion.meets is None:
                causes[suggestion.code][suggestion.trap or ""] += 1
    return _worst(totals, causes)


def _worst(totals: Counter[str], causes: dict[str, Counter[str]]) -> tuple[CodeErrors, ...]:
    found = [
        CodeErrors(code, of_code.total(), totals[code], tuple(of_code.most_common()))
        for code, of_code in causes.items()
    ]
    return tuple(sorted(found, key=lambda e: (-e.errors, e.total, e.code))[:LISTED])
