"""A note's text cut into pieces, with what was labelled or suggested for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding_assist.cli.highlighting import clean
from eval.labelled import LabelSpan
from eval.note_results import NoteResult, NoteSystemResult
from eval.report.wording import words

BELOW_THRESHOLD = "below_threshold"
_FIRST = ("wrong", "missed", "right", "sprung", "optional", "trap", "withheld")
"""Of marks that overlap, the one whose look is taken."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, what it is (a CSS class) and what to write after it."""

    span: LabelSpan
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look.

    Attributes:
        text: without control characters.
        kind: of the foremost mark over it, or "".
        ended: marks that end with it, alike ones once.
    """

    text: str
    kind: str
    ended: tuple[Mark, ...]


def labelled_marks(note: NoteResult) -> Iterator[Mark]:
    """Yield where the labels say that codes are, and words that must not be coded."""
    traps: dict[tuple[LabelSpan, str], bool] = {}
    for system in note.systems:
        for label in system.labels:
            met = "right" if label.met_by is not None else "missed"
            kind = met if label.is_required or met == "right" else "optional"
            yield from (Mark(span, kind, label.code) for span in label.evidence)
        for trap in system.traps:
            was_sprung = trap.is_sprung or traps.get((trap.span, trap.reason), False)
            traps[trap.span, trap.reason] = was_sprung
    for (span, reason), is_sprung in traps.items():
        yield Mark(span, "sprung" if is_sprung else "trap", words(reason))


def suggested_marks(note: NoteResult) -> Iterator[Mark]:
    """Yield the evidence of suggestions, and of codes that a rule withheld."""
    for system in note.systems:
        for suggestion in system.suggestions:
            kind = "wrong" if suggestion.meets is None else "right"
            yield from (Mark(span, kind, suggestion.code) for span in suggestion.evidence)
        yield from _withheld(system)


def cut_text(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut the text where marks begin and end; marks outside of it are left out."""
    inside = [m for m in dict.fromkeys(marks) if 0 <= m.span.start < m.span.end <= len(text)]
    borders = {0, len(text), *(m.span.start for m in inside), *(m.span.end for m in inside)}
    return tuple(_piece(text, start, end, inside) for start, end in pairwise(sorted(borders)))


def _withheld(system: NoteSystemResult) -> Iterator[Mark]:
    for held in system.withheld:
        if held.reason != BELOW_THRESHOLD:
            yield from (Mark(span, "withheld", words(held.reason)) for span in held.evidence)


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = {m.kind for m in marks if m.span.start <= start < m.span.end}
    kind = next((k for k in _FIRST if k in over), "")
    ended = {(m.kind, m.label): m for m in marks if m.span.end == end}
    return Piece(clean(text[start:end]), kind, tuple(ended.values()))
