"""The compiled code tables: one SQLite file, opened for reading only."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from coding_assist.codes.code import Code, CodeEntry, TabularNote
from coding_assist.codes.relations import KINDS, Relation, relations
from coding_assist.errors import UnknownCodeError
from coding_assist.note import CodeSystem

SCHEMA = """
CREATE TABLE code (
    position INTEGER PRIMARY KEY, system TEXT, code TEXT, title TEXT, billable INTEGER,
    parent TEXT, within TEXT, UNIQUE (system, code));
CREATE INDEX code_parent ON code (system, parent);
CREATE TABLE note (code TEXT, kind TEXT, text TEXT);
CREATE INDEX note_code ON note (code);
CREATE TABLE relation (at TEXT, kind TEXT, low TEXT, high TEXT, text TEXT);
CREATE INDEX relation_at ON relation (at);
CREATE TABLE release (system TEXT PRIMARY KEY, valid_from TEXT);
CREATE VIRTUAL TABLE search USING fts5 (words, content='', tokenize='porter unicode61');
"""
_COLUMNS = "system, code, title, billable, parent"


def write_entries(db: sqlite3.Connection, entries: Iterable[CodeEntry]) -> None:
    """Write codes, their notes and what `search` finds them by, in the order given."""
    for position, entry in enumerate(entries):
        code = entry.code
        db.execute(
            "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?)",
            (position, code.system, code.code, code.title, code.billable, code.parent,
             " ".join(entry.within)),
        )  # fmt: skip
        db.executemany(
            "INSERT INTO note VALUES (?, ?, ?)", [(code.code, n.kind, n.text) for n in entry.notes]
        )
        words = " ".join((code.code, code.title, entry.plain, *entry.terms))
        db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (position, words))


def write_relations(db: sqlite3.Connection) -> None:
    """Write what the notes say of other codes; the codes and their notes are there already."""
    codes = [r[0] for r in db.execute("SELECT code FROM code WHERE system = ?", ("ICD10CM",))]
    codes.sort()
    marks = ", ".join("?" for _ in KINDS)
    notes = db.execute(f"SELECT code, kind, text FROM note WHERE kind IN ({marks})", KINDS)  # noqa: S608
    db.executemany(
        "INSERT INTO relation VALUES (?, ?, ?, ?, ?)",
        [
            (r.at, r.kind, r.low, r.high, r.text)
            for at, kind, text in notes.fetchall()
            for r in relations(at, kind, text, codes)
        ],
    )


class CodeStore:
    """Look codes up, walk their tree and search them by words.

    Safe to share between threads: SQLite serializes, and nothing is written.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(
            f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._codes: dict[tuple[str, str], Code] = {}
        self._children: dict[tuple[str, str], tuple[Code, ...]] = {}
        self._relations: dict[tuple[str, str], tuple[Relation, ...]] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """The open file, for the vocabulary that is compiled into it too."""
        return self._db

    def find(self, system: CodeSystem, code: str) -> Code | None:
        """Give the code as written, dot and all, or None."""
        key = (system, code)
        found = self._codes.get(key)
        if found is None:
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM code WHERE system = ? AND code = ?",  # noqa: S608
                key,
            ).fetchone()
            if row is None:
                return None  # not kept: what callers ask for may be anything
            found = self._codes[key] = _code(row)
        return found

    def get(self, system: CodeSystem, code: str) -> Code:
        """Give the code.

        Raises:
            UnknownCodeError: no loaded table has it.
        """
        found = self.find(system, code)
        if found is None:
            raise UnknownCodeError(f"{code} is not in the loaded {system} table.")
        return found

    def look_up(self, code: str) -> tuple[Code, ...]:
        """Give the codes of every system written so, with or without the dot, in any case."""
        bare = code.strip().upper().replace(".", "")
        dotted = bare if len(bare) < 4 else f"{bare[:3]}.{bare[3:]}"
        found = (self.find(s, c) for s in CodeSystem for c in dict.fromkeys((bare, dotted)))
        return tuple(c for c in found if c)

    def children(self, code: Code) -> tuple[Code, ...]:
        """Give the codes one level below, in tabular order."""
        key = (code.system, code.code)
        if key not in self._children:
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM code WHERE system = ? AND parent = ? "  # noqa: S608
                "ORDER BY position",
                key,
            )
            self._children[key] = tuple(_code(r) for r in rows)
        return self._children[key]

    def titled(self, system: CodeSystem, prefix: str, word: str) -> tuple[Code, ...]:
        """Give the codes below a prefix whose title has the letters of a word, in order."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM code WHERE system = ? AND code >= ? AND code < ? "  # noqa: S608
            "AND instr(lower(title), ?) ORDER BY position",
            (system, prefix, prefix + "~", word.lower()),
        )
        return tuple(_code(r) for r in rows)

    def ancestors(self, code: Code) -> Iterator[Code]:
        """Yield the headers above, nearest first."""
        while code.parent:
            code = self.get(code.system, code.parent)
            yield code

    def within(self, code: Code) -> tuple[str, ...]:
        """Give the codes that this one includes when both are done in one session."""
        row = self._db.execute(
            "SELECT within FROM code WHERE system = ? AND code = ?", (code.system, code.code)
        ).fetchone()
        return tuple(row[0].split()) if row else ()

    def notes(self, code: Code) -> tuple[TabularNote, ...]:
        """Give the Tabular List's notes at this code, not those above it."""
        rows = self._db.execute("SELECT kind, text FROM note WHERE code = ?", (code.code,))
        return tuple(TabularNote(*r) for r in rows)

    def relations(self, code: Code, kind: str) -> tuple[Relation, ...]:
        """Give what notes of a kind at a diagnosis and above it say of other codes, nearest first.

        Notes that name their partner in words alone are among them: `low` is "".
        """
        found = self._relations.get((code.code, kind))
        if found is None:
            found = self._relations[code.code, kind] = tuple(
                Relation(*row)
                for at in (code, *self.ancestors(code))
                for row in self._db.execute(
                    "SELECT * FROM relation WHERE at = ? AND kind = ?", (at.code, kind)
                )
            )
        return found

    def releases(self) -> dict[str, str]:
        """Give the date each loaded table is valid from, by system."""
        return dict(self._db.execute("SELECT system, valid_from FROM release ORDER BY system"))

    def count(self, system: CodeSystem, *, billable: bool = True) -> int:
        """Count the codes of a table, or the billable ones alone."""
        sql = "SELECT count(*) FROM code WHERE system = ? AND billable >= ?"
        return int(self._db.execute(sql, (system, billable)).fetchone()[0])

    def search(
        self, query: str, system: CodeSystem | None = None, limit: int = 20
    ) -> tuple[Code, ...]:
        """Find codes whose title, terms or code hold every word (or its beginning), best first."""
        words = list("".join(c if c.isalnum() else " " for c in query).split())[:32]
        if not words:
            return ()
        where = "" if system is None else "AND code.system = ?"
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM search JOIN code ON code.position = search.rowid "  # noqa: S608
            f"WHERE search MATCH ? {where} ORDER BY rank, code.position LIMIT ?",
            [" ".join(f'"{w}"*' for w in words), *([system] if system else []), limit],
        )
        return tuple(_code(r) for r in rows)


def _code(row: tuple[str, str, str, int, str]) -> Code:
    return Code(CodeSystem(row[0]), row[1], row[2], bool(row[3]), row[4])
