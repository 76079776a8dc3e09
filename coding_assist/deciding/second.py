"""One phrase that takes two codes: "respiratory failure with hypoxia and hypercapnia".

Where no combination code says all that a phrase says, "multiple codes should be assigned"
(ICD-10-CM Official Guidelines FY2026, I.B.9; "code also" notes of the Tabular List, I.A.17).
Which word of a phrase takes which further code is data: `code_sets/rules/second_codes.tsv`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.reading.normal_form import normal_form


@dataclass(frozen=True, slots=True)
class _Row:
    """A code, when named with one of the words, takes the second code too."""

    words: frozenset[str]
    second: str


def add_second_codes(draft: Draft, case: Case) -> Draft:
    """Add the further code of a phrase that takes two."""
    return draft.add(
        Scored(case.store.get(CodeSystem.ICD10CM, row.second), s.score, found)
        for s in draft.sure(case)
        for row in _table().get(s.code.code, ())
        for found in [_named_with(draft, s, row.words)]
        if found
    )


def _named_with(draft: Draft, s: Scored, words: frozenset[str]) -> tuple[Candidate, ...]:
    """Give the mentions of the code that one of the words belongs to."""
    present = [c for c in s.candidates if c.assertion is Assertion.PRESENT]
    if any(not words.isdisjoint(c.mention.words) for c in present):
        return tuple(c for c in present if not words.isdisjoint(c.mention.words))
    beside = {c.mention.sentence: c for c in _signs(draft, words)}
    found = [c for c in present if not words.isdisjoint(c.mention.modifiers)]
    signs = [beside[c.mention.sentence] for c in present if c.mention.sentence in beside]
    return (*found, *(c for c in present if c.mention.sentence in beside), *signs)


def _signs(draft: Draft, words: frozenset[str]) -> Iterator[Candidate]:
    """Yield where the word itself was read as a sign of its own."""
    for s in draft.kept:
        if s.code.code.startswith("R") and s.code.system is CodeSystem.ICD10CM:
            for c in s.candidates:
                if c.assertion is Assertion.PRESENT and not words.isdisjoint(c.mention.words):
                    yield c


@cache
def _table() -> Mapping[str, tuple[_Row, ...]]:
    table: dict[str, list[_Row]] = {}
    rows = read_table("rules", "second_codes.tsv", ["code", "words", "second", "why"])
    for code, words, second, _ in rows:
        known = frozenset(normal_form(w) for w in words.split("|"))
        table.setdefault(code, []).append(_Row(known, second))
    return MappingProxyType({code: tuple(found) for code, found in table.items()})
