"""What a run was made with, so that it can be made again."""

import hashlib
import platform
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coding_assist.note import Policy
from coding_assist.version import __version__

PACKAGES = ("pydantic", "rapidfuzz", "simple-icd-10-cm", "spacy", "numpy", "scikit-learn")
"""Packages whose versions can change a result."""
_BLOCK = 1 << 20


class Provenance(BaseModel):
    """What a result depends on, and when it was made.

    Attributes:
        version: of coding-assist.
        packages: versions of the packages it stands on.
        code_sets: release of each code system.
        models: SHA-256 of each model by name.
        labelled: name of the labelled file or folder.
        labelled_sha256: hash of its contents, see `sha256_of`.
        predictions: name of the file of predictions, or "" where our own assistant ran.
        predictions_sha256: hash of it, or "".
        command: as it was given.
        seed: of bootstrap and tests.
        cut: suggestions that score less are not shown to a coder.
        policy: that the suggestions were made with; None where they came from a file.
        started: with its time zone.
        duration: in seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = __version__
    python: str = platform.python_version()
    platform: str = platform.platform(terse=True)
    packages: dict[str, str] = {}
    code_sets: dict[str, str] = {}
    models: dict[str, str] = {}
    labelled: str
    labelled_sha256: str
    predictions: str = ""
    predictions_sha256: str = ""
    command: str
    seed: int
    cut: float | None
    policy: Policy | None = None
    started: datetime
    duration: float


def package_versions(names: Iterable[str] = PACKAGES) -> dict[str, str]:
    """Give the versions of those packages that are installed."""
    return dict(_installed(names))


def sha256_of(path: Path) -> str:
    """Hash a file; of a folder, the names and hashes of all files in it.

    Raises:
        OSError: the path cannot be read.
    """
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.is_file())
        listed = "".join(f"{sha256_of(p)}  {p.relative_to(path).as_posix()}\n" for p in inside)
        return hashlib.sha256(listed.encode()).hexdigest()
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _installed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        yield name, found
