"""Modifiers that say where: RT, LT, 50, and those of eyelids, fingers and toes.

Which procedures have a side is data: `code_sets/rules/sided_procedures.tsv`. Modifiers are advice;
where the note names no side there is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.counted import sentences_of
from coding_assist.deciding.draft import Case, Draft
from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

_BOTH = frozenset({"bilateral", "both"})
_FINGERS = ("thumb", "index", "middle", "ring", "little")
_TOES = ("great", "second", "third", "fourth", "fifth")
_SAME = {
    "long": "middle", "small": "little", "pinky": "little", "first": "great", "big": "great",
    "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "1st": "great",
    "hallux": "great",
}  # fmt: skip
_FINGER = re.compile(
    r"\b(left|right)\s+(?:(thumb)|(index|middle|long|ring|little|small|pinky)\s+(?:trigger\s+)?"
    r"finger)",
    re.IGNORECASE,
)
_TOE = re.compile(
    r"\b(left|right)\s+(?:(hallux)|(great|big|first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th"
    r"|little)\s+(?:toe|toenail))",
    re.IGNORECASE,
)
_LID = re.compile(r"\b(left|right)\s+(upper|lower)\s+(?:eye)?lid", re.IGNORECASE)
_LIDS = {("left", "upper"): "E1", ("left", "lower"): "E2", ("right", "upper"): "E3",
         ("right", "lower"): "E4"}  # fmt: skip
_SIDES = {"left": "LT", "right": "RT"}


@dataclass(frozen=True, slots=True)
class _Range:
    """Codes from `first` to `last`: "side", "digit", "eyelid", or "-" for none."""

    first: str
    last: str
    kind: str


def advise_sides(draft: Draft, case: Case) -> Draft:
    """Advise the modifiers of each procedure that the note gives a side."""
    for s in draft.kept:
        kind = _kind_of(s.code.code) if s.code.system is CodeSystem.CPT else ""
        found = tuple(_modifiers(s, case, kind)) if kind else ()
        if found:
            advice = draft.advice_on(s.code)
            new = replace(advice, modifiers=(*advice.modifiers, *found))
            draft = draft.advise(s.code, new)
    return draft


def _modifiers(s: Scored, case: Case, kind: str) -> Iterator[tuple[str, str]]:
    exact = dict.fromkeys(_exact(s, case, kind))
    if exact:
        yield from exact
        return
    sides = _sides(s)
    if sides & _BOTH or len(sides) == 2:
        yield "50", "done on both sides in one session"
    for side in sides & _SIDES.keys() if len(sides) == 1 else ():
        yield _SIDES[side], f"done on the {side} side"


def _sides(s: Scored) -> frozenset[str]:
    """Give the sides where the procedure is said to be done; else where it is named at all."""
    words = [c.mention.modifiers for c in s.candidates if c.assertion is Assertion.PRESENT]
    found = frozenset[str]().union(*words) & (_BOTH | _SIDES.keys())
    return _BOTH if found & _BOTH else found


def _exact(s: Scored, case: Case, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the modifiers of eyelids, fingers and toes that the sentences name."""
    for text in sentences_of(case, s):
        for match in _LID.finditer(text) if kind == "eyelid" else ():
            side, lid = match[1].lower(), match[2].lower()
            yield _LIDS[side, lid], f"done on the {side} {lid} eyelid"
        for pattern, part, names in (
            (_FINGER, "finger", _FINGERS),
            (_TOE, "toe", _TOES),
        ):
            for match in pattern.finditer(text) if kind == "digit" else ():
                yield _digit(match, part, names)


def _digit(match: re.Match[str], part: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Give a finger's or toe's modifier: FA and TA the left first, F5 and T5 the right."""
    side = match[1].lower()
    said = (match[2] or match[3]).lower()
    name = "fifth" if part == "toe" and said == "little" else _SAME.get(said, said)
    number = names.index(name) + (5 if side == "right" else 0)
    letter = part[0].upper()
    shown = f"{name} {part}" if name != "thumb" else name
    return f"{letter}{number or 'A'}", f"done on the {side} {shown}"


def _kind_of(code: str) -> str:
    rows = _ranges()
    at = bisect_right(rows, code, key=lambda r: r.first) - 1
    kind = rows[at].kind if at >= 0 and code <= rows[at].last else ""
    return "" if kind == "-" else kind


@cache
def _ranges() -> tuple[_Range, ...]:
    rows = read_table("rules", "sided_procedures.tsv", ["first", "last", "kind", "why"])
    return tuple(sorted((_Range(*row[:3]) for row in rows), key=lambda r: r.first))
