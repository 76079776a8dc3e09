"""Words with their normal forms; abbreviations written out, offsets kept."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coding_assist.reading.abbreviations import Sense, expand
from coding_assist.reading.document import Word
from coding_assist.reading.normal_form import WORD, counted, normal_form, normal_words
from coding_assist.reading.phrases import find_phrases

_POSSESSIVE = frozenset({"'s", "’s"})
_WEEKS = re.compile(r"(?P<weeks>[1-4]?\d)w(?:k?s?)\d?d?", re.IGNORECASE)
_DECIMAL = re.compile(r"\d{2}\.\d+")
_PIECE = re.compile(rf"{WORD.pattern}|[^\w\s]|_")


def make_words(tokens: Sequence[tuple[int, str]], section: str) -> tuple[Word, ...]:
    """Turn tokens (offset, text) of one sentence into words and punctuation marks."""
    around = {normal_form(m.group()) for _, t in tokens for m in WORD.finditer(t)}
    words: list[Word] = []
    skip = 0
    for i, (start, text) in enumerate(tokens):
        if i < skip:
            continue
        sense_words, used = _gestation(start, text), 1
        if not sense_words:
            sense_words, used = _expanded(tokens, i, section, around)
        words += sense_words or _pieces(start, text, section, around, words)
        skip = i + used
    return _merged(_whole_bmi(words))


def _gestation(start: int, text: str) -> list[Word]:
    """Write out weeks and days of pregnancy: "29w3d"."""
    match = _WEEKS.fullmatch(text)
    if match is None:
        return []
    words = f"{match['weeks']} weeks gestation of pregnancy"
    return [Word(w, start, start + len(text), words) for w in normal_words(words)]


def _expanded(
    tokens: Sequence[tuple[int, str]], at: int, section: str, around: set[str]
) -> tuple[list[Word], int]:
    """Write out the abbreviation that begins here, if one does; two tokens are tried first."""
    for used in (2, 1):
        run = tokens[at : at + used]
        if len(run) < used:
            continue
        surface = " ".join(t for _, t in run)
        sense = expand(surface, section, around)
        if sense:
            start, end = run[0][0], run[-1][0] + len(run[-1][1])
            return _written_out(sense, start, end), used
    return [], 1


def _pieces(
    start: int, text: str, section: str, around: set[str], before: Sequence[Word]
) -> list[Word]:
    """Part a token at marks; a hyphen or apostrophe within it is no word of its own.

    The parts of "HTN/COPD" and "COPD-related" are written out each.
    """
    if text.lower() in _POSSESSIVE:
        return []
    last = before[-1].norm if before else ""
    words: list[Word] = []
    for match in _PIECE.finditer(text):
        piece, at = match.group(), start + match.start()
        if piece in "-'’" and 0 < match.start() < len(text) - 1:
            continue
        sense = expand(piece, section, around) if len(piece) not in (1, len(text)) else None
        if sense:
            words += _written_out(sense, at, at + len(piece))
        else:
            norm = normal_form(counted(piece.lower(), last)) if piece[0].isalnum() else piece
            words.append(Word(norm, at, at + len(piece)))
        last = words[-1].norm
    return words


def _written_out(sense: Sense, start: int, end: int) -> list[Word]:
    return [Word(w, start, end, sense.words) for w in normal_words(sense.words)]


def _whole_bmi(words: Sequence[Word]) -> list[Word]:
    """Write "BMI 33.4" as 33: codes count whole numbers (Z68)."""
    near = 3
    return [
        replace(w, norm=w.norm.partition(".")[0])
        if _DECIMAL.fullmatch(w.norm)
        and any(b.norm in ("bmi", "index") for b in words[max(0, i - near) : i])
        else w
        for i, w in enumerate(words)
    ]


def _merged(words: Sequence[Word]) -> tuple[Word, ...]:
    """Write the fixed phrases ("x-ray", "without contrast") in one word."""
    return tuple(
        words[start]
        if end - start == 1 and one == words[start].norm
        else Word(one, words[start].start, words[end - 1].end, words[start].sense)
        for start, end, one in find_phrases([w.norm for w in words])
    )
