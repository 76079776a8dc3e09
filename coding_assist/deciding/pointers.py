"""Diagnosis pointers: which suggested diagnoses a procedure was done for.

A claim line names up to four diagnoses of the claim, the chief one first (CMS-1500, item 24E).
Nearest are those of the procedure's own sentence and those that share a site with it; then those
of the body system that the code belongs to, as `code_sets/rules/procedure_diagnoses.tsv` says;
where none is near, the first-listed.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.sequencing import sequenced
from coding_assist.deciding.visit_levels import is_visit
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.reading.word_lists import word_list

_MOST = 4
_SENTENCE, _SITE, _SYSTEM = 2, 2, 3
_NEAR = 2
"""A diagnosis that is merely named in the same sentence is near enough."""


@dataclass(frozen=True, slots=True)
class _Range:
    """Procedures from `first` to `last`, and prefixes of the diagnoses of their body system."""

    first: str
    last: str
    diagnoses: tuple[str, ...]


def point_to_diagnoses(draft: Draft, case: Case) -> Draft:
    """Point each procedure to its diagnoses."""
    sure = draft.sure(case)
    place = sequenced(sure, draft.sequence)
    diagnoses = sorted(sure, key=lambda s: place[s.code.code])
    if not diagnoses:
        return draft
    procedures = [s for s in draft.kept if s.code.system in (CodeSystem.CPT, CodeSystem.HCPCS)]
    visits = [s for s in procedures if is_visit(s.code)]
    done = [s for s in procedures if not is_visit(s.code)]
    named = [_Named.of(s) for s in diagnoses] if done else []
    pointers = {s.code: _pointers(_Named.of(s), named) for s in done}
    rest = _left_over(diagnoses, [pointers[s.code] for s in done if s.score >= case.minimum])
    pointers |= {s.code: rest for s in visits}
    for code, found in pointers.items():
        draft = draft.advise(code, replace(draft.advice_on(code), pointers=found))
    return draft


@dataclass(frozen=True, slots=True)
class _Named:
    """Where and in which words a code is named, worked out once for all that it is set beside.

    Attributes:
        code: as its table writes it.
        sentences: that name it.
        sites: words of sites in its mentions and title.
        title: words of its title.
        sides: of the words around its mentions.
    """

    code: str
    sentences: frozenset[int]
    sites: frozenset[str]
    title: frozenset[str]
    sides: frozenset[str]

    @classmethod
    def of(cls, s: Scored) -> Self:
        """Make it of a code."""
        title = title_words(s.code.title)
        words = title.union(*(c.mention.words for c in s.candidates))
        around = frozenset(w for c in s.candidates for w in c.mention.modifiers)
        return cls(
            s.code.code,
            frozenset(c.mention.sentence for c in s.candidates),
            words & word_list("sites") - SIDES,
            title,
            around & SIDES,
        )


def _pointers(s: _Named, diagnoses: Sequence[_Named]) -> tuple[str, ...]:
    nearness = {d.code: _nearness(s, d) for d in diagnoses}
    most = max(nearness.values())
    if most < _NEAR:
        return (diagnoses[0].code,)
    return tuple(code for code, n in nearness.items() if n == most)[:_MOST]


def _left_over(diagnoses: Sequence[Scored], pointers: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Give the visit's diagnoses: those that no procedure is for, all where each is."""
    taken = {code for found in pointers for code in found}
    every = [d.code.code for d in diagnoses]
    return tuple([c for c in every if c not in taken] or every)[:_MOST]


def _nearness(procedure: _Named, diagnosis: _Named) -> int:
    near = _SENTENCE * (not procedure.sentences.isdisjoint(diagnosis.sentences))
    near += _SITE * _share_site(procedure, diagnosis)
    return near + _SYSTEM * diagnosis.code.startswith(_system(procedure.code))


def _share_site(procedure: _Named, diagnosis: _Named) -> bool:
    """Tell whether both are of one site, and not of opposite sides."""
    if procedure.sites.isdisjoint(diagnosis.title):
        return False
    sides = procedure.sides, diagnosis.title & SIDES
    return not all(sides) or not sides[0].isdisjoint(sides[1])


def _system(code: str) -> tuple[str, ...]:
    rows = _ranges()
    at = bisect_right(rows, code, key=lambda r: r.first) - 1
    return rows[at].diagnoses if at >= 0 and code <= rows[at].last else ()


@cache
def _ranges() -> tuple[_Range, ...]:
    rows = read_table("rules", "procedure_diagnoses.tsv", ["first", "last", "diagnoses", "why"])
    found = (_Range(first, last, tuple(prefixes.split())) for first, last, prefixes, _ in rows)
    return tuple(sorted(found, key=lambda r: r.first))
