"""Which of two diagnoses stands first on the claim, where a rule says so.

Manifestation, sequela, encounter and status rules of the ICD-10-CM Official Guidelines FY2026
(I.A.13, I.B.8, I.B.10, I.C.2, I.C.21) and "code first" notes of the Tabular List, as pairs of
prefixes in `code_sets/rules/order.tsv`; what they leave open stays as the note has it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from coding_assist.data_files import read_table
from coding_assist.deciding.acute_chronic import acute_before_chronic
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.sequela import is_sequela
from coding_assist.deciding.sequencing import sequenced

_ANY = "*"
_LAST = ("V", "W", "X", "Y", "Z")


def order_pairs(draft: Draft, case: Case) -> Draft:
    """Move each code that must stand before another right before it."""
    places = sequenced(draft.sure(case), draft.sequence)
    order = sorted(places, key=places.__getitem__)
    new = _ordered(order)
    return draft if new == order else replace(draft, sequence=tuple(new))


def _ordered(order: Sequence[str]) -> list[str]:
    """Put codes one by one in front of the first that must follow them."""
    done: list[str] = []
    for code in order:
        at = next((i for i, other in enumerate(done) if is_before(code, other)), len(done))
        done.insert(at, code)
    return done


def is_before(one: str, other: str) -> bool:
    """Tell whether a rule puts the first code before the second."""
    if is_sequela(other):
        return not is_sequela(one) and not one.startswith(_LAST)
    return any(
        other.startswith(then) if then != _ANY else not other.startswith(first)
        for first, then in _pairs_of(one)
    )


@lru_cache(maxsize=5000)
def _pairs_of(code: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in _pairs() if code.startswith(pair[0]))


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "order.tsv", ["first", "then", "why"])
    return (*acute_before_chronic(), *((first, then) for first, then, _ in rows))
