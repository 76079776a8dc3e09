"""What a condition of the past, or of the family, is coded as.

A chronic condition goes on although a note says "history of"; a resolved one is coded by a
personal history code where there is one (ICD-10-CM Official Guidelines FY2026, I.C.21.c.4,
IV.I and IV.J). The table is data: `code_sets/history`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table

_SHORTEST_PREFIX = 1


@dataclass(frozen=True, slots=True)
class History:
    """How a code is carried on.

    Attributes:
        is_chronic: the condition goes on; "history of" does not end it.
        is_resolved: listed among past conditions it is over.
        personal: code of a personal history of it, or "".
        family: code of a family history of it, or "".
    """

    is_chronic: bool
    is_resolved: bool
    personal: str
    family: str


NO_HISTORY = History(False, False, "", "")


def history_of(code: str) -> History:
    """Give the row of the longest prefix of the code."""
    table = _table()
    for length in range(len(code), _SHORTEST_PREFIX - 1, -1):
        found = table.get(code[:length])
        if found:
            return found
    return NO_HISTORY


@cache
def _table() -> Mapping[str, History]:
    rows = read_table("history", "history.tsv", ["prefix", "kind", "personal", "family"])
    return MappingProxyType(
        {
            prefix: History(kind == "chronic", kind == "resolved", personal, family)
            for prefix, kind, personal, family in rows
        }
    )
