"""What a note itself says of a visit's level: its total time, and its decision making."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from coding_assist.finding.mention import Span
from coding_assist.reading.document import Document

_FLAGS = re.IGNORECASE
_MINUTES = re.compile(r"\b(\d{1,3})\s?[- ]?(?:min|minutes?|mins)\b", _FLAGS)
_TOTAL = re.compile(
    r"\b(?:total (?:visit |encounter |face[- ]to[- ]face )?time|time spent|(?:i |we )?spent"
    r"|in total|total of|date of (?:the )?(?:encounter|service|visit)|time on date"
    r"|today on|of total time|minutes total|min total|were spent"
    r"|discharge (?:day|time)|new to this clinic)\b"
    r"|^\W{0,3}\d{1,3}\s?min",
    _FLAGS,
)
_OTHER_TIME = re.compile(
    r"\b(?:critical care|smok\w{0,4}|tobacco|cessation|quit\w{0,4}|psychotherapy|therapy|exercise"
    r"|advance care|acp|counsel\w{0,5} on|tourniquet|fluoro\w{0,5}|sedation|walk\w{0,3}|ago|every"
    r"|sleep|wait\w{0,3}|observed|onset|last\w{0,3}|counsell?ing on)\b",
    _FLAGS,
)
_LEVELS = {"minimal": 1, "straightforward": 1, "straight forward": 1, "low": 2, "moderate": 3,
           "high": 4}  # fmt: skip
_LEVEL = r"(minimal|straight ?forward|low|moderate|high)"
_MAKING = r"(?:medical decision[- ]making|decision[- ]making|\bmdm\b)"
_STATED = (
    re.compile(rf"{_MAKING}[\s:,=(-]{{0,4}}(?:(?:is|was|of|complexity|level)\s*:?\s*){{0,2}}"
               rf"{_LEVEL}\b", _FLAGS),
    re.compile(rf"\b{_LEVEL}[- ](?:level )?(?:complexity )?{_MAKING}", _FLAGS),
    re.compile(rf"\b{_LEVEL}[- ]complexity\b", _FLAGS),
)  # fmt: skip
_NUMBERED = re.compile(
    r"\b(?:(?:ed|e/?m|visit|service) level|level of service:?) ?([1-5])\b"
    r"|(?<!trauma )\blevel ([1-5])(?=\s?(?:[.;]|visit|$))",
    _FLAGS,
)
_CRITICAL = re.compile(
    r"\bcritical care\b[^.\n]{0,60}?\b(\d{1,3})\s?(?:min|minutes?)\b"
    r"|\b(\d{1,3})\s?(?:min|minutes?)\b[^.\n]{0,30}?\bcritical care\b",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of the note: its number (minutes, or a level 1 to 4), and where it stands."""

    value: int
    span: Span
    sentence: int


def total_time(document: Document) -> Stated | None:
    """Give the total time of the visit where the note documents it; the longest of several."""
    return max(_times(document), key=lambda s: s.value, default=None)


def _times(document: Document) -> Iterator[Stated]:
    for number, sentence in enumerate(document.sentences):
        text = document.text[sentence.start : sentence.end]
        if "min" not in text.lower() or not _TOTAL.search(text) or _OTHER_TIME.search(text):
            continue
        for match in _MINUTES.finditer(text):
            yield Stated(int(match[1]), _span(sentence.start, match), number)


def stated_making(document: Document) -> Stated | None:
    """Give the level of decision making that the note states, the first of "moderate to high"."""
    small = document.text.lower()
    has_making = any(cue in small for cue in ("mdm", "decision", "complexity"))
    for pattern in _STATED if has_making else ():
        match = pattern.search(document.text)
        if match:
            level = _LEVELS[" ".join(match[1].lower().split())]
            return stated_at(document, _span(0, match), level)
    match = _NUMBERED.search(document.text) if "level" in small else None
    number = int(match[1] or match[2]) if match else 0
    return stated_at(document, _span(0, match), number - 1) if match and number > 1 else None


def critical_time(document: Document) -> Stated | None:
    """Give the documented time of critical care."""
    is_near = "critical care" in document.text.lower()
    match = _CRITICAL.search(document.text) if is_near else None
    return stated_at(document, _span(0, match), int(match[1] or match[2])) if match else None


def stated_at(document: Document, span: Span, value: int = 0) -> Stated:
    """Make a statement of words of the note."""
    return Stated(value, span, _sentence_at(document, span.start))


def _sentence_at(document: Document, place: int) -> int:
    """Give the number of the sentence that holds a place; a heading is one of its own."""
    return max(bisect_right(document.sentences, place, key=lambda s: s.start) - 1, 0)


def _span(start: int, match: re.Match[str]) -> Span:
    return Span(start + match.start(), start + match.end())
