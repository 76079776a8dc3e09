"""Drugs and what a note says of their taking, as a sentence names them.

A drug stands for the category that the ICD-10-CM Table of Drugs gives it (T36-T50; alcohol T51):
`code_sets/rules/drug_categories.tsv`. What a phrase says of it, that it caused something, was
taken wrongly or too little, is `code_sets/rules/drug_cues.tsv`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.matching.terms import wordings
from coding_assist.reading.document import Sentence
from coding_assist.reading.normal_form import normal_words

_LONGEST = 6
_UNDONE = frozenset("no not denies denied without never unlikely negative avoid".split())
_OTHERS = frozenset(
    "mother father brother sister son daughter aunt uncle cousin friend husband wife girlfriend "
    "boyfriend roommate partner grandmother grandfather neighbor".split()
)
_DOUBTED = frozenset("possible possibly probable probably likely suspected perhaps maybe ?".split())
_BEFORE = 4
_PAST = frozenset("history previous prior past remote h/o".split())
_YEAR = re.compile(r"(?:19|20)\d\d|ago")
_AROUND = 6
Index = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sentence names a drug or says something of one.

    Attributes:
        kind: stem of the category ("T36.0X"), or the kind of cue ("cause").
        at, end: word positions, half-open.
    """

    kind: str
    at: int
    end: int


def drugs_in(sentence: Sentence) -> tuple[Spot, ...]:
    """Give the drugs that a sentence names, in order."""
    return tuple(_spots([w.norm for w in sentence.words], _drugs()))


def cues_in(sentence: Sentence) -> tuple[Spot, ...]:
    """Give what the sentence says of drugs, less what is denied."""
    norms = [w.norm for w in sentence.words]
    return tuple(
        c
        for c in _spots(norms, _cues())
        if not _UNDONE & _before(norms, c) and not (c.kind == "overdose" and _is_over(norms, c))
    )


def _is_over(norms: Sequence[str], cue: Spot) -> bool:
    """Tell whether an overdose is another person's, or one of the past."""
    before = set(norms[max(0, cue.at - _AROUND) : cue.at])
    after = norms[cue.end : cue.end + _AROUND]
    return bool((_OTHERS | _PAST) & before) or any(map(_YEAR.fullmatch, after))


def is_doubted(sentence: Sentence, cue: Spot) -> bool:
    """Tell whether the link is only thought likely."""
    return bool(_DOUBTED & _before([w.norm for w in sentence.words], cue))


def _before(norms: Sequence[str], spot: Spot) -> set[str]:
    return set(norms[max(0, spot.at - _BEFORE) : spot.at])


def _spots(norms: Sequence[str], index: Index) -> Iterator[Spot]:
    """Yield the longest phrase at each place; none overlap."""
    at = len(norms) if index.keys().isdisjoint(norms) else 0
    while at < len(norms):
        if norms[at] not in index:
            at += 1
            continue
        here = tuple(norms[at : at + _LONGEST])
        best = next(((p, kind) for p, kind in index[norms[at]] if here[: len(p)] == p), None)
        if best:
            yield Spot(best[1], at, at + len(best[0]))
        at += len(best[0]) if best else 1


@cache
def _drugs() -> Index:
    rows = read_table("rules", "drug_categories.tsv", ["drug", "stem"])
    return _index((words, stem) for drug, stem in rows for words in wordings(drug))


@cache
def _cues() -> Index:
    rows = read_table("rules", "drug_cues.tsv", ["cue", "kind"])
    return _index((tuple(normal_words(cue)), kind) for cue, kind in rows)


def _index(phrases: Iterable[tuple[tuple[str, ...], str]]) -> Index:
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in phrases:
        by_word.setdefault(words[0], []).append((words, kind))
    return MappingProxyType(
        {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in by_word.items()}
    )
