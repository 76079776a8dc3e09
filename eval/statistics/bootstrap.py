"""Bootstrap intervals over notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.matching import ScoredNote
from eval.statistics.figures import FIGURES, Floats, figures_of, note_rows

SAMPLES = 2000
SEED = 7
_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval: between the 2.5th and the 97.5th percentile."""

    low: float
    high: float


def bootstrap(
    notes: Sequence[ScoredNote], *, samples: int = SAMPLES, seed: int = SEED
) -> dict[str, Interval]:
    """Give the 95 % percentile interval of each figure.

    As many notes as there are are drawn with replacement, `samples` times; each draw is scored
    whole (Efron 1979). The same seed gives the same intervals.
    """
    rows = note_rows(notes)
    if not len(rows):
        return {}
    drawn = [figures_of(weights @ rows) for weights in draws(len(rows), samples, seed)]
    return {name: percentiles(np.concatenate([d[name] for d in drawn])) for name in FIGURES}


def draws(notes: int, samples: int, seed: int) -> Iterator[Floats]:
    """Yield how often each note is drawn, arrays of some samples by notes."""
    rng = np.random.default_rng(seed)
    for first in range(0, samples, _AT_ONCE):
        size = min(_AT_ONCE, samples - first)
        yield rng.multinomial(notes, np.full(notes, 1 / notes), size=size).astype(np.float64)


def percentiles(values: Floats) -> Interval:
    """Give the 2.5th and the 97.5th percentile."""
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))
