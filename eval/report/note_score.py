"""How well one note did, over all its code systems."""

from dataclasses import dataclass

from eval.metrics.counts import Counts
from eval.note_results import NoteResult
from eval.statistics.figures import Column


@dataclass(frozen=True, slots=True)
class NoteScore:
    """A note's counts; `f1` is None where nothing is required and nothing suggested."""

    place: int
    counts: Counts

    @property
    def f1(self) -> float | None:
        """Give F1 over all systems together."""
        if not self.counts.required and not self.counts.suggested:
            return None
        return self.counts.scores().f1

    @property
    def missed(self) -> int:
        """Count required labels that nothing meets."""
        return self.counts.required - self.counts.met

    @property
    def wrong(self) -> int:
        """Count suggestions that meet nothing."""
        return self.counts.suggested - self.counts.right


def note_score(place: int, note: NoteResult) -> NoteScore:
    """Score the note at a place in the result."""
    counts = Counts()
    for system in note.systems:
        row = system.row
        counts += Counts(
            met=int(row[Column.MET]),
            required=int(row[Column.REQUIRED]),
            right=int(row[Column.RIGHT]),
            suggested=int(row[Column.SUGGESTED]),
        )
    return NoteScore(place, counts)


def worst_first(score: NoteScore) -> tuple[bool, float, int, int]:
    """Sort notes by F1, those with more errors first; those without codes come last."""
    f1 = score.f1
    return (f1 is None, f1 or 0.0, -(score.missed + score.wrong), score.place)
