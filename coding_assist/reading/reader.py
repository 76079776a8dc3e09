"""Read a note's text into a document."""

import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from coding_assist.reading.document import Document, Sentence
from coding_assist.reading.sections import find_sections
from coding_assist.reading.sentences import find_sentences
from coding_assist.reading.words import make_words

if TYPE_CHECKING:
    from spacy.language import Language

_LONG_RUN = re.compile(r"\S{80,}")
_PIECE = re.compile(r"\w+|[^\w\s]")
_ONE_AT_A_TIME = Lock()
"""A memory zone is the vocabulary's, not the thread's: two may not overlap."""
_INFIXES = (r"(?<=[A-Za-z])[.;:](?=[A-Z])", r"(?<=\w),", r"(?<=[A-Za-z0-9])[()\[\]]", r"--+", r"…")


def read(text: str) -> Document:
    """Read a note; every offset of the document counts code points of this text."""
    sections = find_sections(text)
    tokens = list(_tokens(text))
    sentences = []
    at = 0
    for start, end, section, is_heading in find_sentences(text, sections):
        while at < len(tokens) and tokens[at][0] < start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at][0] < end:
            at += 1
        words = make_words(_cut(tokens[first:at], end), section.kind)
        sentences.append(Sentence(start, end, section, words, is_heading))
    return Document(text, sections, tuple(sentences))


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each token.

    Long runs without a space are no writing; spaCy's time on them is not linear, so they are
    parted at marks only.
    """
    at = 0
    for run in _LONG_RUN.finditer(text):
        yield from _spacy_tokens(text, at, run.start())
        for piece in _PIECE.finditer(text, run.start(), run.end()):
            yield piece.start(), piece.group()
        at = run.end()
    yield from _spacy_tokens(text, at, len(text))


def _spacy_tokens(text: str, start: int, end: int) -> list[tuple[int, str]]:
    nlp = tokenizer()
    # After the zone spaCy has forgotten the note's words; our types keep none of its objects.
    with _ONE_AT_A_TIME, nlp.memory_zone():
        doc = nlp.make_doc(text[start:end])
        return [(start + t.idx, t.text) for t in doc if not t.is_space]


@cache
def tokenizer() -> "Language":
    """Make spaCy's blank English, which needs no downloaded model.

    A slash or hyphen does not part a token, so that "s/p" and "c/o" stay whole. Imported
    here, since spaCy takes most of the time that the package takes to import.
    """
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("en")
    nlp.tokenizer.infix_finditer = compile_infix_regex(_INFIXES).finditer  # type: ignore[union-attr]
    return nlp


def _cut(tokens: list[tuple[int, str]], end: int) -> list[tuple[int, str]]:
    """Shorten a last token that reaches over the sentence's end."""
    if tokens and tokens[-1][0] + len(tokens[-1][1]) > end:
        start, text = tokens[-1]
        return [*tokens[:-1], (start, text[: end - start])]
    return tokens
