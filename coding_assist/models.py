"""The model files: read only as the manifest lists them, checked byte for byte.

`models/manifest.json` maps each model to its files and their SHA-256:
`{"mentions": {"phrases.npz": "9f2c...", "ranker.onnx": "..."}}`.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import platformdirs

from coding_assist.errors import ModelError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one model.

    Attributes:
        digest: "sha256:..." of the files' names and sums; changes when any of them does.
        contents: the bytes that were checked, by file name.
    """

    digest: str
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class UsedModels:
    """What an answer rests on.

    Attributes:
        digests: by model, for the answer.
        missing: models that are not installed; plain rules took their place.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


NO_MODELS = UsedModels()
"""For what runs by plain rules on purpose."""


def own_models() -> Path | None:
    """Give the folder of models that the user added, None where none were.

    It is `CODING_ASSIST_MODELS` where set, else a folder of the user's data.
    """
    folder = own_folder()
    return folder if (folder / MANIFEST).is_file() else None


def own_folder() -> Path:
    """Give the folder that the user's models go to."""
    chosen = os.environ.get("CODING_ASSIST_MODELS")
    return Path(chosen) if chosen else platformdirs.user_data_path("coding-assist") / "models"


def load_model(
    name: str, wanted: Sequence[str], folder: Traversable | None = None
) -> ModelFiles | None:
    """Read a model's files, or give None where it is not installed.

    The bytes that are hashed are the bytes that come back; nothing is read twice.

    Args:
        name: the model, which is also the name of its folder.
        wanted: names of the files needed.
        folder: where manifest and models lie; by default the installed `models`.

    Raises:
        ModelError: a file is not the one that the manifest lists.
    """
    folder = folder or files("models")
    listed = _manifest(folder).get(name, {})
    contents = {file: _bytes(folder.joinpath(name, file)) for file in wanted}
    present = {file: data for file, data in contents.items() if data is not None}
    if not listed or len(present) < len(wanted):
        return None
    for file, data in present.items():
        if hashlib.sha256(data).hexdigest() != listed.get(file):
            raise ModelError(
                f"The model file {name}/{file} is not the one its manifest lists. "
                "Install the package again."
            )
    sums = "".join(f"{file} {listed[file]}\n" for file in sorted(present))
    return ModelFiles(f"sha256:{hashlib.sha256(sums.encode()).hexdigest()}", present)


def _manifest(folder: Traversable) -> Mapping[str, Mapping[str, str]]:
    data = _bytes(folder.joinpath(MANIFEST))
    if data is None:
        return {}
    try:
        manifest: dict[str, dict[str, str]] = json.loads(data)
    except ValueError as error:
        raise ModelError(f"{MANIFEST} is no JSON. Install the package again.") from error
    return manifest


def _bytes(file: Traversable) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
