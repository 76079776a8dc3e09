"""Terms: every wording that stands for a code, from the tables and from our vocabulary."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources import files

from coding_assist.codes.code import CodeEntry
from coding_assist.errors import CodeSetFileError
from coding_assist.matching.wording import core_words, term_words
from coding_assist.note import CodeSystem

_MOST_WORDS = 8
"""A wording of more words is never written close together in a note."""


class Source(IntEnum):
    """Where a wording comes from; the higher, the more it is trusted."""

    TITLE = 1
    INCLUSION = 2
    SYNONYM = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A wording that stands for a code.

    Attributes:
        words: normal forms that must all stand close together, in any order; the first is
            the rarest in the vocabulary and is looked up.
        target: the code, or the header to walk down from.
        use: "" always; "mentions" too generic for a claim; "medication" long-term use of a
            drug; "allergy" a drug the patient reacts to.
        also: groups of words that must stand anywhere in the note besides.
    """

    words: tuple[str, ...]
    system: CodeSystem
    target: str
    source: Source
    use: str = ""
    also: tuple[tuple[str, ...], ...] = ()


def terms_of_tables(entries: Iterable[CodeEntry]) -> Iterator[Term]:
    """Yield the terms that titles, inclusion terms and starter synonyms give."""
    cores: dict[str, frozenset[str]] = {}
    for entry in entries:
        code = entry.code
        if code.system is not CodeSystem.ICD10CM:
            yield from _starter_terms(entry)
            continue
        core = core_words(code.title)
        cores[code.code] = core
        if core != cores.get(code.parent) and _names_a_condition(code.title, core, code.code):
            yield Term(tuple(sorted(core)), code.system, code.code, Source.TITLE)
        for wording in entry.terms:
            words = core_words(wording)
            if _names_a_condition(wording, words, code.code):
                yield Term(tuple(sorted(words)), code.system, code.code, Source.INCLUSION)


def _starter_terms(entry: CodeEntry) -> Iterator[Term]:
    for wording in entry.terms:
        first, *more = (term_words(part) for part in wording.split("&"))
        if first:
            yield Term(
                first, entry.code.system, entry.code.code, Source.SYNONYM, "", tuple(more)
            )


def _names_a_condition(wording: str, words: frozenset[str], code: str) -> bool:
    """Tell whether the words alone are a name that people write.

    Titles of "other" codes name what is left over; status and external cause titles of one
    word ("stress", "kitchen") mean something else in running text.
    """
    if not 0 < len(words) <= _MOST_WORDS or wording.lower().startswith(("other ", "unspecified ")):
        return False
    if "elsewhere" in wording.lower() or all(w.isdigit() or len(w) < 3 for w in words):
        return False
    return len(words) > 1 or code[0] not in "VWXYZU"


def read_synonyms() -> Iterator[Term]:
    """Yield the rows of our synonym files.

    Raises:
        CodeSetFileError: a row has no term or no code.
    """
    folder = files("code_sets").joinpath("synonyms")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".tsv"):
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            for number, row in enumerate(rows, 2):
                words = term_words(row["term"] or "")
                if not words or not row["code"]:
                    raise CodeSetFileError(f"{file.name}, line {number}: term or code missing.")
                yield Term(
                    words, CodeSystem.ICD10CM, row["code"], Source.SYNONYM, row.get("use") or ""
                )


def rarest_first(terms: Iterable[Term]) -> Iterator[Term]:
    """Yield each distinct term with its rarest word in front, in a fixed order."""
    distinct = dict.fromkeys(terms)
    counts = Counter(word for term in distinct for word in term.words)
    for term in distinct:
        words = tuple(sorted(term.words, key=lambda w: (counts[w], w)))
        yield Term(words, term.system, term.target, term.source, term.use, term.also)
