"""Assertion confusion: what the labels say of words, against what the system did with them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from eval.labelled import LabelSpan
from eval.matching import ScoredNote, overlap_any
from eval.metrics.traps import trap_class

TO_CODE = "to be coded"
SUGGESTED = "suggested"
RIGHT_CODE = "right code suggested"
NOT_FOUND = "nothing"


@dataclass(frozen=True, slots=True)
class Confusion:
    """A table of counts.

    Attributes:
        rows: what the labels say: to be coded, or the class of a trap.
        columns: what the system did: suggested a code, a right one, withheld one for a reason,
            or nothing.
        counts: one tuple a row.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def assertion_confusion(notes: Iterable[ScoredNote]) -> Confusion:
    """Count required labels with evidence and traps by what the system did.

    A required label that is met was suggested. A trap was suggested where a wrong suggestion
    cites its words. Else counts the best scored code withheld for these words, with its
    reason; else, for a trap, a right suggestion that cites them; else nothing.
    """
    cells: Counter[tuple[str, str]] = Counter()
    for note in notes:
        cells.update(_of_labels(note))
        cells.update(_of_traps(note))
    rows = sorted({r for r, _ in cells}, key=lambda r: (r != TO_CODE, r))
    first = {SUGGESTED: 0, RIGHT_CODE: 1, NOT_FOUND: 3}
    columns = sorted({c for _, c in cells}, key=lambda c: (first.get(c, 2), c))
    return Confusion(
        tuple(rows), tuple(columns), tuple(tuple(cells[r, c] for c in columns) for r in rows)
    )


def _of_labels(note: ScoredNote) -> Iterable[tuple[str, str]]:
    missed = set(map(id, note.missed))
    for label in note.required:
        if label.evidence:
            yield TO_CODE, _withheld(note, label.evidence) if id(label) in missed else SUGGESTED


def _of_traps(note: ScoredNote) -> Iterable[tuple[str, str]]:
    wrong = [s for j in note.judgements if not j.is_right for s in j.suggested.evidence]
    right = [s for j in note.right for s in j.suggested.evidence]
    for trap in note.labelled.traps:
        done = SUGGESTED if overlap_any([trap.span], wrong) else _withheld(note, (trap.span,))
        if done == NOT_FOUND and overlap_any([trap.span], right):
            done = RIGHT_CODE
        yield trap_class(trap.reason), done


def _withheld(note: ScoredNote, spans: tuple[LabelSpan, ...]) -> str:
    citing = [w for w in note.withheld if overlap_any(w.evidence, spans)]
    return max(citing, key=lambda w: w.score).reason if citing else NOT_FOUND
