"""Compare two runs on the same notes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.errors import UnequalNotesError
from eval.matching import ScoredNote
from eval.statistics.bootstrap import SAMPLES, SEED, Interval, draws, percentiles
from eval.statistics.figures import FIGURES, Floats, figures_of, note_rows

ROUNDS = 10_000
_AT_ONCE = 500
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two runs.

    Attributes:
        name: of the figure.
        before, after: its value in either run.
        change: after - before.
        interval: 95 % interval of the change, from notes drawn in pairs.
        p_value: of a change this large if the runs were alike.
    """

    name: str
    before: float
    after: float
    change: float
    interval: Interval
    p_value: float


def compare_runs(
    before: Sequence[ScoredNote],
    after: Sequence[ScoredNote],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> tuple[Difference, ...]:
    """Compare two runs by their scored notes.

    Raises:
        UnequalNotesError: the runs do not hold the same notes in the same order.
    """
    if [n.labelled.note.note_id for n in before] != [n.labelled.note.note_id for n in after]:
        raise UnequalNotesError("The runs do not hold the same notes. Evaluate both on one file.")
    return compare_rows(note_rows(before), note_rows(after), rounds=rounds, seed=seed)


def compare_rows(
    a: Floats, b: Floats, *, rounds: int = ROUNDS, seed: int = SEED
) -> tuple[Difference, ...]:
    """Test each figure by approximate randomization (Noreen 1989, Yeh 2000).

    In every round each note's results are exchanged between the runs with probability 1/2;
    p = (1 + rounds with a change at least as large as the true one) / (1 + rounds), two-sided.

    Args:
        a: rows of the notes in the run before (`note_rows`).
        b: rows of the same notes in the run after.
        rounds: of randomization.
        seed: of both randomization and bootstrap.
    """
    if not len(a):
        return ()
    exchanged = _exchanged(a, b, rounds, seed)
    redrawn = _redrawn(a, b, seed)
    ours, theirs = figures_of(a.sum(axis=0)), figures_of(b.sum(axis=0))
    found = []
    for name in FIGURES:
        change = float(theirs[name] - ours[name])
        larger = int(np.sum(np.abs(exchanged[name]) >= abs(change) - _ROUNDING))
        found.append(
            Difference(
                name=name,
                before=float(ours[name]),
                after=float(theirs[name]),
                change=change,
                interval=percentiles(redrawn[name]),
                p_value=(1 + larger) / (1 + rounds),
            )
        )
    return tuple(found)


def _exchanged(a: Floats, b: Floats, rounds: int, seed: int) -> dict[str, Floats]:
    """Give each figure's change in every round."""
    rng = np.random.default_rng(seed)
    total, parts = a.sum(axis=0) + b.sum(axis=0), []
    for first in range(0, rounds, _AT_ONCE):
        swap = rng.integers(0, 2, size=(min(_AT_ONCE, rounds - first), len(a)))
        ours = a.sum(axis=0) + swap.astype(np.float64) @ (b - a)
        parts.append(_changes(ours, total - ours))
    return _joined(parts)


def _redrawn(a: Floats, b: Floats, seed: int) -> dict[str, Floats]:
    """Give each figure's change in every bootstrap sample."""
    return _joined([_changes(w @ a, w @ b) for w in draws(len(a), SAMPLES, seed)])


def _changes(before: Floats, after: Floats) -> dict[str, Floats]:
    ours, theirs = figures_of(before), figures_of(after)
    return {name: theirs[name] - ours[name] for name in FIGURES}


def _joined(parts: Sequence[dict[str, Floats]]) -> dict[str, Floats]:
    return {name: np.concatenate([p[name] for p in parts]) for name in FIGURES}
