"""Diabetes with a condition that the classification links to it: the combination code.

"The word 'with' ... presumes a causal relationship between the two conditions linked by these
terms in the Alphabetic Index or Tabular List" (ICD-10-CM Official Guidelines FY2026, I.A.15,
I.C.4.a), as many codes as the conditions ask for. Which they are is data:
`code_sets/rules/diabetes_with.tsv`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.linked import Link, combine
from coding_assist.deciding.standing import Standing

NEPHROPATHY = Standing("less_specific", "I.B.2")
"""A nephropathy beside a chronic kidney disease is that disease."""
CATEGORIES = ("E08", "E09", "E10", "E11", "E13")


def combine_diabetes(draft: Draft, case: Case) -> Draft:
    """Put the combinations in the place of their parts."""
    draft = combine(draft, case, _links())
    kidney = {s.code.code[:3] for s in draft.sure(case) if s.code.code.endswith(".22")}
    return draft.withhold(
        {
            id(s): NEPHROPATHY
            for s in draft.kept
            if s.code.code in {f"{category}.21" for category in kidney.intersection(CATEGORIES)}
        }
    )


@cache
def _links() -> Mapping[str, Sequence[Link]]:
    rows = list(read_table("rules", "diabetes_with.tsv", ["effect", "suffix", "stays", "why"]))
    return MappingProxyType(
        {
            category: tuple(
                Link(
                    category,
                    effect,
                    f"{category}.{suffix}",
                    "effect" if stays == "yes" else "none",
                    "I.A.15",
                )
                for effect, suffix, stays, _ in rows
            )
            for category in CATEGORIES
        }
    )
