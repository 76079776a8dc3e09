"""The compiled vocabulary: terms by their rarest word, and every word that is known."""

import sqlite3
from collections.abc import Iterable

from coding_assist.matching.terms import Source, Term
from coding_assist.note import CodeSystem

SCHEMA = """
CREATE TABLE term (key TEXT, words TEXT, system TEXT, target TEXT, source INTEGER, use TEXT,
    also TEXT, is_joined INTEGER);
CREATE INDEX term_key ON term (key);
CREATE TABLE word (word TEXT PRIMARY KEY, terms INTEGER) WITHOUT ROWID;
"""


def write_terms(db: sqlite3.Connection, terms: Iterable[Term]) -> None:
    """Write terms whose rarest word stands first, and count the words."""
    counts: dict[str, int] = {}
    for term in terms:
        also = "&".join(" ".join(group) for group in term.also)
        db.execute(
            "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (term.words[0], " ".join(term.words), term.system, term.target, term.source,
             term.use, also, term.is_joined),
        )  # fmt: skip
        for word in (*term.words, *(w for group in term.also for w in group)):
            counts[word] = counts.get(word, 0) + 1
    db.executemany("INSERT INTO word VALUES (?, ?)", sorted(counts.items()))


class Lexicon:
    """Look terms up by word. What it keeps are vocabulary words, never a note's."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._words: dict[str, int] = dict(db.execute("SELECT word, terms FROM word"))
        self._keys: dict[str, tuple[Term, ...]] = {}

    def knows(self, word: str) -> bool:
        """Tell whether any term has this normal form."""
        return word in self._words

    def words(self) -> Iterable[str]:
        """Give every known normal form, in a fixed order."""
        return self._words

    def terms(self, key: str) -> tuple[Term, ...]:
        """Give the terms whose rarest word this is."""
        if key not in self._words:
            return ()
        if key not in self._keys:
            rows = self._db.execute("SELECT * FROM term WHERE key = ? ORDER BY rowid", (key,))
            self._keys[key] = tuple(_term(r) for r in rows)
        return self._keys[key]


def _term(row: tuple[str, str, str, str, int, str, str, int]) -> Term:
    _, words, system, target, source, use, also, is_joined = row
    groups = tuple(tuple(g.split()) for g in also.split("&")) if also else ()
    return Term(
        tuple(words.split()), CodeSystem(system), target, Source(source), use, groups,
        bool(is_joined),
    )  # fmt: skip
