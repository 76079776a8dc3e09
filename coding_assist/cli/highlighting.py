"""Highlight a note's evidence; where there is no colour, put it between marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from coding_assist.suggestion import SuggestionSet

SUPPORTS = "black on green"
WITHHELD = "yellow underline"

# A note must not steer the terminal: control characters become their pictures.
_CONTROLS = {c: 0x2400 + c for c in range(32) if chr(c) not in "\n\t"}
_CONTROLS |= {0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)}
_CONTROLS |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the note and the rank of the suggestion it supports; 0 if that is withheld."""

    start: int
    end: int
    rank: int


def highlighted(text: str, answer: SuggestionSet, *, marked: bool) -> Text:
    """Give the note with its evidence highlighted and the ranks it supports after it.

    Args:
        text: the note's text.
        answer: what was suggested for it.
        marked: put « and » around evidence too, for want of colour.
    """
    marks = tuple(_marks(answer))
    shown = Text()
    inside = False
    for start, end in _pieces(text, marks):
        over = [m.rank for m in marks if m.start <= start < m.end]
        supports = any(over)
        if marked and supports != inside:
            shown.append("«" if supports else "»")
        inside = supports
        shown.append(clean(text[start:end]), _style(over))
        ended = sorted({m.rank for m in marks if m.end == end and m.rank})
        if ended:
            shown.append(f"[{','.join(map(str, ended))}]", "dim")
    return shown.append("»") if marked and inside else shown


def clean(text: str) -> str:
    """Take out of a text whatever would steer the terminal."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _marks(answer: SuggestionSet) -> Iterator[Mark]:
    for suggestion in answer.suggestions:
        for evidence in suggestion.evidence:
            yield Mark(evidence.start, evidence.end, suggestion.rank)
    for withheld in answer.withheld:
        if withheld.reason != "below_threshold":
            for evidence in withheld.evidence:
                yield Mark(evidence.start, evidence.end, 0)


def _pieces(text: str, marks: tuple[Mark, ...]) -> Iterator[tuple[int, int]]:
    cuts = {0, len(text), *(m.start for m in marks), *(m.end for m in marks)}
    return pairwise(sorted(cuts))


def _style(ranks: list[int]) -> str:
    if not ranks:
        return ""
    return SUPPORTS if any(ranks) else WITHHELD
