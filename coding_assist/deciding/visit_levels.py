"""Visit codes by kind of visit, new or known patient, level and least time.

The table is `code_sets/rules/visit_levels.tsv`: CPT's evaluation and management codes since 2021
(office) and 2023 (elsewhere). Level 1 is straightforward decision making, 4 high; of preventive
visits `least` is the youngest age.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.note import CodeSystem

_COLUMNS = ["kind", "patient", "level", "least", "code"]
_UNLEVELED = frozenset({"99211", "99291", "99468", "99469", "99471", "99472", "99475", "99476"})
"""A nurse's visit, and critical care: visits without a level."""


@dataclass(frozen=True, slots=True)
class Level:
    """A row of the table.

    Attributes:
        level: of decision making, 1 straightforward to 4 high.
        least: minutes of total time, or years of age; 0 where time does not count.
        code: the code.
    """

    level: int
    least: int
    code: str


def levels_of(kind: str, patient: str) -> tuple[Level, ...]:
    """Give the levels of a kind of visit, lowest first; some do not tell new patients apart."""
    return _table().get((kind, patient)) or _table().get((kind, ""), ())


def is_visit(code: Code) -> bool:
    """Tell whether a code is one of evaluation and management, of which a visit has one."""
    return code.system is CodeSystem.CPT and code.code in _codes()


def is_preventive(code: str) -> bool:
    """Tell whether a code is that of a preventive visit, which goes by age."""
    return code in _preventive()


@cache
def _preventive() -> frozenset[str]:
    return frozenset(
        level.code
        for (kind, _), levels in _table().items()
        if kind == "preventive"
        for level in levels
    )


@cache
def _codes() -> frozenset[str]:
    return _UNLEVELED | {level.code for levels in _table().values() for level in levels}


@cache
def _table() -> Mapping[tuple[str, str], tuple[Level, ...]]:
    table: dict[tuple[str, str], list[Level]] = {}
    for kind, patient, level, least, code in read_table("rules", "visit_levels.tsv", _COLUMNS):
        table.setdefault((kind, patient), []).append(Level(int(level), int(least or 0), code))
    return MappingProxyType({key: tuple(levels) for key, levels in table.items()})
