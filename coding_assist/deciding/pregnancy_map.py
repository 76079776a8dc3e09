"""Conditions of a pregnant patient: the chapter 15 code for them, before their own.

"Should the provider document that the pregnancy is incidental to the encounter, then code Z33.1
... It is the provider's responsibility to state that the condition being treated is not
affecting the pregnancy" (ICD-10-CM Official Guidelines FY2026, I.C.15.a.1). Which chapter 15
category takes which conditions is data: `code_sets/rules/pregnancy.tsv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.gestation import Gestation
from coding_assist.deciding.obstetric_codes import of_period
from coding_assist.deciding.standing import Standing
from coding_assist.ranking.scored import Scored

_GESTATIONAL = "O24.4"
_DIABETES = "O24"
_ANEMIA = "O99.0"
_POSTPARTUM_ANEMIA = "O90.81"
IN_CHAPTER_15 = Standing("combination_code", "I.C.15.a.1")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table.

    Attributes:
        low, high: first and last category, or one prefix twice.
        header: where the chapter 15 code stands; "" where the words alone do not tell it.
        stays: the condition's own code is an additional code, else it is replaced.
    """

    low: str
    high: str
    header: str
    stays: bool


def map_conditions(draft: Draft, case: Case, gestation: Gestation) -> Draft:
    """Add the chapter 15 codes of the conditions that stand."""
    new: list[Scored] = []
    gone: dict[int, Standing] = {}
    for s in draft.sure(case):
        row = _row_of(s.code.code)
        if row is None or _is_excluded(draft, row):
            continue
        code = of_period(case.store, row.header, gestation)
        if code is None:
            continue
        new += [] if _is_said(draft, row) else [Scored(code, s.score, s.candidates)]
        if not row.stays:
            gone[id(s)] = IN_CHAPTER_15
    return draft.withhold(gone).add(_with_all_evidence(new))


def _is_excluded(draft: Draft, row: _Row) -> bool:
    """Gestational diabetes is not pre-existing; anemia of the puerperium not one before it."""
    codes = [s.code.code for s in draft.kept]
    gestational = row.header.startswith(_DIABETES) and any(
        c.startswith(_GESTATIONAL) for c in codes
    )
    return not row.header or gestational or (row.header == _ANEMIA and _POSTPARTUM_ANEMIA in codes)


def _is_said(draft: Draft, row: _Row) -> bool:
    """Tell whether the note names the chapter 15 code itself."""
    return any(s.code.code.startswith(row.header) for s in draft.kept)


def _with_all_evidence(new: list[Scored]) -> Iterator[Scored]:
    """Join codes that several conditions lead to."""
    codes = dict.fromkeys(s.code for s in new)
    for code in codes:
        same = [s for s in new if s.code == code]
        found = tuple(c for s in same for c in s.candidates)
        yield Scored(code, max(s.score for s in same), found)


def _row_of(code: str) -> _Row | None:
    for row in _rows():
        if code.startswith(row.low) or ("." not in row.low and row.low <= code[:3] <= row.high):
            return row
    return None


@cache
def _rows() -> tuple[_Row, ...]:
    """Load the table, single codes before ranges."""
    found: list[_Row] = []
    for condition, header, stays, _ in read_table(
        "rules", "pregnancy.tsv", ["condition", "obstetric", "stays", "why"]
    ):
        low, _, high = condition.partition("-")
        found.append(_Row(low, high or low, header, stays == "yes"))
    return tuple(sorted(found, key=lambda r: (r.low != r.high, -len(r.low), r.low)))
