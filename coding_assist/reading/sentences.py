"""Sentences and list items, within sections; every character of substance is in one."""

import re
from collections.abc import Iterator, Sequence

from coding_assist.reading.document import Section

_BREAK = re.compile(
    r"\n(?=[ \t]*(?:\n|[^a-z\s]))"  # a line that does not go on in lower case
    r"|(?P<stop>[.!?])[\"')\]]*(?=\s+[^a-z\s,;.)]|\s*$)"
    r"|[.!?;],(?=\s*\S)"  # newlines lost in transcription
    r"|(?<=[.,;:)\w])\s+(?=\d{1,2}[.)]\s+[A-Z])"  # 1. First  2. Second
    r"|,(?=\d{1,2}\.\s)"
    r"|(?=[•●▪◦])"
)
_LONGEST = 800
"""Text without a full stop is cut, so that work stays linear in its length."""

_NO_STOP = frozenset(
    "dr mr mrs ms prof st vs no nos e.g i.e eg ie approx fig cf jr sr pt pts wt ht dept ca mt "
    "resp temp dx hx tx rx sx fx".split()
)

_NUMBERED = frozenset(
    "stage grade class type day week month year phase category level score".split()
)
"""Words whose number after them is theirs: "ulcer, stage 3. The record" is no list item."""


def find_sentences(
    text: str, sections: Sequence[Section]
) -> Iterator[tuple[int, int, Section, bool]]:
    """Yield start, end, section and whether it is a heading, in order, white space trimmed."""
    for section in sections:
        if section.body > section.start:
            yield from _trimmed(text, section.start, section.body, section, is_heading=True)
        start = section.body
        for end in _ends(text, section):
            yield from _trimmed(text, start, end, section)
            start = end
        yield from _trimmed(text, start, section.end, section)


def _ends(text: str, section: Section) -> Iterator[int]:
    for match in _BREAK.finditer(text, section.body, section.end):
        if match["stop"] == "." and _is_abbreviated(text, section.body, match.start()):
            continue
        if match.group().isspace() and _last_word(text, match.start()) in _NUMBERED:
            continue  # the break before what looks like a list number
        yield match.end()


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Tell whether the full stop ends an abbreviation or a list number, not a sentence."""
    word = text[max(start, stop - 12) : stop].rpartition(" ")[2].rpartition("\n")[2]
    word = word.rpartition(",")[2].lstrip("(").lower()
    if word.isdigit() and len(word) < 3:
        return _last_word(text, stop - len(word) - 1) not in _NUMBERED
    return word in _NO_STOP


def _last_word(text: str, end: int) -> str:
    words = text[max(0, end - 12) : max(0, end)].split()
    return words[-1].lower() if words else ""


def _trimmed(
    text: str, start: int, end: int, section: Section, *, is_heading: bool = False
) -> Iterator[tuple[int, int, Section, bool]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    while right - left > _LONGEST:
        cut = max(text.rfind(mark, left + 1, left + _LONGEST) for mark in (", ", " ", "\n"))
        cut = cut + 1 if cut > left else left + _LONGEST
        yield left, cut, section, is_heading
        left = cut
    if left < right:
        yield left, right, section, is_heading
