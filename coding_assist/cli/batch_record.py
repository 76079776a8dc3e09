"""The record beside a batch's output, OUT.jsonl.resume: what run wrote it, and what failed.

The first line names the run: the version, the code tables, the options and the input. Each line
after it is a row that was read and could not be coded, so that it stays reported, and is not
tried again, when a killed run goes on.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

from coding_assist.cli.options import CodingOptions
from coding_assist.version import __version__


@dataclass(frozen=True, slots=True)
class Run:
    """What the bytes of a batch's output depend on.

    Attributes:
        version: of this package.
        tables: the compiled tables and the models.
        options: as given, or their defaults.
        input: digest of the input file's content.
    """

    version: str
    tables: str
    options: str
    input: str

    @classmethod
    def of(cls, options: CodingOptions, tables: Path, input_digest: str) -> Self:
        """Name a run."""
        return cls(__version__, f"{tables.stem} {_models()}", repr(options), input_digest)

    def differences(self, other: "Run") -> list[str]:
        """Name what is different in another run."""
        mine, theirs = asdict(self), asdict(other)
        return [name for name in mine if mine[name] != theirs[name]]


class Record:
    """The record of a run, open for adding failures."""

    def __init__(self, path: Path, failures: dict[int, str]) -> None:
        self.failures = failures
        self._file = path.open("ab")

    @classmethod
    def begin(cls, path: Path, run: Run) -> Self:
        """Write a new record over what is there."""
        path.write_bytes(_line(asdict(run)))
        return cls(path, {})

    @classmethod
    def resume(cls, path: Path) -> Self:
        """Open the record of a run that was killed."""
        cut_partial_line(path)
        rows = [json.loads(line) for line in path.read_bytes().splitlines()[1:]]
        return cls(path, {row["line"]: row["problem"] for row in rows})

    def add_failure(self, line: int, problem: str) -> None:
        """Add a row that could not be coded."""
        if line not in self.failures:
            self._file.write(_line({"line": line, "problem": problem}))
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def record_path(out: Path) -> Path:
    """Give the place of an output's record."""
    return out.with_name(f"{out.name}.resume")


def recorded_run(path: Path) -> Run | None:
    """Read which run a record is of; None where there is no record that can be read."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        line = file.readline()
    try:
        return Run(**json.loads(line))
    except (ValueError, TypeError):
        return None


def cut_partial_line(path: Path) -> None:
    """Cut off a last line that a killed run left without its end."""
    with path.open("rb+") as file:
        end = file.seek(0, 2)
        while end > 0:
            start = max(0, end - 65536)
            file.seek(start)
            newline = file.read(end - start).rfind(b"\n")
            if newline >= 0:
                end = start + newline + 1
                break
            end = start
        file.truncate(end)


def _line(values: dict[str, object]) -> bytes:
    return json.dumps(values).encode() + b"\n"


def _models() -> str:
    """Digest the manifests of the models, which hold the models' own digests."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(files("models").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            digest.update(file.read_bytes())
    return digest.hexdigest()
