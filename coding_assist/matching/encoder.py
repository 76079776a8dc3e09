"""The encoder: words to a vector, such that words of one disease lie close together."""

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from coding_assist.errors import ModelError
from coding_assist.matching.phrase_table import Array, phrase_key
from coding_assist.sessions import open_session

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 24
"""Tokens of a text; what follows is cut."""
STEPS = 127
"""Vectors are held in whole steps of 1 / 127, so that every sum of products is exact."""
MOST_DIMENSIONS = 1024
"""Beyond, sums of products of whole steps would not be exact in 32 bits."""
_KEPT = 20_000
"""Vectors kept for words met again: 10 MB."""


class Encoder:
    """Encode words by an ONNX sentence encoder. Safe to share between threads.

    Texts are encoded one at a time: in a batch the 8-bit scales, and so the last digits, would
    depend on a text's neighbours. What is kept of a text is a hash.
    """

    def __init__(self, model: bytes, tokenizer: bytes) -> None:
        """Open the model.

        Args:
            model: ONNX, input_ids and attention_mask to one vector a row.
            tokenizer: a `tokenizer.json`.

        Raises:
            ModelError: one of them cannot be opened.
        """
        self._session = open_session(model, "encoder")
        self._inputs = {i.name for i in self._session.get_inputs()}
        self._tokenizer = _tokenizer(tokenizer)
        self._kept: OrderedDict[int, Array] = OrderedDict()
        self._lock = Lock()

    def encode(self, text: str) -> Array:
        """Give a float32 vector of whole numbers, -127 to 127, whose length is about 127.

        Raises:
            ModelError: the model gives no number.
        """
        key = phrase_key((text,))
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        vector = self._encoded(text)
        with self._lock:
            self._kept[key] = vector
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return vector

    def _encoded(self, text: str) -> Array:
        encoding = self._tokenizer.encode(text)
        fed = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        given = {k: np.array([v], dtype=np.int64) for k, v in fed.items() if k in self._inputs}
        vector: Array = whole(pooled(self._session.run(None, given)[0]))[0]
        return vector


def pooled(output: Array) -> Array:
    """Give one vector a text: as it comes, or the mean where the model gives one a token."""
    mean: Array = output.mean(axis=1) if output.ndim == 3 else output
    return mean


def whole(vectors: Array) -> Array:
    """Give vectors of length 1 in whole steps, as float32.

    Raises:
        ModelError: a vector holds what is no number.
    """
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise ModelError("The encoder gave a vector that is no number. Install it again.")
    steps: Array = np.rint(vectors / lengths * STEPS).astype(np.float32)
    return steps


def _tokenizer(data: bytes) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_buffer(data)
    except Exception as error:  # the library raises bare Exception
        raise ModelError("The encoder's tokenizer.json cannot be read.") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer
