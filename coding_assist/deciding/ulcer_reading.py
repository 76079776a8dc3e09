"""What a sentence says of skin ulcers: where, and how deep.

A pressure ulcer's code says site and stage together, a chronic ulcer's site and severity
(ICD-10-CM Official Guidelines FY2026, I.C.12.a and b). The words of sites are data:
`code_sets/rules/ulcer_sites.tsv`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table

_SIDE = {"r": 1, "rt": 1, "right": 1, "l": 2, "lt": 2, "left": 2}
_BOTH = frozenset({"bilateral", "both"})
_SIDES = re.compile(r"\b(?:right|left|bilateral|both|rt|lt|r|l)\b", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_STAGE = re.compile(
    r"\b(?:stage|stg|grade|category)\s?#?(?P<n>[1-4]|i{1,3}|iv)\b"
    r"|(?P<u>\bunstage?able\b|\b(?:cannot|can not|could not|unable to|not able to) (?:be )?stage"
    r"|\bnot stageable\b|\b(?:covered|obscured) (?:by|with|in) (?:\w{1,12} )?(?:eschar|slough)\b)"
    r"|(?P<d>\bdeep[- ]tissue (?:pressure )?(?:injury|damage)\b|\bs?DTP?I\b)",
    re.IGNORECASE,
)
_UNSTAGEABLE, _DEEP = "0", "6"
_DEPTHS = tuple(
    (depth, re.compile(words, re.IGNORECASE))
    for depth, words in (
        ("1", r"\b(?:limited to )?(?:the )?breakdown of (?:the )?skin\b|\bskin breakdown only\b"),
        (
            "2",
            r"\b(?:fat(?:ty)? (?:layer|tissue)|fat|subcutaneous (?:fat|tissue|layer)) (?:is )?"
            r"exposed\b|\bexposed (?:subcutaneous )?fat\b|\bexpos\w{2,3} (?:the )?"
            r"(?:fat(?:ty)? layer|subcutaneous)",
        ),
        ("3", r"\bnecro(?:sis of (?:the )?|tic )muscle\b|\bmuscle necrosis\b"),
        ("4", r"\bnecro(?:sis of (?:the )?|tic )bone\b|\bbone necrosis\b"),
        ("5", r"\bmuscle (?:involvement|(?:is )?exposed)\b|\bexposed muscle\b"),
        ("6", r"\bbone (?:involvement|(?:is )?exposed)\b|\bexposed bone\b"),
    )
)
_DENIED = re.compile(r"\b(?:no|without|denies|not)\s(?:[\w-]{1,12}\s){0,3}$", re.IGNORECASE)
_NEAR = 14
_WORDS_BEFORE = 3
_KINDS = ("pressure", "chronic")


@dataclass(frozen=True, slots=True)
class Ulcer:
    """One ulcer as a sentence tells it.

    Attributes:
        header: the code up to the character of depth; "" where no site is named.
        depth: that character; "" where none is told.
        start, end: where the words stand.
    """

    header: str
    depth: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    sides: tuple[int, ...]
    headers: tuple[str, ...]
    start: int
    end: int


def ulcers_in(text: str, start: int, end: int, kind: str) -> tuple[Ulcer, ...]:
    """Read the ulcers of a stretch of text.

    Args:
        text: the note.
        start: where the sentence begins.
        end: where it ends.
        kind: "pressure" or "chronic".
    """
    places = list(_places(text, start, end, kind))
    depths = list(_stages(text, start, end) if kind == "pressure" else _depths(text, start, end))
    if not places:
        return tuple(Ulcer("", depth, at, until) for depth, at, until in depths)
    return tuple(dict.fromkeys(_joined(text, places, depths)))


def _joined(
    text: str, places: Sequence[_Place], depths: Sequence[tuple[str, int, int]]
) -> Iterator[Ulcer]:
    """Give every site its depths: those of its clause, or the nearest."""
    owner = [_owner(text, places, at, until) for _, at, until in depths]
    for n, place in enumerate(places):
        own = [d for d, o in zip(depths, owner, strict=True) if o == n]
        for depth, at, until in own or [("", place.start, place.end)]:
            for header in _of_side(place, text[until : until + _NEAR]):
                yield Ulcer(header, depth, min(at, place.start), max(until, place.end))


def _of_side(place: _Place, after: str) -> Iterator[str]:
    """Yield the codes of a site; of both sides the one that "stage 2 on the right" names."""
    one = _sides(re.split(r"[,;:.]", after)[0])
    for side, header in zip(place.sides, place.headers, strict=True):
        if len(place.sides) == 1 or len(one) != 1 or side in one:
            yield header


def _owner(text: str, places: Sequence[_Place], at: int, until: int) -> int:
    """Give the number of the site a depth belongs to: a semicolon or comma parts them."""

    def distance(n: int) -> tuple[int, int]:
        place = places[n]
        low, high = min(until, place.end), max(at, place.start)
        between = text[low:high]
        walls = 2 * between.count(";") + between.count(",") + len(re.findall(r"\band\b", between))
        return (walls, abs(high - low))

    return min(range(len(places)), key=distance)


def _places(text: str, start: int, end: int, kind: str) -> Iterator[_Place]:
    pattern, headers = _sites(kind)
    for found in pattern.finditer(text, start, end):
        of_side = headers[" ".join(found.group().lower().split())]
        sides = _sides_around(text, found, start, end) or (0,)
        yield _Place(sides, tuple(of_side[n] for n in sides), found.start(), found.end())


def _sides_around(text: str, found: re.Match[str], start: int, end: int) -> tuple[int, ...]:
    """Give the sides that stand before a site, or after it: "heel, right", "heel (L)"."""
    before = text[start : found.start()].split()[-_WORDS_BEFORE:]
    clause = re.split(r"[,;:.]|\band\b", " ".join(before))[-1]
    after = text[found.end() : min(end, found.end() + _NEAR)]
    told = re.match(r"\s?[,(]\s?(right|left|rt|lt|r|l)\b", after, re.IGNORECASE)
    return _sides(clause) or (_sides(told[1]) if told else ())


def _sides(near: str) -> tuple[int, ...]:
    found = {w.lower() for w in _SIDES.findall(near)}
    if found & _BOTH:
        return (1, 2)
    return tuple(sorted({_SIDE[w] for w in found if w in _SIDE}))


def _stages(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in _STAGE.finditer(text, start, end):
        n = (found["n"] or "").lower()
        depth = _ROMAN.get(n, n) or (_UNSTAGEABLE if found["u"] else _DEEP)
        yield depth, found.start(), found.end()


def _depths(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the severity; the deepest one alone where several are named of one ulcer."""
    for depth, pattern in _DEPTHS:
        for found in pattern.finditer(text, start, end):
            if not _DENIED.search(text[max(start, found.start() - 40) : found.start()]):
                yield depth, found.start(), found.end()


@cache
def _sites(kind: str) -> tuple[re.Pattern[str], Mapping[str, tuple[str, str, str]]]:
    """Load the sites: a pattern of all, the longest first, and their codes by side."""
    columns = ["site", *(f"{k}{side}" for k in _KINDS for side in ("", "_right", "_left"))]
    at = 1 + 3 * _KINDS.index(kind)
    table = {
        r[0]: (r[at], r[at + 1], r[at + 2]) for r in read_table("rules", "ulcer_sites.tsv", columns)
    }
    names = sorted(table, key=lambda name: (-len(name), name))
    either = "|".join(name.replace(" ", r"\s") for name in names)
    pattern = re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
    return pattern, MappingProxyType(table)
