"""Write a model's files and list them in the manifest."""

import hashlib
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from coding_assist.matching.neighbours import NeighbourTable
from coding_assist.matching.phrase_table import PhraseTable
from coding_assist.models import MANIFEST
from coding_assist.ranking.wordings import WordingTable


def arrays_of(
    table: PhraseTable | WordingTable | NeighbourTable, *, compressed: bool = True
) -> bytes:
    """Give a table as .npz; the same table gives the same bytes.

    What hardly shrinks is better stored as it is: it opens faster.
    """
    out = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(out, **asdict(table))
    return out.getvalue()


def only(folder: Path, names: Sequence[str]) -> Path:
    """Give a folder with these models of another: none may look at what it was before.

    The folder is a temporary one and is left to the system.
    """
    part = Path(mkdtemp())
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    kept = {name: manifest[name] for name in names if name in manifest}
    for name in kept:
        shutil.copytree(folder / name, part / name)
    (part / MANIFEST).write_text(json.dumps(kept), encoding="utf-8")
    return part


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
