"""Tables: precision, recall and F1 by chapter, setting, section, document type and frequency."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coding_assist.reading.sections import find_sections
from eval.code_key import code_key
from eval.labelled import LabelledCode, LabelSpan
from eval.matching import Judgement, ScoredNote
from eval.metrics.counts import Counts, Scores
from eval.metrics.precision_recall import micro
from eval.statistics.bands import BAND_NAMES, CodeCounts, band_of
from eval.statistics.chapters import chapter_of

NO_EVIDENCE = "(no evidence)"
NO_HEADING = "(before any heading)"
UNSTATED = "(not stated)"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A group of codes or of notes, with its scores.

    Attributes:
        notes: those that have a label or suggestion in the group.
    """

    group: str
    notes: int
    counts: Counts
    scores: Scores


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one way to group; `name` says which."""

    name: str
    rows: tuple[TableRow, ...]


_OfLabel = Callable[[ScoredNote, LabelledCode], str]
_OfJudged = Callable[[ScoredNote, Judgement], str]


def tables_of(notes: Sequence[ScoredNote], seen: CodeCounts | None = None) -> tuple[Table, ...]:
    """Give every table that the notes have something for.

    Args:
        notes: scored notes of one system.
        seen: how often the training notes have each code; without it there is no table by
            frequency.
    """
    tables = [
        by_chapter(notes),
        by_note("setting", notes, lambda n: n.labelled.note.setting.value),
        by_section(notes),
        by_note("document type", notes, lambda n: n.labelled.kind or UNSTATED),
        by_note("specialty", notes, lambda n: n.labelled.specialty or UNSTATED),
        by_note("source", notes, lambda n: n.labelled.source or UNSTATED),
    ]
    if seen is not None:
        tables.append(by_frequency(notes, seen))
    return tuple(t for t in tables if {r.group for r in t.rows} - {UNSTATED, NO_EVIDENCE})


def by_note(name: str, notes: Sequence[ScoredNote], of: Callable[[ScoredNote], str]) -> Table:
    """Group whole notes."""
    groups: dict[str, list[ScoredNote]] = defaultdict(list)
    for note in notes:
        groups[of(note)].append(note)
    return Table(name, tuple(_row(g, len(groups[g]), micro(groups[g])) for g in sorted(groups)))


def by_chapter(notes: Sequence[ScoredNote]) -> Table:
    """Group codes by chapter, a right suggestion by its label's."""
    return _by_code(
        "chapter",
        notes,
        lambda n, label: chapter_of(n.system, label.code),
        lambda n, j: chapter_of(n.system, (j.label or j.suggested).code),
    )


def by_frequency(notes: Sequence[ScoredNote], seen: CodeCounts) -> Table:
    """Group codes by how often the training notes have them, a right suggestion by its label's."""

    def band(note: ScoredNote, code: str) -> str:
        return band_of(seen.get((note.system, code_key(code)), 0))

    table = _by_code(
        "frequency in training",
        notes,
        lambda n, label: band(n, label.code),
        lambda n, j: band(n, (j.label or j.suggested).code),
    )
    return Table(table.name, tuple(sorted(table.rows, key=lambda r: BAND_NAMES.index(r.group))))


def by_section(notes: Sequence[ScoredNote]) -> Table:
    """Group labels by the section of their first evidence, suggestions by that of their own.

    Recall is thus of labels whose words stand in the section, precision of suggestions made
    from it.
    """
    sections = {id(n): _Sections(n) for n in notes}
    return _by_code(
        "section of evidence",
        notes,
        lambda n, label: sections[id(n)].of(label.evidence),
        lambda n, j: sections[id(n)].of(j.suggested.evidence),
    )


class _Sections:
    """Sections of a note, found when first asked for."""

    def __init__(self, note: ScoredNote) -> None:
        self._text = note.labelled.note.text
        self._found: list[tuple[int, str]] = []

    def of(self, spans: Sequence[LabelSpan]) -> str:
        if not spans:
            return NO_EVIDENCE
        if not self._found:
            self._found = [(s.end, s.kind) for s in find_sections(self._text)]
        kind = next((kind for end, kind in self._found if spans[0].start < end), "")
        return kind or NO_HEADING


def _by_code(
    name: str, notes: Sequence[ScoredNote], of_label: _OfLabel, of_judged: _OfJudged
) -> Table:
    counts: dict[str, Counts] = defaultdict(Counts)
    held: dict[str, int] = defaultdict(int)
    for note in notes:
        groups = set()
        for group, part in _parts(note, of_label, of_judged):
            counts[group] += part
            groups.add(group)
        for group in groups:
            held[group] += 1
    return Table(name, tuple(_row(g, held[g], counts[g]) for g in sorted(counts)))


def _parts(
    note: ScoredNote, of_label: _OfLabel, of_judged: _OfJudged
) -> Iterator[tuple[str, Counts]]:
    missed = set(map(id, note.missed))
    for label in note.required:
        yield of_label(note, label), Counts(met=id(label) not in missed, required=1)
    for judged in note.judgements:
        yield of_judged(note, judged), Counts(right=judged.is_right, suggested=1)


def _row(group: str, notes: int, counts: Counts) -> TableRow:
    return TableRow(group, notes, counts, counts.scores())
