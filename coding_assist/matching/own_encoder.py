"""Take an encoder of the user's own: its files, and the vectors of every wording by it.

Any sentence encoder in ONNX with its `tokenizer.json` serves, such as the ONNX export of a
Hugging Face model: one vector a text, or one a token, whose mean is taken.
"""

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np

from coding_assist.errors import ModelError
from coding_assist.matching.encoder import MOST_DIMENSIONS, Encoder
from coding_assist.matching.known_wordings import Wording, of_synonyms, of_tables
from coding_assist.matching.neighbour_table import distinct, table_of
from coding_assist.matching.phrase_table import Array
from coding_assist.models import MANIFEST

Advance = Callable[[int, int], None]
"""Told how many of how many wordings are done."""

_SAVE_EVERY = 2000


def add_encoder(source: Path, folder: Path, advance: Advance) -> None:
    """Copy an encoder and work out its vectors; a killed run goes on where it was.

    The manifest is written last: until then the encoder in use stays.

    Args:
        source: folder with one .onnx file and tokenizer.json.
        folder: where the user's models go.
        advance: told of the progress.

    Raises:
        ModelError: the folder holds no encoder that can be used.
    """
    model, tokenizer = _files(source)
    encoder = Encoder(model, tokenizer)
    if encoder.encode("diabetes").shape[0] > MOST_DIMENSIONS:
        raise ModelError(f"The encoder has more than {MOST_DIMENSIONS} dimensions. Use another.")
    wordings = distinct([*of_tables(), *of_synonyms()])
    target = folder / "encoder"
    target.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(model + tokenizer).hexdigest()[:16]
    part = target / f"vectors-{digest}.part.npy"
    table = table_of(wordings, _vectors(encoder, wordings, part, advance))
    out = io.BytesIO()
    np.savez(out, **asdict(table))
    contents = {
        "encoder.onnx": model,
        "neighbours.npz": out.getvalue(),
        "tokenizer.json": tokenizer,
    }
    for name, data in contents.items():
        _replace(target / name, data)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    _replace(folder / MANIFEST, json.dumps({"encoder": sums}, indent=2).encode())
    part.unlink(missing_ok=True)


def _files(source: Path) -> tuple[bytes, bytes]:
    models = sorted(source.rglob("*.onnx"))
    tokenizer = source / "tokenizer.json"
    if len(models) != 1 or not tokenizer.is_file():
        raise ModelError("The folder must hold one .onnx file and tokenizer.json.")
    return models[0].read_bytes(), tokenizer.read_bytes()


def _vectors(encoder: Encoder, wordings: list[Wording], part: Path, advance: Advance) -> Array:
    """Encode each wording, saving now and then."""
    done = list(np.load(part)) if part.exists() else []
    for number in range(len(done), len(wordings)):
        done.append(encoder.encode(wordings[number].text).astype(np.int8))
        if (number + 1) % _SAVE_EVERY == 0:
            out = io.BytesIO()
            np.save(out, np.array(done))
            _replace(part, out.getvalue())
        advance(number + 1, len(wordings))
    return np.array(done).astype(np.float32)


def _replace(path: Path, data: bytes) -> None:
    """Write aside, then move: a kill leaves the old file whole."""
    aside = path.with_suffix(path.suffix + ".new")
    aside.write_bytes(data)
    aside.replace(path)
