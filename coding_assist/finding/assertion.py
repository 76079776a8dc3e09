"""Assertion: is what a mention names present, denied, past, someone else's, or only meant?

The way of ConText (Harkema et al. 2009): trigger phrases with a scope before or after them,
and words that end a scope. The phrases are data: `code_sets/assertion`.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from coding_assist.finding.mention import Assertion
from coding_assist.reading.document import Sentence
from coding_assist.reading.normal_form import normal_words

_REACH = {
    Assertion.NEGATED: 25,
    Assertion.UNCERTAIN: 8,
    Assertion.HISTORICAL: 7,
    Assertion.FAMILY: 15,
    Assertion.OTHER_PERSON: 8,
    Assertion.HYPOTHETICAL: 12,
    Assertion.PLANNED: 9,
}
_REACH_BACK = 6
_PRECEDENCE = (
    Assertion.FAMILY,
    Assertion.OTHER_PERSON,
    Assertion.NEGATED,
    Assertion.HYPOTHETICAL,
    Assertion.PLANNED,
    Assertion.UNCERTAIN,
    Assertion.HISTORICAL,
)
_SECTIONS = {"family_history": Assertion.FAMILY}


@dataclass(frozen=True, slots=True)
class Scope:
    """Word positions of a sentence (half-open) over which an assertion holds."""

    assertion: Assertion
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Trigger:
    words: tuple[str, ...]
    assertion: str
    before: bool


def find_scopes(sentence: Sentence) -> tuple[Scope, ...]:
    """Find over which words of the sentence which assertion holds."""
    norms = [w.norm for w in sentence.words]
    found = _triggers_in(norms)
    ends = sorted(at for at, t in found if t.assertion == "end")
    scopes = [
        _scope(norms, at, trigger, ends)
        for at, trigger in found
        if trigger.assertion not in ("end", "pseudo")
    ]
    if sentence.section.kind in _SECTIONS:
        scopes.append(Scope(_SECTIONS[sentence.section.kind], 0, len(norms)))
    return tuple(scopes)


def assertion_of(
    scopes: Sequence[Scope], positions: Sequence[int], *, is_procedure: bool
) -> Assertion:
    """Give the assertion of a mention at these word positions; the gravest of several."""
    holding = {s.assertion for s in scopes if any(s.start <= p < s.end for p in positions)}
    if not is_procedure:
        holding.discard(Assertion.PLANNED)
    return next((a for a in _PRECEDENCE if a in holding), Assertion.PRESENT)


def _triggers_in(norms: Sequence[str]) -> list[tuple[int, _Trigger]]:
    """Find trigger phrases, the longest at each place; a pseudo-trigger hides those in it."""
    found: list[tuple[int, _Trigger]] = []
    skip = 0
    for i, norm in enumerate(norms):
        if i < skip:
            continue
        here = [t for t in _triggers().get(norm, ()) if _stands(norms, i, t.words)]
        if here:
            longest = max(len(t.words) for t in here)
            found += [(i, t) for t in here if len(t.words) == longest]
            skip = i + longest
    return found


def _stands(norms: Sequence[str], at: int, words: Sequence[str]) -> bool:
    return tuple(norms[at : at + len(words)]) == tuple(words)


def _scope(norms: Sequence[str], at: int, trigger: _Trigger, ends: Sequence[int]) -> Scope:
    assertion = Assertion(trigger.assertion)
    if trigger.before:
        start = max([e + 1 for e in ends if e < at] + [at - _REACH_BACK, 0])
        start = max([start] + [i + 1 for i in range(start, at) if norms[i] == ";"])
        return Scope(assertion, start, at)
    begin = at + len(trigger.words)
    end = min([e for e in ends if e >= begin] + [begin + _REACH[assertion], len(norms)])
    end = min([end] + [i for i in range(begin, end) if norms[i] == ";"])
    return Scope(assertion, begin, end)


@cache
def _triggers() -> Mapping[str, tuple[_Trigger, ...]]:
    table: dict[str, list[_Trigger]] = {}
    path = files("code_sets").joinpath("assertion", "triggers.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            phrase = row["phrase"]
            words = tuple(w for part in phrase.split() for w in (list(normal_words(part)) or [part]))
            trigger = _Trigger(words, row["assertion"], row["scope"] == "before")
            table.setdefault(words[0], []).append(trigger)
    return MappingProxyType({k: tuple(v) for k, v in table.items()})


