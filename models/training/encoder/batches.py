"""Batches of pairs: two wordings of one code, beside wordings of its neighbours.

Half of the batches are drawn from one stretch of the tabular order, where siblings stand: the
wrong side, stage or acuity, and the disease next door. The other half from everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding_assist.matching.known_wordings import Wording
from coding_assist.matching.phrase_table import Array

_STRETCH = 600
"""Codes in the tabular order that a batch of neighbours is drawn from."""
_TITLE_SHARE = 0.6
"""How often the second wording of a pair is the code's title."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of wordings.

    Attributes:
        first, second: the two wordings of each pair.
        codes: their codes.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    codes: tuple[str, ...]

    def related(self) -> Array:
        """Give n x n booleans: true off the diagonal where one code is or stands above the other.

        Such pairs are no negatives of each other.
        """
        codes = [c.replace(".", "") for c in self.codes]
        same = [[a.startswith(b) or b.startswith(a) for b in codes] for a in codes]
        mask: Array = np.array(same)
        np.fill_diagonal(mask, val=False)
        return mask


class Batches:
    """Draw batches; the same seed and step give the same batch."""

    def __init__(self, wordings: Sequence[Wording], size: int, seed: int) -> None:
        by_code: dict[str, list[Wording]] = {}
        for w in wordings:
            by_code.setdefault(w.code, []).append(w)
        self._codes = sorted(by_code)
        self._titles = {c: [w.text for w in ws if w.source == "title"] for c, ws in by_code.items()}
        self._texts = {c: sorted({w.text for w in ws}) for c, ws in by_code.items()}
        # A code with many wordings has more to teach, one with its title alone nearly nothing.
        weights = [np.sqrt(len(self._texts[c])) - 0.7 for c in self._codes]
        self._weights = np.array(weights)
        self._size, self._seed = size, seed

    def draw(self, step: int) -> Batch:
        """Give the batch of a step."""
        rng = np.random.default_rng([self._seed, step])
        chosen = self._choose(rng, near=step % 2 == 0)
        pairs = [self._pair(self._codes[i], rng) for i in chosen]
        first, second = zip(*pairs, strict=True)
        return Batch(first, second, tuple(self._codes[i] for i in chosen))

    def _choose(self, rng: np.random.Generator, *, near: bool) -> Array:
        low, high = 0, len(self._codes)
        if near:
            low = int(rng.integers(0, max(high - _STRETCH, 1)))
            high = min(low + _STRETCH, high)
        weights = self._weights[low:high]
        size = min(self._size, len(weights))
        chosen: Array = rng.choice(high - low, size, replace=False, p=weights / weights.sum())
        return chosen + low

    def _pair(self, code: str, rng: np.random.Generator) -> tuple[str, str]:
        texts, titles = self._texts[code], self._titles[code]
        first = texts[rng.integers(len(texts))]
        others = [t for t in texts if t != first]
        if titles and first not in titles and rng.random() < _TITLE_SHARE:
            return first, titles[0]
        return first, others[rng.integers(len(others))] if others else _shortened(first, rng)


def _shortened(text: str, rng: np.random.Generator) -> str:
    """Leave one word out, where there are enough: the only other wording of a lone title."""
    words = text.split()
    if len(words) > 2:
        del words[rng.integers(len(words))]
    return " ".join(words)
