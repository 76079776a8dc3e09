"""Diabetes with a condition that the classification links to it: the combination code.

"The word 'with' ... presumes a causal relationship between the two conditions linked by these
terms in the Alphabetic Index or Tabular List" (ICD-10-CM Official Guidelines FY2026, I.A.15,
I.C.4.a). Which conditions those are is data: `code_sets/rules/diabetes_with.tsv`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COMBINED = Standing("combination_code", "I.A.15")
_UNCOMPLICATED = frozenset({"E08.9", "E09.9", "E10.9", "E11.9", "E13.9"})


@dataclass(frozen=True, slots=True)
class _Link:
    """A row of the table.

    Attributes:
        effect: code prefix of the linked condition.
        suffix: what follows the diabetes category in the combination code.
        stays: the condition's own code is an additional code, else it is replaced.
    """

    effect: str
    suffix: str
    stays: bool


def combine_diabetes(draft: Draft, case: Case) -> Draft:
    """Put the combinations in the place of their parts."""
    sure = draft.sure(case)
    diabetes = next((s for s in sure if s.code.code in _UNCOMPLICATED), None)
    if diabetes is None:
        return draft
    combined: dict[str, Scored] = {}
    gone: dict[int, Standing] = {}
    for effect, link in _linked(sure):
        name = f"{diabetes.code.code[:3]}.{link.suffix}"
        code = case.store.find(CodeSystem.ICD10CM, name)
        if code is None or not code.billable or any(s.code == code for s in draft.kept):
            continue
        score = min(diabetes.score, effect.score)
        parts = (*diabetes.candidates, *effect.candidates)
        combined.setdefault(code.code, Scored(code, score, parts))
        gone[id(diabetes)] = COMBINED
        if not link.stays:
            gone[id(effect)] = COMBINED
    return draft.withhold(gone).add(combined.values())


def _linked(sure: Sequence[Scored]) -> Iterator[tuple[Scored, _Link]]:
    for s in sure:
        for link in _links():
            if s.code.code.startswith(link.effect):
                yield s, link


@cache
def _links() -> tuple[_Link, ...]:
    rows = read_table("rules", "diabetes_with.tsv", ["effect", "suffix", "stays", "why"])
    return tuple(_Link(effect, suffix, stays == "yes") for effect, suffix, stays, _ in rows)
