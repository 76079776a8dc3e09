"""Signs and symptoms that belong to a diagnosis of the same note.

"Signs and symptoms that are associated routinely with a disease process should not be assigned
as additional codes" (ICD-10-CM Official Guidelines FY2026, I.B.5); others stand (I.B.6). Which
belong to which is data: `code_sets/rules`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.matching.wording import SIDES, title_words

INTEGRAL = Standing("integral_symptom", "I.B.5")


def withhold_integral(draft: Draft, case: Case) -> Draft:
    """Withhold the symptoms that a diagnosis explains."""
    explained = [(s.code, prefix) for s in draft.sure(case) for prefix in symptoms_of(s.code.code)]
    return draft.withhold(
        {
            id(s): INTEGRAL
            for s in draft.kept
            if any(
                s.code.code.startswith(prefix)
                and s.code.code != diagnosis.code
                and not _on_other_side(s.code, diagnosis)
                for diagnosis, prefix in explained
            )
        }
    )


def symptoms_of(code: str) -> Iterator[str]:
    """Yield the symptom prefixes of every prefix of a diagnosis code."""
    for length in range(len(code), 2, -1):
        yield from _table().get(code[:length], ())


def _on_other_side(symptom: Code, diagnosis: Code) -> bool:
    """Tell whether the two codes name different sides: right arthritis, left knee pain."""
    one, other = title_words(symptom.title) & SIDES, title_words(diagnosis.title) & SIDES
    opposite = {"left", "right"} <= one | other
    return opposite and not one & other


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    rows = read_table("rules", "integral_symptoms.tsv", ["diagnosis", "symptom", "why"])
    for diagnosis, symptom, _ in rows:
        table.setdefault(diagnosis, []).append(symptom)
    return MappingProxyType({k: tuple(v) for k, v in table.items()})
