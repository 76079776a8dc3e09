"""Compile the code tables and the vocabulary into one file, once, and find it again."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

import platformdirs

from coding_assist.codes import icd10cm, icd10pcs, store
from coding_assist.codes.code import CodeEntry
from coding_assist.codes.starter import STARTER_RELEASE, read_starter
from coding_assist.matching import lexicon
from coding_assist.matching.terms import read_synonyms, terms_of_tables, vocabulary
from coding_assist.note import CodeSystem
from coding_assist.version import __version__

Progress = Callable[[str], None]
"""Called with a few words at each step of the compilation."""

_STARTER = (CodeSystem.CPT, CodeSystem.HCPCS)


def silent(_step: str) -> None:
    """Take a step's words and show nothing."""


def ensure_compiled(progress: Progress = silent, folder: Path | None = None) -> Path:
    """Give the compiled file for exactly the sources installed, compiling it if it is not there.

    Args:
        progress: told of each step when there is something to compile.
        folder: where compiled files lie; by default the user's cache folder, or
            `CODING_ASSIST_CACHE` where set.
    """
    folder = folder or Path(
        os.environ.get("CODING_ASSIST_CACHE") or platformdirs.user_cache_path("coding-assist")
    )
    path = folder / f"tables-{_digest()}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _compile(path, progress)
    return path.resolve()


def _compile(path: Path, progress: Progress) -> None:
    """Write next to the place, then move: a killed or parallel run never leaves half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        db = sqlite3.connect(part, isolation_level=None)
        _write(db, progress)
        db.close()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(db: sqlite3.Connection, progress: Progress) -> None:
    tabular, procedures = icd10cm.tabular_file(), icd10pcs.codes_file()
    progress("Reading the code tables")
    entries: list[CodeEntry] = list(
        chain(
            icd10cm.read_tabular(tabular),
            icd10pcs.read_codes(procedures, read_starter(CodeSystem.ICD10PCS)),
            *(read_starter(s) for s in _STARTER),
        )
    )
    db.executescript(f"PRAGMA journal_mode = OFF; {store.SCHEMA} {lexicon.SCHEMA}")
    db.execute("BEGIN")
    progress("Writing codes")
    store.write_entries(db, entries)
    store.write_relations(db)
    releases = {
        CodeSystem.ICD10CM: str(icd10cm.release_date(tabular.name)),
        CodeSystem.ICD10PCS: str(icd10pcs.release_date(procedures.name)),
    }
    releases |= dict.fromkeys(_STARTER, STARTER_RELEASE)
    db.executemany("INSERT INTO release VALUES (?, ?)", releases.items())
    progress("Writing the vocabulary")
    lexicon.write_terms(db, vocabulary(read_synonyms(), terms_of_tables(entries)))
    progress("Putting it in order")
    for statement in ("COMMIT", "ANALYZE", "VACUUM"):
        db.execute(statement)


def _digest() -> str:
    """Name the sources: the tables, the vocabulary, and the code that compiles them."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=12)
    for table in (icd10cm.tabular_file(), icd10pcs.codes_file()):
        digest.update(f"{table.name} {table.stat().st_size}".encode())
    code = files("coding_assist")
    folders = (files("code_sets"), *(code.joinpath(f) for f in ("codes", "matching", "reading")))
    for file in chain.from_iterable(_source_files(f) for f in folders):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _source_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _source_files(entry)
        elif entry.name.endswith((".tsv", ".py")):
            yield entry
