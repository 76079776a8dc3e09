"""How often what the vocabulary met was right, in the training notes; wordings as hashes."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple, Self

from coding_assist.matching.candidate import Candidate
from coding_assist.matching.phrase_table import Array, phrase_key, read_arrays


class WordingCounts(NamedTuple):
    """Training notes in which a wording was met as a code.

    Attributes:
        met: notes in which the vocabulary gave this code for the wording.
        right: those of them that coders gave the code.
        coded: notes with the wording, as whatever code, that were given the code.
    """

    met: int
    right: int
    coded: int


class WordCounts(NamedTuple):
    """Training notes with a wording.

    Attributes:
        notes: notes with the wording.
        most: the most of them that were given one and the same code.
    """

    notes: int
    most: int


@dataclass(frozen=True, slots=True)
class WordingTable:
    """The counts as parallel arrays, as they are stored.

    Attributes:
        words, word_counts: uint64 keys of wordings; n x 2 counts.
        pairs, pair_counts: uint64 keys of wordings as codes; n x 3 counts.
        codes, code_notes: "ICD10CM R50.9"; training notes with it.
        notes: how many training notes there were, one number.
    """

    words: Array
    word_counts: Array
    pairs: Array
    pair_counts: Array
    codes: Array
    code_notes: Array
    notes: Array

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read a table.

        Raises:
            ModelError: the bytes are no such table.
        """
        return cls(**read_arrays(data, [f.name for f in fields(cls)]))


def words_key(candidate: Candidate) -> int:
    """Give the key of a mention's words, whatever their order."""
    return phrase_key(sorted(candidate.mention.words))


def pair_key(candidate: Candidate) -> int:
    """Give the key of a mention's words as a code."""
    return phrase_key((*sorted(candidate.mention.words), "=", candidate.code.code))


_UNMET, _UNSEEN = WordingCounts(0, 0, 0), WordCounts(0, 0)


class Wordings:
    """Look the counts up."""

    def __init__(self, table: WordingTable) -> None:
        self._words: Mapping[int, WordCounts] = {
            int(k): WordCounts(*c)
            for k, c in zip(table.words, table.word_counts.tolist(), strict=True)
        }
        self._pairs: Mapping[int, WordingCounts] = {
            int(k): WordingCounts(*c)
            for k, c in zip(table.pairs, table.pair_counts.tolist(), strict=True)
        }
        notes = max(int(table.notes.sum()), 1)
        self._prior: Mapping[str, float] = {
            str(code): n / notes
            for code, n in zip(table.codes, table.code_notes.tolist(), strict=True)
        }

    def pair(self, candidate: Candidate) -> WordingCounts:
        """Give how often the candidate's words meant its code."""
        return self._pairs.get(pair_key(candidate), _UNMET)

    def words(self, candidate: Candidate) -> WordCounts:
        """Give how often the candidate's words were met."""
        return self._words.get(words_key(candidate), _UNSEEN)

    def prior(self, candidate: Candidate) -> float:
        """Give the share of training notes with the candidate's code."""
        return self._prior.get(f"{candidate.code.system} {candidate.code.code}", 0.0)
