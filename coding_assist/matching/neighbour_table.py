"""Make the table of neighbours: vectors of wordings, without the words."""

from collections.abc import Sequence

import numpy as np

from coding_assist.matching.encoder import STEPS, whole
from coding_assist.matching.known_wordings import Wording
from coding_assist.matching.neighbours import NeighbourTable
from coding_assist.matching.phrase_table import Array

_SAME = 0.96
"""Cosine from which a second wording of a code has nothing to add."""


def distinct(wordings: Sequence[Wording]) -> list[Wording]:
    """Give each wording of a code once, titles of one side left out, by code."""
    order = dict.fromkeys(w for w in wordings if not w.is_sided)
    once = {(w.code, w.text): w for w in reversed(order)}
    return [once[key] for key in sorted(once)]


def table_of(wordings: Sequence[Wording], vectors: Array) -> NeighbourTable:
    """Give the table of wordings by code, without those much like another of the same code.

    Args:
        wordings: by code, as `distinct` gives them.
        vectors: float32, one row each.
    """
    steps = whole(vectors)
    rows: list[int] = []
    first, codes = [0], []
    start = 0
    for end in range(1, len(wordings) + 1):
        if end == len(wordings) or wordings[end].code != wordings[start].code:
            rows.extend(start + i for i in _apart(steps[start:end]))
            first.append(len(rows))
            codes.append(wordings[start].code)
            start = end
    return NeighbourTable(
        vectors=steps[rows].astype(np.int8),
        first=np.array(first, dtype=np.uint32),
        codes=np.array(codes, dtype=np.str_),
    )


def _apart(steps: Array) -> list[int]:
    """Give the rows that are not much like an earlier one."""
    kept: list[int] = []
    for i, row in enumerate(steps):
        if not kept or (steps[kept] @ row).max() < _SAME * STEPS**2:
            kept.append(i)
    return kept
