"""Traps: words that name a disease or procedure and must not be coded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.matching import ScoredNote, overlap_any
from eval.metrics.counts import ratio

_CLASSES = (
    ("negated", ("negated", "normal", "artifact")),
    ("family_history", ("family",)),
    ("other_person", ("other_person",)),
    ("historical", ("historical", "prior", "obsolete", "resolved")),
    ("uncertain", ("uncertain", "ruled_out")),
    ("hypothetical", ("hypothetical", "education", "screening")),
    ("planned", ("planned", "ordered", "not_performed")),
    (
        "elsewhere",
        ("performed", "reviewed", "other_encounter", "other_provider", "outside", "done"),
    ),
    ("integral", ("integral", "bundled", "symptom of", "minor_symptom")),
    ("superseded", ("superseded", "preoperative", "replaced")),
    ("not_diagnosed", ("exam_finding", "not_", "drug", "lab ", "results", "incidental")),
)
OTHER = "other"


@dataclass(frozen=True, slots=True)
class TrapRow:
    """Traps of one class.

    Attributes:
        reason: the class.
        traps: how many are labelled.
        sprung: those that a wrong suggestion cites.
        suggestions: wrong suggestions that cite one, each counted at the first it cites.
        rate: these / all suggestions.
    """

    reason: str
    traps: int
    sprung: int
    suggestions: int
    rate: float


def trap_class(reason: str) -> str:
    """Give the class of an annotator's reason by how it begins; "other" where none fits.

    Annotators may write reasons freely, so reports carry the class and not their words.
    """
    reason = reason.strip().lower()
    return next((name for name, begins in _CLASSES if reason.startswith(begins)), OTHER)


def trap_rate(notes: Sequence[ScoredNote]) -> float:
    """Give wrong suggestions with a span that overlaps a trap / all suggestions."""
    sprung = sum(j.trap is not None for note in notes for j in note.judgements)
    return ratio(sprung, sum(len(note.judgements) for note in notes))


def trap_rows(notes: Sequence[ScoredNote]) -> tuple[TrapRow, ...]:
    """Count traps by class, most labelled first; the rates sum to the trap rate."""
    traps: Counter[str] = Counter()
    sprung: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for note in notes:
        spans = [s for j in note.judgements if not j.is_right for s in j.suggested.evidence]
        for trap in note.labelled.traps:
            traps[trap_class(trap.reason)] += 1
            sprung[trap_class(trap.reason)] += overlap_any([trap.span], spans)
        wrong.update(trap_class(j.trap.reason) for j in note.judgements if j.trap is not None)
    total = sum(len(note.judgements) for note in notes)
    return tuple(
        TrapRow(reason, n, sprung[reason], wrong[reason], ratio(wrong[reason], total))
        for reason, n in sorted(traps.items(), key=lambda item: (-item[1], item[0]))
    )
