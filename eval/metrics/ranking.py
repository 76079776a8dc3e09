"""The ranked list of a note, as the ranking metrics take it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from eval.code_key import code_key
from eval.matching import ScoredNote, accepted_keys


@dataclass(frozen=True, slots=True)
class Ranking:
    """Codes best first, without a cut, and those that are relevant.

    Attributes:
        codes: each once; an alternative stands under the code of the label that accepts it.
        relevant: codes of the required labels. Optional codes are not relevant.
    """

    codes: tuple[str, ...]
    relevant: frozenset[str]


def ranking_of(note: ScoredNote) -> Ranking:
    """Give the ranked list of a note."""
    label_of = {key: code_key(x.code) for x in note.required for key in accepted_keys(x)}
    keys = (code_key(j.suggested.code) for j in note.ranked)
    return Ranking(
        tuple(dict.fromkeys(label_of.get(key, key) for key in keys)),
        frozenset(code_key(x.code) for x in note.required),
    )


def mean_over(notes: Iterable[ScoredNote], metric: Callable[[Ranking], float]) -> float:
    """Average a metric over the notes that have a relevant code; 0 where none has."""
    values = [metric(r) for r in map(ranking_of, notes) if r.relevant]
    return fmean(values) if values else 0.0
