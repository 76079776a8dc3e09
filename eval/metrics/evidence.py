"""Evidence: does a right suggestion cite the words that the label rests on?

Looked at are right suggestions whose label names its words; what is None has none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eval.labelled import LabelSpan
from eval.matching import ScoredNote, overlap_any


@dataclass(frozen=True, slots=True)
class Share:
    """A share of right suggestions.

    Attributes:
        hits: suggestions it is true of.
        total: right suggestions whose label has evidence.
    """

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share itself, or None where there is nothing to look at."""
        return self.hits / self.total if self.total else None


Spans = tuple[LabelSpan, ...]


def cited_pairs(notes: Iterable[ScoredNote]) -> list[tuple[ScoredNote, Spans, Spans]]:
    """Give the note, the cited spans and the label's for each suggestion looked at."""
    return [
        (note, j.suggested.evidence, j.label.evidence)
        for note in notes
        for j in note.right
        if j.label is not None and j.label.evidence
    ]


def evidence_overlap(notes: Iterable[ScoredNote]) -> Share:
    """Count suggestions with a cited span that shares a character with a span of the label."""
    return _share(notes, lambda cited, gold: overlap_any(cited, gold))


def evidence_exact(notes: Iterable[ScoredNote]) -> Share:
    """Count suggestions with a cited span that is exactly one of the label's."""
    return _share(notes, lambda cited, gold: not set(cited).isdisjoint(gold))


def _share(notes: Iterable[ScoredNote], holds: Callable[[Spans, Spans], bool]) -> Share:
    pairs = cited_pairs(notes)
    return Share(sum(holds(cited, gold) for _, cited, gold in pairs), len(pairs))
