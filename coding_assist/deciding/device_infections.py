"""The infection that a device caused is coded beside the complication, and after it.

ICD-10-CM Official Guidelines FY2026, I.C.19.g.5 (the complication code comes first) and the
Tabular List's "use additional code to identify infection". Which infection the words of one
mention name besides the device is data: `code_sets/rules/device_infections.tsv`.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.sequencing import sequenced
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored


def add_device_infections(draft: Draft, case: Case) -> Draft:
    """Add the infection that the words of a complication name."""
    return draft.add(new for s in draft.sure(case) for new in _infections(s, case))


def _infections(s: Scored, case: Case) -> Iterator[Scored]:
    for prefix, words, infection in _table():
        named = tuple(c for c in s.candidates if words <= frozenset(c.mention.words))
        if named and s.code.code.startswith(prefix):
            yield Scored(case.store.get(CodeSystem.ICD10CM, infection), s.score, named)


def order_device_infections(draft: Draft, _case: Case) -> Draft:
    """Put the infection right after the complication, where it stood before it."""
    codes = {s.code.code for s in draft.kept}
    order = list(draft.sequence)
    for prefix, _, infection in _table():
        complication = next((c for c in sorted(codes) if c.startswith(prefix)), "")
        if complication and infection in codes:
            order = order or list(sequenced(draft.kept))
            if order.index(infection) < order.index(complication):
                order.remove(infection)
                order.insert(order.index(complication) + 1, infection)
    return replace(draft, sequence=tuple(order))


@cache
def _table() -> tuple[tuple[str, frozenset[str], str], ...]:
    rows = read_table(
        "rules", "device_infections.tsv", ["complication", "words", "infection", "why"]
    )
    return tuple((prefix, frozenset(words.split()), code) for prefix, words, code, _ in rows)
