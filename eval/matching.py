"""Match what was suggested with what is labelled: once, for every metric.

Suggestions are taken best first, each code once. A suggestion is right where its code is that
of a label not yet met, or one of its alternatives; a label whose own code it is comes before
labels that only accept it. Each label is met once, so a second alternative for it is wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding_assist.note import CodeSystem
from eval.code_key import code_key
from eval.labelled import LabelledCode, LabelledNote, LabelSpan, Trap
from eval.predictions import PredictedCode, PredictedNote, WithheldCode


@dataclass(frozen=True, slots=True)
class Judgement:
    """A suggestion and the label it meets; None where it is wrong.

    Attributes:
        trap: the first trap whose words a wrong suggestion cites.
    """

    suggested: PredictedCode
    label: LabelledCode | None
    trap: Trap | None = None

    @property
    def is_right(self) -> bool:
        """Tell whether the suggestion meets a label."""
        return self.label is not None


@dataclass(frozen=True, slots=True)
class ScoredNote:
    """One note in one code system, matched.

    Attributes:
        labelled: the note with all its labels.
        labels: those of the system.
        judgements: suggestions at or above the cut, best first, each code once.
        ranked: the same without a cut.
        missed: required labels that nothing above the cut meets.
        withheld: what was found and not suggested, and what the cut leaves out.
        is_answered: there is a prediction for the note.
    """

    labelled: LabelledNote
    system: CodeSystem
    labels: tuple[LabelledCode, ...]
    judgements: tuple[Judgement, ...]
    ranked: tuple[Judgement, ...]
    missed: tuple[LabelledCode, ...]
    withheld: tuple[WithheldCode, ...] = ()
    is_answered: bool = True

    @property
    def required(self) -> tuple[LabelledCode, ...]:
        """Labels whose miss counts."""
        return tuple(label for label in self.labels if label.is_required)

    @property
    def right(self) -> tuple[Judgement, ...]:
        """Suggestions that meet a label, required or optional."""
        return tuple(j for j in self.judgements if j.is_right)


def accepted_keys(label: LabelledCode) -> frozenset[str]:
    """Give the keys of the codes that meet a label."""
    return frozenset(map(code_key, (label.code, *label.alternatives)))


def score_notes(
    notes: Iterable[LabelledNote],
    predictions: Mapping[str, PredictedNote],
    system: CodeSystem,
    cut: float | None = None,
) -> tuple[ScoredNote, ...]:
    """Match every note; one without a prediction is scored as if nothing was suggested.

    Args:
        notes: with their labels.
        predictions: by note id.
        system: only labels and suggestions of it are looked at.
        cut: suggestions that score less are left out of all but the ranking.
    """
    return tuple(score_note(n, predictions.get(n.note.note_id), system, cut) for n in notes)


def score_note(
    labelled: LabelledNote,
    prediction: PredictedNote | None,
    system: CodeSystem,
    cut: float | None = None,
) -> ScoredNote:
    """Match one note."""
    labels = tuple(label for label in labelled.codes if label.system is system)
    ranking = [c for c in prediction.codes if c.system is system] if prediction else []
    shown = ranking if cut is None else [c for c in ranking if c.score >= cut]
    judgements = _judge(shown, labels, labelled.traps)
    met = {id(j.label) for j in judgements if j.label is not None}
    return ScoredNote(
        labelled=labelled,
        system=system,
        labels=labels,
        judgements=judgements,
        ranked=judgements if cut is None else _judge(ranking, labels, labelled.traps),
        missed=tuple(x for x in labels if x.is_required and id(x) not in met),
        withheld=_withheld(prediction, system, cut) if prediction else (),
        is_answered=prediction is not None,
    )


def overlap_any(spans: Iterable[LabelSpan], others: Sequence[LabelSpan]) -> bool:
    """Tell whether any span shares a character with any other."""
    return any(span.overlaps(other) for span in spans for other in others)


def _withheld(
    prediction: PredictedNote, system: CodeSystem, cut: float | None
) -> tuple[WithheldCode, ...]:
    hidden = (
        WithheldCode(c.system, c.code, "below_threshold", c.score, c.evidence)
        for c in prediction.codes
        if cut is not None and c.score < cut
    )
    return tuple(w for w in (*prediction.withheld, *hidden) if w.system is system)


def _judge(
    codes: Sequence[PredictedCode], labels: Sequence[LabelledCode], traps: Sequence[Trap]
) -> tuple[Judgement, ...]:
    first: dict[str, PredictedCode] = {}
    for code in codes:
        first.setdefault(code_key(code.code), code)
    # Equal labels are told apart by identity: each is met once.
    free = [(label, code_key(label.code), accepted_keys(label)) for label in labels]
    found = []
    for key, code in first.items():
        fitting = [i for i, (_, _, accepted) in enumerate(free) if key in accepted]
        at = next((i for i in fitting if free[i][1] == key), fitting[0] if fitting else None)
        if at is None:
            found.append(Judgement(code, None, _trap(code, traps)))
        else:
            found.append(Judgement(code, free.pop(at)[0]))
    return tuple(found)


def _trap(code: PredictedCode, traps: Sequence[Trap]) -> Trap | None:
    return next((t for t in traps if overlap_any(code.evidence, [t.span])), None)
