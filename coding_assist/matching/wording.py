"""What the words of a title are worth: which name the condition and which only qualify it."""

import re
from functools import lru_cache

from coding_assist.reading.normal_form import STOP_WORDS, normal_words
from coding_assist.reading.phrases import find_phrases

SIDES = frozenset({"left", "right", "bilateral", "unilateral"})

_NEVER_WRITTEN = frozenset(
    "unspecified other specified nec nos not elsewhere classified classifiable".split()
)

FREE = _NEVER_WRITTEN | frozenset(
    # What a title says when the note need not: conventions I.A.6 and I.A.9 (NEC, NOS,
    # unspecified, other), nonessential modifiers (I.A.7), and defaults of the Index.
    "type primary essential simple uncomplicated idiopathic site part stage grade initial "
    "encounter routine healing closed displaced nontraumatic vertebra joint form mention so stated "
    "disease disorder condition complication personal side".split()
)

_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_DEFAULTS = re.compile(
    r"\btype I or II\b"  # an open fracture of no stated type
    r"|\bwith loss of consciousness status unknown\b"
    r"|\bstage unspecified\b"
)
_SIDED = r"\bof (?:\w+ ){0,2}?(?:right|left|unspecified|bilateral)\b"
_WITHOUT = re.compile(
    rf"\b(?:without|not|uncomplicated by)\b(?:(?!\bwith\b|,|{_SIDED})[^;]){{0,120}}",
    re.IGNORECASE,
)
_ENCOUNTER = re.compile(r"\bencounter for (closed|open) fracture\b")


@lru_cache(maxsize=200_000)
def term_words(term: str) -> tuple[str, ...]:
    """Give the words of a term that must all be found, stop words left out, each once."""
    words = [word for _, _, word in find_phrases(list(normal_words(term)))]
    return tuple(dict.fromkeys(w for w in words if w not in STOP_WORDS))


@lru_cache(maxsize=200_000)
def title_words(title: str) -> frozenset[str]:
    """Give the words of an official title that a note must support to justify it.

    Nonessential modifiers in brackets, "unspecified" and the like, and what it says is
    absent ("without complications") need no support.
    """
    plain = _ENCOUNTER.sub(r"\1", _BRACKETS.sub(" ", title))
    plain = _WITHOUT.sub(" ", _DEFAULTS.sub(" ", plain))
    return frozenset(term_words(plain)) - FREE


def core_words(wording: str) -> frozenset[str]:
    """Give the words of a title or inclusion term that a note must write to name it.

    Only what is never written is left out: "unspecified", NOS, sides (found by themselves).
    """
    return frozenset(term_words(_BRACKETS.sub(" ", wording))) - _NEVER_WRITTEN - SIDES
