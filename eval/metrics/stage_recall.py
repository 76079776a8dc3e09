"""Candidate recall: at which stage of the pipeline are codes lost?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding_assist.note import CodeSystem
from eval.code_key import code_key
from eval.matching import ScoredNote, accepted_keys
from eval.metrics.counts import ratio

Codes = frozenset[tuple[CodeSystem, str]]


@dataclass(frozen=True, slots=True)
class StageCodes:
    """The codes of a note that each stage holds.

    Attributes:
        found: what the vocabulary's terms that were met point to; headers too.
        matched: candidates, made specific.
        ranked: those that score at or above the operating point.
        decided: those suggested once the coding rules are applied.
    """

    note_id: str
    found: Codes
    matched: Codes
    ranked: Codes
    decided: Codes


@dataclass(frozen=True, slots=True)
class StageRecall:
    """Required labels that can still be met after each stage, of all required labels.

    `found` is the share with the code or a header above it; the others need the code itself.
    """

    required: int
    found: float
    matched: float
    ranked: float
    decided: float


def stage_recall(notes: Iterable[ScoredNote], stages: Mapping[str, StageCodes]) -> StageRecall:
    """Give at each stage the required labels one of whose codes it holds / required labels.

    Args:
        notes: scored notes of one system; those without an entry in `stages` are left out.
        stages: by note id.
    """
    required = found = matched = ranked = decided = 0
    for note in notes:
        stage = stages.get(note.labelled.note.note_id)
        if stage is None:
            continue
        heads = tuple(_keys(stage.found, note.system))
        held = [_keys(s, note.system) for s in (stage.matched, stage.ranked, stage.decided)]
        for accepted in map(accepted_keys, note.required):
            required += 1
            found += any(key.startswith(heads) for key in accepted)
            matched += not accepted.isdisjoint(held[0])
            ranked += not accepted.isdisjoint(held[1])
            decided += not accepted.isdisjoint(held[2])
    return StageRecall(
        required,
        ratio(found, required),
        ratio(matched, required),
        ratio(ranked, required),
        ratio(decided, required),
    )


def _keys(codes: Codes, system: CodeSystem) -> frozenset[str]:
    return frozenset(code_key(code) for of, code in codes if of is system)
