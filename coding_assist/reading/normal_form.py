"""The normal form of words: one spelling for what is written in many.

Applied alike to the note and to the vocabulary, so that only collisions can hurt, never
an odd-looking stem.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table

STOP_WORDS = frozenset(
    "a an the of in on at to from for by with without due as is are be was were been "
    "his her their its my your our this that these those which into upon via per "
    "and or nor mellitus".split()
) - {"without"}

_BRITISH = (
    (re.compile(r"ae"), "e"),
    (re.compile(r"oe(?=dem|soph|str|lia|tus|tal)"), "e"),
    (re.compile(r"rrhoe"), "rrhe"),
    (re.compile(r"(?<=[lt]e)uc(?=[oae])"), "uk"),
    (re.compile(r"(?<=tum|col|lab|vap|hum|vig)our"), "or"),
    (re.compile(r"(?<=fib|lit|met|ent)re(?=s?$)"), "er"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"is(?=ation|ed$|ing$|e$)"), "iz"),
)
_PERHAPS_BRITISH = re.compile(r"ae|oe|our|uc|re(?=s?$)|sulph|is[aei]")
_PLURALS = (
    (re.compile(r"(?<=[a-z]{2})itides$"), "itis"),
    (re.compile(r"(?<=[a-z]{2})(o|y|e)ses$"), r"\1sis"),
    (re.compile(r"(?<=metast)ases$"), "asis"),
    (re.compile(r"(?<=[a-z]{2}[ltn])uses$"), "us"),
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=[a-z]{2})(ss|x|ch|sh)es$"), r"\1"),
    (re.compile(r"(?<=[a-z]{2}[^suio])s$"), ""),
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "iiia": "3a", "iiib": "3b"}
_COUNTED = frozenset("type stage grade class degree phase category level".split())
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:(?<=[0-9])\.[0-9]+)?")


def fold(word: str) -> str:
    """Fold case, accents, British spelling and plural of one word."""
    word = word.lower()
    if not word.isascii():
        word = "".join(
            c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)
        )
    if len(word) < 4:
        return word
    if word.endswith("ae") and not word.endswith(("iae", "zae")):  # not S. pneumoniae
        word = word[:-1]
    if _PERHAPS_BRITISH.search(word):
        for pattern, plain in _BRITISH:
            word = pattern.sub(plain, word)
    return _singular(word) if word.endswith("s") else word


def _singular(word: str) -> str:
    for pattern, plain in _PLURALS:
        shorter = pattern.sub(plain, word)
        if shorter != word:
            return shorter
    return word


@cache
def variants() -> Mapping[str, str]:
    """Load the table of word variants: folded variant to folded usual form."""
    rows = read_table("words", "variants.tsv", ["variant", "usual"])
    return MappingProxyType({fold(variant): fold(usual) for variant, usual in rows})


def normal_form(word: str) -> str:
    """Give the normal form of one word: folded, then its usual form ("renal": "kidney")."""
    folded = fold(word)
    return variants().get(folded, folded)


def normal_words(text: str) -> Iterator[str]:
    """Yield the normal forms of the words of a title or term, Roman numerals as figures."""
    before = ""
    for match in WORD.finditer(_POSSESSIVE.sub("", text)):
        word = counted(match.group().lower(), before)
        before = normal_form(word)
        yield before


def counted(word: str, before: str) -> str:
    """Write a Roman numeral after "type", "stage" and the like as a figure."""
    return _ROMAN.get(word, word) if before in _COUNTED else word
