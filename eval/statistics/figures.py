"""The headline figures as ratios of sums over notes, so that notes can be drawn again.

Each note is a row of numbers; a figure is the sum of one column over the sum of another, and F1
is made of two of them. Bootstrap and permutation then need nothing but weighted sums of rows.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum, auto
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from eval.matching import ScoredNote
from eval.metrics.average_precision import average_precision
from eval.metrics.evidence import evidence_overlap
from eval.metrics.exact_match import is_exact
from eval.metrics.precision_recall import count_note
from eval.metrics.ranking import ranking_of
from eval.metrics.recall_at_k import recall_at

Floats = npt.NDArray[np.float64]


class Column(IntEnum):
    """What a note's row holds."""

    NOTES = 0
    MET = auto()
    REQUIRED = auto()
    RIGHT = auto()
    SUGGESTED = auto()
    RANKABLE = auto()
    AP = auto()
    R10 = auto()
    R20 = auto()
    CITED = auto()
    CITED_RIGHT = auto()
    TRAPPED = auto()
    EXACT = auto()


RATIOS: Mapping[str, tuple[Column, Column]] = MappingProxyType(
    {
        "precision": (Column.RIGHT, Column.SUGGESTED),
        "recall": (Column.MET, Column.REQUIRED),
        "map": (Column.AP, Column.RANKABLE),
        "recall_at_10": (Column.R10, Column.RANKABLE),
        "recall_at_20": (Column.R20, Column.RANKABLE),
        "evidence_overlap": (Column.CITED_RIGHT, Column.CITED),
        "trap_rate": (Column.TRAPPED, Column.SUGGESTED),
        "exact_notes": (Column.EXACT, Column.NOTES),
        "suggestions_per_note": (Column.SUGGESTED, Column.NOTES),
    }
)
FIGURES = ("f1", *RATIOS)
"""Names of the figures that have intervals and are compared."""


def note_rows(notes: Sequence[ScoredNote]) -> Floats:
    """Give the notes' rows, an array of notes by columns."""
    return np.array([_row(note) for note in notes], dtype=np.float64).reshape(-1, len(Column))


def figures_of(sums: Floats) -> dict[str, Floats]:
    """Give each figure of sums of rows, shape (..., columns); 0 where it divides by 0."""
    found = {name: _ratio(sums[..., a], sums[..., b]) for name, (a, b) in RATIOS.items()}
    precision, recall = found["precision"], found["recall"]
    found["f1"] = _ratio(2 * precision * recall, precision + recall)
    return found


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole != 0)


def _row(note: ScoredNote) -> list[float]:
    counts, ranking, cited = count_note(note), ranking_of(note), evidence_overlap([note])
    row = dict.fromkeys(Column, 0.0)
    row[Column.NOTES] = 1
    row[Column.MET], row[Column.REQUIRED] = counts.met, counts.required
    row[Column.RIGHT], row[Column.SUGGESTED] = counts.right, counts.suggested
    if ranking.relevant:
        row[Column.RANKABLE] = 1
        row[Column.AP] = average_precision(ranking)
        row[Column.R10], row[Column.R20] = recall_at(ranking, 10), recall_at(ranking, 20)
    row[Column.CITED], row[Column.CITED_RIGHT] = cited.total, cited.hits
    row[Column.TRAPPED] = sum(j.trap is not None for j in note.judgements)
    row[Column.EXACT] = is_exact(note)
    return [row[column] for column in Column]
