"""Demographic edits: rows that say whose record a code fits, ours and the site's own.

Columns of the tab-separated file, the first line naming them:

- `rule`: `age`, `sex` or `unacceptable_principal`;
- `codes`, `except`: prefixes of ICD-10-CM codes, spaces between; no `codes` means all;
- `words`: phrases with | between, one of which the code's title has; empty asks for none;
- `allowed`: years such as `0-17`, or `F`, or `M`, or settings in which the code may be principal;
- `why`: in words.

`CODING_ASSIST_EDITS` names a file of a site's own, which is read besides ours.
"""

import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from coding_assist.codes import Code
from coding_assist.data_files import read_file, read_table
from coding_assist.errors import CodeSetFileError

_COLUMNS = ["rule", "codes", "except", "words", "allowed", "why"]
_ALLOWED = {
    "age": re.compile(r"\d{1,3}-\d{1,3}"),
    "sex": re.compile(r"[FM]"),
    "unacceptable_principal": re.compile(r"(?:(?:inpatient|outpatient|emergency) ?)*"),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One row.

    Attributes:
        rule: of the finding it gives.
        codes: prefixes it holds for; empty for all.
        excepted: prefixes it does not hold for.
        words: the title must have one of them; None asks for none.
        allowed: years, a sex or settings.
        why: in words.
    """

    rule: str
    codes: tuple[str, ...]
    excepted: tuple[str, ...]
    words: re.Pattern[str] | None
    allowed: str
    why: str

    def holds_for(self, code: Code) -> bool:
        """Tell whether the row speaks of a code."""
        return (
            (not self.codes or code.code.startswith(self.codes))
            and not code.code.startswith(self.excepted)
            and (self.words is None or bool(self.words.search(code.title)))
        )

    def allows_age(self, years: float) -> bool:
        """Tell whether a patient of these years may have the code."""
        low, high = map(int, self.allowed.split("-"))
        return low <= int(years) <= high


def edits(rule: str) -> tuple[Edit, ...]:
    """Give the rows of a rule.

    Raises:
        CodeSetFileError: the site's file is missing or not of the form above.
    """
    return tuple(e for e in _read(os.environ.get("CODING_ASSIST_EDITS", "")) if e.rule == rule)


@cache
def _read(site: str) -> tuple[Edit, ...]:
    ours = read_table("rules", "demographic_edits.tsv", _COLUMNS)
    theirs = read_file(Path(site), _COLUMNS) if site else iter(())
    return tuple(_edit(row) for rows in (ours, theirs) for row in rows)


def _edit(row: tuple[str, ...]) -> Edit:
    rule, codes, excepted, words, allowed, why = row
    form = _ALLOWED.get(rule)
    if form is None or not form.fullmatch(allowed) or not (codes or words):
        raise CodeSetFileError("An edit has a wrong rule or range, or neither codes nor words.")
    return Edit(rule, _split(codes), _split(excepted), _pattern(words), allowed, why)


def _split(prefixes: str) -> tuple[str, ...]:
    return tuple(prefixes.split())


def _pattern(words: str) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words.split('|')))})\b", re.IGNORECASE)


def broken(rule: str, code: Code) -> tuple[Edit, ...]:
    """Give the rows of a rule that speak of a code."""
    return _speaking(os.environ.get("CODING_ASSIST_EDITS", ""), rule, code)


@lru_cache(maxsize=50_000)
def _speaking(site: str, rule: str, code: Code) -> tuple[Edit, ...]:
    return tuple(e for e in _read(site) if e.rule == rule and e.holds_for(code))
