"""Write a model's files and list them in the manifest."""

import hashlib
import io
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from coding_assist.matching.phrase_table import PhraseTable
from coding_assist.models import MANIFEST
from coding_assist.ranking.wordings import WordingTable


def arrays_of(table: PhraseTable | WordingTable) -> bytes:
    """Give a table as .npz; the same table gives the same bytes."""
    out = io.BytesIO()
    np.savez_compressed(out, **asdict(table))
    return out.getvalue()


def write_model(folder: Path, name: str, contents: dict[str, bytes]) -> None:
    """Write the files of a model, and their SHA-256 into the manifest.

    Args:
        folder: where manifest and models lie.
        name: the model.
        contents: bytes by file name.
    """
    (folder / name).mkdir(parents=True, exist_ok=True)
    for file, data in contents.items():
        (folder / name / file).write_bytes(data)
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    manifest[name] = {f: hashlib.sha256(data).hexdigest() for f, data in sorted(contents.items())}
    path.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")
