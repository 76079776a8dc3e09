"""What the page of one note shows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from coding_assist.cli.highlighting import clean
from coding_assist.note import CodeSystem
from eval.labelled import LabelSpan
from eval.matching import overlap_any
from eval.note_results import LabelResult, NoteResult, NoteSystemResult, SuggestionResult
from eval.report.marked_text import Piece, cut_text, labelled_marks, suggested_marks
from eval.report.missed import NOT_FOUND, OTHER_CODE, WITHHELD, Fate, fate_of
from eval.report.note_score import NoteScore, note_score
from eval.report.wording import words

_WORDS_LISTED = 3
_ORDER = ("missed", "wrong", "right")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A label, the suggestion for it, or both.

    Attributes:
        kind: right, wrong or missed.
        labelled, suggested: codes, or "".
        score: of the suggestion.
        cited: the words, or their offsets where the result carries no text.
        remark: why it was missed, or what makes it wrong.
    """

    system: CodeSystem
    kind: str
    labelled: str
    suggested: str
    role: str
    score: float | None
    cited: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class NotePage:
    """One note.

    Attributes:
        labelled, suggested: the text with its marks; empty without text.
        optional: codes that may be reported and were not suggested.
        withheld: codes by the reason they were withheld for.
    """

    note: NoteResult
    score: NoteScore
    rows: tuple[CodeRow, ...]
    labelled: tuple[Piece, ...]
    suggested: tuple[Piece, ...]
    optional: tuple[tuple[CodeSystem, str], ...]
    withheld: tuple[tuple[str, tuple[str, ...]], ...]


def note_page(place: int, note: NoteResult) -> NotePage:
    """Give the page of the note at a place in the result."""
    text = note.text
    return NotePage(
        note=note,
        score=note_score(place, note),
        rows=tuple(sorted(_rows(note), key=lambda row: _ORDER.index(row.kind))),
        labelled=() if text is None else cut_text(text, labelled_marks(note)),
        suggested=() if text is None else cut_text(text, suggested_marks(note)),
        optional=tuple(
            (system.system, label.code)
            for system in note.systems
            for label in system.labels
            if label.met_by is None and not label.is_required
        ),
        withheld=_withheld(note),
    )


def _rows(note: NoteResult) -> Iterator[CodeRow]:
    for system in note.systems:
        yield from _system_rows(note, system)


def _system_rows(note: NoteResult, system: NoteSystemResult) -> Iterator[CodeRow]:
    by_code = {s.code: s for s in system.suggestions}
    for label in (x for x in system.labels if x.is_required or x.met_by is not None):
        yield _label_row(note, system, label, by_code.get(label.met_by or ""))
    for suggestion in system.suggestions:
        if suggestion.meets is None:
            yield _wrong_row(note, system, suggestion)


def _label_row(
    note: NoteResult,
    system: NoteSystemResult,
    label: LabelResult,
    suggestion: SuggestionResult | None,
) -> CodeRow:
    return CodeRow(
        system=system.system,
        kind="right" if suggestion else "missed",
        labelled=label.code,
        suggested=suggestion.code if suggestion else "",
        role=label.role,
        score=suggestion.score if suggestion else None,
        cited=_cited(note, label.evidence or (suggestion.evidence if suggestion else ())),
        remark="" if suggestion else _why_missed(fate_of(label, system)),
    )


def _wrong_row(note: NoteResult, system: NoteSystemResult, wrong: SuggestionResult) -> CodeRow:
    return CodeRow(
        system=system.system,
        kind="wrong",
        labelled="",
        suggested=wrong.code,
        role=wrong.role,
        score=wrong.score,
        cited=_cited(note, wrong.evidence),
        remark=_why_wrong(system, wrong),
    )


def _why_wrong(system: NoteSystemResult, wrong: SuggestionResult) -> str:
    """Name the trap, or what is labelled for the same words."""
    if wrong.trap:
        return f"not to be coded: {words(wrong.trap)}"
    missed = (x for x in system.labels if x.is_required and x.met_by is None)
    instead = [x.code for x in missed if overlap_any(x.evidence, wrong.evidence)]
    return f"labelled {', '.join(instead)}" if instead else ""


def _why_missed(fate: Fate) -> str:
    codes = ", ".join(fate.codes)
    if fate.kind == NOT_FOUND:
        return "not found in the text"
    if fate.kind == WITHHELD:
        return f"withheld: {words(fate.reason)}"
    if fate.kind == OTHER_CODE:
        return f"coded as {codes}"
    return f"its words gave {codes}, withheld: {words(fate.reason)}"


def _cited(note: NoteResult, spans: tuple[LabelSpan, ...]) -> tuple[str, ...]:
    if note.text is None:
        shown = [f"{s.start}–{s.end}" for s in spans]
    else:
        shown = [" ".join(clean(note.text[s.start : s.end]).split()) for s in spans]
    kept = list(dict.fromkeys(shown))
    more = [f"and {len(kept) - _WORDS_LISTED} more"] if len(kept) > _WORDS_LISTED else []
    return (*kept[:_WORDS_LISTED], *more)


def _withheld(note: NoteResult) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for system in note.systems:
        for held in system.withheld:
            found[words(held.reason)][held.code] = None
    return tuple((reason, tuple(found[reason])) for reason in sorted(found))
