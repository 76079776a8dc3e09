"""What was labelled and what was suggested, note by note. Without note text unless asked for."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from coding_assist.note import CodeSystem, Setting
from eval.labelled import LabelledCode, LabelledNote, LabelSpan
from eval.matching import Judgement, ScoredNote, overlap_any
from eval.metrics.traps import trap_class
from eval.statistics.figures import note_rows


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LabelResult(_Result):
    """A labelled code and the suggested code that meets it, or None."""

    code: str
    is_required: bool
    alternatives: tuple[str, ...]
    role: str
    evidence: tuple[LabelSpan, ...]
    met_by: str | None


class SuggestionResult(_Result):
    """A suggested code, the label's code that it meets, or None, and the trap it cites."""

    code: str
    score: float
    role: str
    evidence: tuple[LabelSpan, ...]
    meets: str | None
    trap: str | None


class WithheldResult(_Result):
    """A code that was found and not suggested, with its reason; the cut gives a reason too."""

    code: str
    score: float
    reason: str
    evidence: tuple[LabelSpan, ...]


class TrapResult(_Result):
    """Words that must not be coded, the class of the reason, and whether they were."""

    span: LabelSpan
    reason: str
    is_sprung: bool


class NoteSystemResult(_Result):
    """One code system of a note.

    Attributes:
        labels: in the order of the labelled file.
        suggestions: at or above the cut, best first.
        traps: the note's, sprung by suggestions of this system.
        withheld: in the order of the prediction, what the cut leaves out last.
        row: the note's numbers, by `eval.statistics.figures.Column`; runs are compared by them.
    """

    system: CodeSystem
    labels: tuple[LabelResult, ...]
    suggestions: tuple[SuggestionResult, ...]
    traps: tuple[TrapResult, ...]
    withheld: tuple[WithheldResult, ...] = ()
    row: tuple[float, ...]


class NoteResult(_Result):
    """A note; `text` is None unless it was asked for."""

    note_id: str
    setting: Setting
    kind: str
    specialty: str
    source: str
    is_answered: bool
    systems: tuple[NoteSystemResult, ...]
    text: Annotated[str | None, Field(repr=False)] = None


def note_results(
    notes: Sequence[LabelledNote], scored: Sequence[Sequence[ScoredNote]], *, with_text: bool
) -> tuple[NoteResult, ...]:
    """Give the results of every note.

    Args:
        notes: in order.
        scored: for each system, the same notes in the same order.
        with_text: carry the notes' text.
    """
    systems = [_of_system(of_system) for of_system in scored]
    return tuple(
        NoteResult(
            note_id=note.note.note_id,
            setting=note.note.setting,
            kind=note.kind,
            specialty=note.specialty,
            source=note.source,
            is_answered=all(of_system[at].is_answered for of_system in scored),
            systems=tuple(of_system[at] for of_system in systems),
            text=note.note.text if with_text else None,
        )
        for at, note in enumerate(notes)
    )


def _of_system(scored: Sequence[ScoredNote]) -> list[NoteSystemResult]:
    return [
        NoteSystemResult(
            system=note.system,
            labels=_labels(note),
            suggestions=tuple(map(_suggestion, note.judgements)),
            traps=_traps(note),
            withheld=tuple(
                WithheldResult(code=w.code, score=w.score, reason=w.reason, evidence=w.evidence)
                for w in note.withheld
            ),
            row=tuple(row),
        )
        for note, row in zip(scored, note_rows(scored).tolist(), strict=True)
    ]


def _labels(note: ScoredNote) -> tuple[LabelResult, ...]:
    met_by = {id(j.label): j.suggested.code for j in note.right}

    def result(label: LabelledCode) -> LabelResult:
        return LabelResult(
            code=label.code,
            is_required=label.is_required,
            alternatives=label.alternatives,
            role=label.role,
            evidence=label.evidence,
            met_by=met_by.get(id(label)),
        )

    return tuple(map(result, note.labels))


def _suggestion(judged: Judgement) -> SuggestionResult:
    return SuggestionResult(
        code=judged.suggested.code,
        score=judged.suggested.score,
        role=judged.suggested.role,
        evidence=judged.suggested.evidence,
        meets=judged.label.code if judged.label is not None else None,
        trap=trap_class(judged.trap.reason) if judged.trap is not None else None,
    )


def _traps(note: ScoredNote) -> tuple[TrapResult, ...]:
    wrong = [s for j in note.judgements if not j.is_right for s in j.suggested.evidence]
    return tuple(
        TrapResult(
            span=trap.span,
            reason=trap_class(trap.reason),
            is_sprung=overlap_any([trap.span], wrong),
        )
        for trap in note.labelled.traps
    )
