"""The nearest wordings of a vector, and the codes they stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple, Self

import numpy as np

from coding_assist.matching.encoder import STEPS
from coding_assist.matching.phrase_table import Array, read_arrays

_WORDINGS = 24
"""Wordings looked at before codes are counted: a code may hold the first several places."""


class Neighbour(NamedTuple):
    """A code and how like its nearest wording is, a cosine in [-1, 1]."""

    code: str
    likeness: float


@dataclass(frozen=True, slots=True)
class NeighbourTable:
    """Vectors of wordings and their codes, without the words.

    Attributes:
        vectors: int8, one row a wording, in whole steps of 1 / 127; rows of one code together.
        first: where the rows of each code begin; one more than there are codes.
        codes: ICD-10-CM codes and headers, ascending.
    """

    vectors: Array
    first: Array
    codes: Array

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read a table.

        Raises:
            ModelError: the bytes are no such table.
        """
        return cls(**read_arrays(data, [f.name for f in fields(cls)]))


class Neighbours:
    """Look up what lies near.

    Products of whole steps stay below 2**24, so sums in float32 are exact: neither threads nor
    the order of summing can change a digit.
    """

    def __init__(self, table: NeighbourTable) -> None:
        self._vectors = table.vectors.astype(np.float32)
        self._first = table.first.astype(np.int64)
        self._codes = [str(c) for c in table.codes]
        self._row_code = np.repeat(np.arange(len(self._codes)), np.diff(self._first))
        self._at: Mapping[str, int] = {code: i for i, code in enumerate(self._codes)}

    def nearest(self, vectors: Sequence[Array], count: int) -> list[tuple[Neighbour, ...]]:
        """Give the nearest codes of each vector, nearest first; equals in the order of the codes.

        All vectors at once: the table is read through memory once.
        """
        products = np.stack(vectors) @ self._vectors.T
        rows = min(_WORDINGS + count, products.shape[1])
        return [self._codes_of(row, rows)[:count] for row in products]

    def _codes_of(self, products: Array, rows: int) -> tuple[Neighbour, ...]:
        # Rows as like as the last one all come: which of them do is not left to chance.
        best = np.flatnonzero(products >= np.partition(products, -rows)[-rows])
        order = best[np.lexsort((best, -products[best]))]
        found: dict[str, float] = {}
        for row in order.tolist():
            found.setdefault(self._codes[int(self._row_code[row])], _cosine(products[row]))
        return tuple(Neighbour(code, likeness) for code, likeness in found.items())

    def likeness(self, vector: Array, code: str) -> float | None:
        """Give how like a code's nearest wording is; None where the code has none."""
        at = self._at.get(code)
        if at is None:
            return None
        rows = self._vectors[self._first[at] : self._first[at + 1]]
        return _cosine((rows @ vector).max())


def _cosine(product: float) -> float:
    return round(float(product) / STEPS**2, 4)
