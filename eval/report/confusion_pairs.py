"""Pairs of codes: a label that was missed, and what was suggested for the same words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from eval.note_results import NoteSystemResult
from eval.report.missed import wrong_codes_at

LISTED = 20
"""So many pairs are listed."""


@dataclass(frozen=True, slots=True)
class ConfusionPair:
    """A missed label and a wrong suggestion whose evidence overlaps.

    Attributes:
        notes: places of the notes in the result.
    """

    labelled: str
    suggested: str
    notes: tuple[int, ...]


def confusion_pairs(
    notes: Iterable[tuple[int, NoteSystemResult]],
) -> tuple[ConfusionPair, ...]:
    """Give the pairs of most notes.

    Args:
        notes: with their places in the result.
    """
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, note in notes:
        for pair in sorted(_pairs(note)):
            found[pair].append(place)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(ConfusionPair(a, b, tuple(places)) for (a, b), places in ordered[:LISTED])


def _pairs(note: NoteSystemResult) -> set[tuple[str, str]]:
    missed = [label for label in note.labels if label.is_required and label.met_by is None]
    return {(x.code, code) for x in missed for code in wrong_codes_at(x.evidence, note)}
