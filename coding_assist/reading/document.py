"""A note that has been read: sections, sentences and words, all with offsets into its text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the note under one heading.

    Attributes:
        kind: canonical name such as "assessment"; "" before the first heading.
        start, end: of heading and body together, half-open code points.
        body: where the heading ends.
    """

    kind: str
    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark as the finder sees it.

    An abbreviation that was written out gives several words with the same offsets.

    Attributes:
        norm: normal form, or the mark itself.
        start, end: where it stands in the text, half-open code points.
        sense: how it was written out, where it is part of an abbreviation.
        correction: similarity in (0, 1) where the spelling was mended, else 1.
    """

    norm: str
    start: int
    end: int
    sense: str = ""
    correction: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item.

    Attributes:
        start, end: half-open code points, white space trimmed.
        section: the section it stands in.
        words: its words and punctuation marks in order.
        is_heading: the sentence is nothing but a heading.
    """

    start: int
    end: int
    section: Section
    words: tuple[Word, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A note that has been read. `text[word.start:word.end]` is the word as written."""

    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
