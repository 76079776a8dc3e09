"""What changed in each note between two runs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coding_assist.note import CodeSystem
from eval.note_results import NoteResult, NoteSystemResult
from eval.report.note_score import NoteScore, note_score

LISTED = 15
"""So many codes are listed."""


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """Codes of one system of a note whose lot changed.

    Attributes:
        found: required labels that were missed and are met.
        lost: those that were met and are missed.
        mended: suggestions that were wrong and are no longer made.
        added: wrong suggestions that were not made before.
    """

    system: CodeSystem
    found: tuple[str, ...]
    lost: tuple[str, ...]
    mended: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.found or self.lost or self.mended or self.added)


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note in which something changed."""

    note: NoteResult
    before: NoteScore
    after: NoteScore
    codes: tuple[CodeChanges, ...]

    @property
    def f1(self) -> float:
        """Give the change of F1; a note without codes counts as 1."""
        return _f1(self.after) - _f1(self.before)


@dataclass(frozen=True, slots=True)
class CodeTally:
    """In how many notes the lot of a code changed; `gain` is the better less the worse."""

    code: str
    found: int
    lost: int
    mended: int
    added: int

    @property
    def gain(self) -> int:
        """Give the notes that became better, less those that became worse."""
        return self.found + self.mended - self.lost - self.added


def note_changes(
    before: Sequence[NoteResult], after: Sequence[NoteResult]
) -> tuple[NoteChange, ...]:
    """Give the notes in which something changed, those that lost most first."""
    found = []
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        codes = tuple(_system_changes(old, new))
        if codes:
            found.append(NoteChange(new, note_score(place, old), note_score(place, new), codes))
    return tuple(sorted(found, key=lambda c: (c.f1, c.before.place)))


def code_tallies(changes: Iterable[NoteChange], system: CodeSystem) -> tuple[CodeTally, ...]:
    """Count the changes of each code, those that lost or gained most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for change in changes:
        for of in (c for c in change.codes if c.system is system):
            for kind in ("found", "lost", "mended", "added"):
                counts.update((code, kind) for code in getattr(of, kind))
    tallies = [
        CodeTally(
            code,
            counts[code, "found"],
            counts[code, "lost"],
            counts[code, "mended"],
            counts[code, "added"],
        )
        for code in {code for code, _ in counts}
    ]
    return tuple(sorted(tallies, key=lambda t: (-abs(t.gain), t.gain, t.code))[:LISTED])


def _system_changes(before: NoteResult, after: NoteResult) -> Iterable[CodeChanges]:
    olds = {system.system: system for system in before.systems}
    for new in after.systems:
        if new.system in olds and (changes := _changes(olds[new.system], new)):
            yield changes


def _changes(before: NoteSystemResult, after: NoteSystemResult) -> CodeChanges:
    missed, missed_now = _missed(before), _missed(after)
    met, met_now = _met(before), _met(after)
    wrong, wrong_now = _wrong(before), _wrong(after)
    return CodeChanges(
        system=after.system,
        found=tuple(sorted(missed & met_now)),
        lost=tuple(sorted(met & missed_now)),
        mended=tuple(sorted(wrong - wrong_now)),
        added=tuple(sorted(wrong_now - wrong)),
    )


def _missed(system: NoteSystemResult) -> set[str]:
    return {x.code for x in system.labels if x.is_required and x.met_by is None}


def _met(system: NoteSystemResult) -> set[str]:
    return {x.code for x in system.labels if x.is_required and x.met_by is not None}


def _wrong(system: NoteSystemResult) -> set[str]:
    return {s.code for s in system.suggestions if s.meets is None}


def _f1(score: NoteScore) -> float:
    return 1.0 if score.f1 is None else score.f1
