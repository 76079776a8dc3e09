"""Terms: every wording that stands for a code, from the tables and from our vocabulary."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from coding_assist.codes.code import CodeEntry
from coding_assist.data_files import read_tables
from coding_assist.errors import CodeSetFileError
from coding_assist.matching.wording import core_words, term_words
from coding_assist.note import CodeSystem
from coding_assist.reading.abbreviations import expand
from coding_assist.reading.word_lists import word_list

_MOST_WORDS = 8
"""A wording of more words is never written close together in a note."""


_PAST = "status post "
_JOINERS = frozenset({"and", "with", "or", "&", "plus"})


class Source(IntEnum):
    """Where a wording comes from; the higher, the more it is trusted."""

    DENSE = -1
    LEARNED = 0
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
            drug; "allergy" a drug the patient reacts to; "surgery" the name of an operation,
            where the note lists past ones.
        is_joined: its own wording joins them ("nausea and vomiting"), so a joiner may stand
            between them in the note; "anxiety depression" are two things when joined.
        also: groups of words that must stand anywhere in the note besides.
    """

    words: tuple[str, ...]
    system: CodeSystem
    target: str
    source: Source
    use: str = ""
    also: tuple[tuple[str, ...], ...] = ()
    is_joined: bool = False


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
            yield Term(
                tuple(sorted(core)),
                code.system,
                code.code,
                Source.TITLE,
                "",
                (),
                _joins(code.title),
            )
        for wording in entry.terms:
            words = core_words(wording)
            if _names_a_condition(wording, words, code.code):
                yield Term(
                    tuple(sorted(words)), code.system, code.code, Source.INCLUSION, "", (),
                    _joins(wording),
                )  # fmt: skip


def _starter_terms(entry: CodeEntry) -> Iterator[Term]:
    for wording in entry.terms:
        named, *more = wording.split(" & ")
        also = tuple(wordings(part)[-1] for part in more)
        for words in wordings(named):
            if any(len(w) > 1 for w in words):
                yield Term(
                    words, entry.code.system, entry.code.code, Source.SYNONYM, "", also, True
                )


def _joins(wording: str) -> bool:
    return not _JOINERS.isdisjoint(wording.partition("(")[0].lower().split())


def _names_a_condition(wording: str, words: frozenset[str], code: str) -> bool:
    """Tell whether the words alone are a name that people write.

    Titles of "other" codes name what is left over; status and external cause titles of one
    word ("stress", "kitchen") mean something else in running text.
    """
    if not 0 < len(words) <= _MOST_WORDS or wording.lower().startswith(("other ", "unspecified ")):
        return False
    unnamed = word_list("sites") | word_list("modifiers")
    if "elsewhere" in wording.lower() or all(
        w.isdigit() or len(w) < 3 or w in unnamed for w in words
    ):
        return False
    return len(words) > 1 or code[0] not in "VWXYZU"


def read_synonyms() -> Iterator[Term]:
    """Yield the rows of our synonym files.

    Raises:
        CodeSetFileError: a row has no term or no code.
    """
    for term, code, use in read_tables("synonyms", ["term", "code", "use"]):
        for words in wordings(term):
            if not words or not code:
                raise CodeSetFileError(f"synonyms: the row for {code or term} is incomplete.")
            yield Term(words, CodeSystem.ICD10CM, code, Source.SYNONYM, use, (), _joins(term))
        if term.startswith(_PAST) and not use:
            words = term_words(term.removeprefix(_PAST))
            if words:
                yield Term(words, CodeSystem.ICD10CM, code, Source.SYNONYM, "surgery")


def wordings(term: str) -> tuple[tuple[str, ...], ...]:
    """Give a term's words as written, and as the reader sees them with abbreviations written out.

    Written out are those with a sense that always holds. In capitals only is an abbreviation
    that would be an English word in small letters.
    """
    plain = term_words(term)
    full = term_words(" ".join(_written_out(w) for w in term.split()))
    return (plain,) if full == plain or len(full) > _MOST_WORDS else (plain, full)


def _written_out(word: str) -> str:
    if len(word) < 2 or word in word_list("english"):
        return word
    sense = expand(word, "", ()) or expand(word.upper(), "", ())
    return sense.words if sense else word


def vocabulary(synonyms: Iterable[Term], tables: Iterable[Term]) -> Iterator[Term]:
    """Yield each distinct term with its rarest word in front, in a fixed order.

    Where our synonyms say what some words mean, titles and inclusion terms of the same words
    are left out: the row was written for how people write.
    """
    ours = list(dict.fromkeys(synonyms))
    known = {frozenset(term.words) for term in ours if term.use in ("", "mentions")}
    distinct = [*ours, *(t for t in dict.fromkeys(tables) if not _is_known(t, known))]
    counts = Counter(word for term in distinct for word in term.words)
    for term in distinct:
        words = tuple(sorted(term.words, key=lambda w: (counts[w], w)))
        yield replace(term, words=words)


def _is_known(term: Term, known: set[frozenset[str]]) -> bool:
    return term.system is CodeSystem.ICD10CM and frozenset(term.words) in known
