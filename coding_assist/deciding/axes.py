"""What a title says on an axis of specificity: a side, a stage, an acuity, a severity.

The values are data (`code_sets/rules/prompt_values.tsv`), so are the words that ask for them
(`prompt_questions.tsv`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.reading.word_lists import word_list

TYPE, SITE, COMPLICATION = "type", "site", "complication"
"""Axes without a closed list of values: what else a title adds."""

_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_UNSAID = re.compile(r"\bunspecified\b|\bnot specified\b|\bnos\b")


@dataclass(frozen=True, slots=True)
class Question:
    """How an axis is asked for.

    Attributes:
        question: put to the coder.
        clarify: what a query asks the provider to state.
    """

    question: str
    clarify: str


def unsaid(title: str) -> int:
    """Count what a title says is unspecified."""
    return len(_UNSAID.findall(title.lower()))


@lru_cache(maxsize=50_000)
def closed_values(title: str) -> Mapping[str, frozenset[str]]:
    """Give the values of a title by axis; of values within one another the longest."""
    found: dict[str, set[str]] = {}
    for match in _pattern().finditer(_BRACKETS.sub(" ", title.lower())):
        value = match.group()
        found.setdefault(_axes()[value], set()).add(value)
    return MappingProxyType({axis: frozenset(values) for axis, values in found.items()})


def open_axis(default: str, extras: Sequence[frozenset[str]]) -> str:
    """Name the axis of what siblings add that is no closed value.

    Args:
        default: title of the unspecified code.
        extras: words that each sibling adds.
    """
    if "unspecified complication" in default.lower():
        return COMPLICATION
    sited = sum(bool(extra & word_list("sites")) for extra in extras)
    return SITE if 2 * sited > len(extras) else TYPE


@cache
def questions() -> Mapping[str, Question]:
    """Give the words to ask with, by axis."""
    rows = read_table("rules", "prompt_questions.tsv", ["axis", "question", "clarify"])
    return MappingProxyType({axis: Question(ask, clarify) for axis, ask, clarify in rows})


@cache
def _axes() -> Mapping[str, str]:
    rows = read_table("rules", "prompt_values.tsv", ["axis", "value"])
    return MappingProxyType({value: axis for axis, value in rows})


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_axes(), key=lambda v: (-len(v), v))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
