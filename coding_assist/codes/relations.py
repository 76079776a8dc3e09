"""What the Tabular List's notes say of other codes, read out of their prose.

Excludes notes (ICD-10-CM Official Guidelines FY2026, I.A.12), etiology and manifestation
(I.A.13) and code also (I.A.17) name codes as `(F31.-)`, `(K25-K28)` or `(E08-E13 with .21)`. Each
becomes a stretch of codes, in the order of the alphabet.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

KINDS = ("excludes1", "excludes2", "code_first", "use_additional", "code_also")

_LAST = "~"
"""Sorts after every character of a code."""
_CODE = r"\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?(?![0-9A-Z])"
_RANGE = re.compile(rf"({_CODE})(?:\.?-?\s?(?:-|to)\s?({_CODE}))?")
_NAMED = re.compile(
    r"\(([^()]{3,200})[)}]|(?:categor(?:y|ies)|from|(?:classifi\w{2,5}) (?:to|in))"
    rf"((?:(?: (?:categor(?:y|ies)|or|and))? ?{_CODE}[-.,]{{0,3}}){{1,9}})"
    rf"|(?<= )({_CODE})\.?-?$"
)
_WITH = re.compile(r"[ ,.-]?with (.+)")
_SUFFIX = re.compile(r"\.(\w{1,3})")
_FINAL = re.compile(r"final characters -(\w\w)")
_AT = re.compile(
    r"(fifth|sixth|seventh|5th|7th|final)[ -](?:or six\w* )?character \.?(\w)(?:-(\w))?"
)
_PLACES = {"fifth": 4, "5th": 4, "sixth": 5, "seventh": 6, "7th": 6, "final": -1}

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Relation:
    """A note, or a part of one, with the codes that it names.

    Attributes:
        at: the code or header that the note stands at; it holds for all below.
        kind: one of `KINDS`.
        low, high: the codes named are those from `low` up to `high`, which is not one of them;
            both "" where the note names its partner in words alone.
        text: the note.
    """

    at: str
    kind: str
    low: str
    high: str
    text: str

    def covers(self, code: str) -> bool:
        """Tell whether the note names a code."""
        return self.low <= code < self.high


def relations(at: str, kind: str, text: str, codes: Sequence[str]) -> Iterator[Relation]:
    """Yield what one note says.

    Args:
        at: where it stands.
        kind: of the note.
        text: its prose.
        codes: every code of the table, sorted, to write conditions out ("with .21").
    """
    stretches = [s for part in _named(text) for s in _stretches(part, codes)]
    for low, high in dict.fromkeys(stretches) or [("", "")]:
        yield Relation(at, kind, low, high, text)


def _named(text: str) -> Iterator[str]:
    if "see categor" in text:
        return  # a condition in words follows: "see categories E08-E13 with ketoacidosis"
    for bracketed, listed, last in _NAMED.findall(text):
        yield bracketed or listed or last


def _stretches(part: str, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    condition = _WITH.search(part)
    test = _test(condition.group(1)) if condition else None
    for low, high in _RANGE.findall(part[: condition.start()] if condition else part):
        if not low or (condition and test is None):
            continue  # a condition that cannot be read: better no relation than a wrong one
        stretch = (low, (high or low) + _LAST)
        known = codes[bisect_left(codes, stretch[0]) : bisect_left(codes, stretch[1])]
        if test is None:
            yield from [stretch] if known else []
            continue
        met = [c for c in known if test(c)]
        yield from ((c, c + _LAST) for c in met if not c.startswith(tuple(set(met) - {c})))


def _test(condition: str) -> Test | None:
    """Make a test of "fifth or sixth character 1-4", "7th character B", ".21", "final -23"."""
    at = _AT.match(condition)
    if at:
        place, first, last = _PLACES[at[1]], at[2], at[3] or at[2]
        return lambda code: first <= _character(code, place, either="or six" in at[0]) <= last
    if "open fracture 7th" in condition:
        return lambda code: _character(code, 6) in {"B", "C"}
    final = _FINAL.match(condition)
    if final:
        return lambda code: len(code) == len("I69.391") and code.endswith(final[1])
    suffixes = tuple(_SUFFIX.findall(condition))
    return (lambda code: code[len("E08.") :].startswith(suffixes)) if suffixes else None


def _character(code: str, place: int, *, either: bool = False) -> str:
    """Give a character by its place; where two may hold it, a sixth goes before a fifth."""
    bare = code.replace(".", "")
    if either and len(bare) > place + 1 and bare[place + 1] != "X":
        place += 1
    return bare[place] if len(bare) > max(place, 2) else ""
