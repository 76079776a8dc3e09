"""Misspellings: an unknown word that is one slip away from a single known one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from coding_assist.matching.lexicon import Lexicon
from coding_assist.reading.document import Word
from coding_assist.reading.normal_form import STOP_WORDS
from coding_assist.reading.word_lists import word_list

_SHORTEST = 6
_TWO_SLIPS = 10
"""Words of this length may have two slips."""


class Speller:
    """Mend words against the vocabulary, blocked by first letter and length."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._blocks: dict[tuple[str, int], list[str]] = {}
        for word in lexicon.words():
            if len(word) >= _SHORTEST and word.isalpha():
                self._blocks.setdefault((word[0], len(word)), []).append(word)

    def mend(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Replace misspelt normal forms; offsets stay."""
        return tuple(self._mended(w) for w in words)

    def _mended(self, word: Word) -> Word:
        norm = word.norm
        if len(norm) < _SHORTEST or not norm.isalpha() or word.sense or self._is_fine(norm):
            return word
        slips = 2 if len(norm) >= _TWO_SLIPS else 1
        right = _only_nearest(norm, self._near(norm, slips), slips)
        if right is None:
            return word
        return replace(word, norm=right, correction=1 - 1 / len(norm))

    def _is_fine(self, norm: str) -> bool:
        return self._lexicon.knows(norm) or norm in STOP_WORDS or norm in word_list("ordinary")

    def _near(self, norm: str, slips: int) -> Iterable[str]:
        for length in range(len(norm) - slips, len(norm) + slips + 1):
            yield from self._blocks.get((norm[0], length), ())


def _only_nearest(norm: str, candidates: Iterable[str], slips: int) -> str | None:
    """Give the nearest candidate within so many slips, or None where two are equally near."""
    nearest: list[str] = []
    best = slips
    for candidate in candidates:
        distance = OSA.distance(norm, candidate, score_cutoff=best)
        if distance < best:
            nearest, best = [candidate], distance
        elif distance == best:
            nearest.append(candidate)
    return nearest[0] if len(nearest) == 1 else None
