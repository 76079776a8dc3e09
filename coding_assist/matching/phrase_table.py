"""Learnt phrases, each as a 64-bit hash: the table holds no words of any note."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from coding_assist.errors import ModelError

Array = NDArray[Any]


def phrase_key(words: Iterable[str]) -> int:
    """Give the 64-bit key of a phrase by its normal forms in order."""
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "little")


def read_arrays(data: bytes, names: Iterable[str]) -> dict[str, Array]:
    """Read the named arrays of an .npz file.

    Raises:
        ModelError: it is no such file, or an array is missing.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return {name: arrays[name] for name in names}
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise ModelError("A model table cannot be read. Install the package again.") from error


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases and the codes that coders gave for them, as parallel arrays.

    Attributes:
        keys: uint64, ascending, one a phrase.
        first: where the codes of each phrase begin; one more than there are phrases.
        code: index into `codes`, the codes of a phrase by falling precision.
        precision: smoothed, in (0, 1).
        notes: training notes with both.
        codes: "ICD10CM R50.9".
    """

    keys: Array
    first: Array
    code: Array
    precision: Array
    notes: Array
    codes: Array

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read a table.

        Raises:
            ModelError: the bytes are no such table.
        """
        return cls(**read_arrays(data, [f.name for f in fields(cls)]))

    def rows(self, keys: Sequence[int]) -> list[int]:
        """Give the row of each key, -1 for what is not in the table."""
        wanted = np.array(keys, dtype=np.uint64)
        if not len(self.keys) or not len(wanted):
            return [-1] * len(wanted)
        at = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        found: list[int] = np.where(self.keys[at] == wanted, at, -1).tolist()
        return found
