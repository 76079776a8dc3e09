"""Spans as named entities, in the four conventions of SemEval 2013 task 9.1 and nervaluate.

An entity is a span and a code. `strict`: same span, same code. `exact`: same span, whatever
the code. `partial`: spans that overlap, whatever the code, count half. `type`: spans that
overlap, same code. A label's alternatives are the same code.

Entities are paired one to one: first same span and code, then overlap and same code, then same
span, then overlap. What is left is missed or spurious; spans of optional labels are not missed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.code_key import code_key
from eval.labelled import LabelSpan
from eval.matching import ScoredNote, accepted_keys
from eval.metrics.counts import Scores, ratio, scores_of


@dataclass(frozen=True, slots=True)
class EntityScores:
    """Scores in the four conventions.

    P = (correct + partial / 2) / predicted entities, R = the same / gold entities.
    """

    strict: Scores
    exact: Scores
    partial: Scores
    type: Scores


@dataclass(frozen=True, slots=True)
class _Entity:
    span: LabelSpan
    codes: frozenset[str]
    is_required: bool = True


_Fit = Callable[[_Entity, _Entity], bool]


def _same_span(a: _Entity, b: _Entity) -> bool:
    return a.span == b.span


def _same_code(a: _Entity, b: _Entity) -> bool:
    return not a.codes.isdisjoint(b.codes)


def _overlap(a: _Entity, b: _Entity) -> bool:
    return a.span.overlaps(b.span)


_ORDER: tuple[_Fit, ...] = (
    lambda a, b: _same_span(a, b) and _same_code(a, b),
    lambda a, b: _overlap(a, b) and _same_code(a, b),
    _same_span,
    _overlap,
)


def entity_scores(notes: Iterable[ScoredNote]) -> EntityScores | None:
    """Score all spans of all notes together; None where no label has a span."""
    pairs: list[tuple[_Entity, _Entity]] = []
    predicted = possible = 0
    for note in notes:
        gold, ours = _gold(note), _predicted(note)
        found, missed = _pair(ours, gold)
        pairs += found
        predicted += len(ours)
        possible += len(found) + sum(entity.is_required for entity in missed)
    if not possible:
        return None

    def scores(correct: float) -> Scores:
        return scores_of(ratio(correct, predicted), ratio(correct, possible))

    return EntityScores(
        strict=scores(sum(_same_span(a, b) and _same_code(a, b) for a, b in pairs)),
        exact=scores(sum(_same_span(a, b) for a, b in pairs)),
        partial=scores(sum(1.0 if _same_span(a, b) else 0.5 for a, b in pairs)),
        type=scores(sum(_same_code(a, b) for a, b in pairs)),
    )


def _gold(note: ScoredNote) -> list[_Entity]:
    return [
        _Entity(span, accepted_keys(label), label.is_required)
        for label in note.labels
        for span in label.evidence
    ]


def _predicted(note: ScoredNote) -> list[_Entity]:
    """Give the suggested entities, but for right ones whose label names no words."""
    return [
        _Entity(span, frozenset({code_key(j.suggested.code)}))
        for j in note.judgements
        if j.label is None or j.label.evidence
        for span in j.suggested.evidence
    ]


def _pair(
    ours: Sequence[_Entity], gold: Sequence[_Entity]
) -> tuple[list[tuple[_Entity, _Entity]], list[_Entity]]:
    """Pair entities one to one; give the pairs and the gold entities left over."""
    pairs, left, free = [], list(ours), list(gold)
    for fits in _ORDER:
        unpaired = []
        for entity in left:
            at = next((i for i, other in enumerate(free) if fits(entity, other)), None)
            if at is None:
                unpaired.append(entity)
            else:
                pairs.append((entity, free.pop(at)))
        left = unpaired
    return pairs, free
