"""Compare our assertion stage with medspaCy's ConText on the same sentences.

    python -m eval.benchmarks.context_comparison tests/finding/assertion_sentences.tsv

Each system is given the sentence and where the target stands. medspaCy runs on blank English
with spaCy's sentencizer and its default rules. It knows no planned procedures and no other
person, so rows of these classes are left out for both. medspaCy is no dependency of this
project and asks for an older spaCy; without it only our figures are printed. To have both in
one environment: `pip install --no-deps medspacy medspacy-quickumls medspacy-unqlite PyRuSH
PyFastNER pysbd quicksectx pysimstring`, then `pip install jsonschema loguru unidecode nltk`.
"""

import argparse
import csv
import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from coding_assist.finding.assertion import assertion_of, find_scopes
from coding_assist.finding.mention import Assertion
from coding_assist.reading.document import Sentence
from coding_assist.reading.reader import read

_ATTRIBUTES = (
    ("is_negated", Assertion.NEGATED),
    ("is_family", Assertion.FAMILY),
    ("is_hypothetical", Assertion.HYPOTHETICAL),
    ("is_uncertain", Assertion.UNCERTAIN),
    ("is_historical", Assertion.HISTORICAL),
)
_CLASSES = (Assertion.PRESENT, *(a for _, a in _ATTRIBUTES))
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, the half-open code points of its target, and what is true of it."""

    sentence: str
    start: int
    end: int
    assertion: Assertion
    is_procedure: bool


@dataclass(frozen=True, slots=True)
class System:
    """How a system reads a row, and how it judges what it has read."""

    read: Callable[[Row], Any]
    judge: Callable[[Any], Assertion]


def read_rows(path: Path) -> list[Row]:
    """Read sentences (columns sentence, target, assertion, kind) of the classes both know."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_row(r) for r in rows if r["assertion"] in _CLASSES]


def _row(row: dict[str, str]) -> Row:
    start = row["sentence"].index(row["target"])
    end = start + len(row["target"])
    is_procedure = row.get("kind") == "procedure"
    return Row(row["sentence"], start, end, Assertion(row["assertion"]), is_procedure)


def our_system() -> System:
    """Give our reader and our assertion stage."""

    def read_row(row: Row) -> tuple[Sentence, list[int], bool]:
        for sentence in read(row.sentence).sentences:
            words = sentence.words
            at = [i for i, w in enumerate(words) if w.start < row.end and row.start < w.end]
            if at:
                return sentence, at, row.is_procedure
        raise ValueError(f"No words of the target: {row.sentence!r}")

    def judge(given: tuple[Sentence, list[int], bool]) -> Assertion:
        sentence, at, is_procedure = given
        return assertion_of(find_scopes(sentence), at, is_procedure=is_procedure)

    return System(read_row, judge)


def context_system() -> System | None:
    """Give spaCy's tokens and medspaCy's ConText, or None where it is not installed."""
    try:
        importlib.import_module("medspacy.context")
    except ImportError:
        return None
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    context: Any = nlp.create_pipe("medspacy_context")

    def read_row(row: Row) -> Any:
        doc = nlp(row.sentence)
        target = doc.char_span(row.start, row.end, alignment_mode="expand", label="CONDITION")
        doc.set_ents([target] if target is not None else [])
        return doc

    def judge(doc: Any) -> Assertion:
        entity = context(doc).ents[0]
        return next((a for n, a in _ATTRIBUTES if getattr(entity._, n)), Assertion.PRESENT)

    return System(read_row, judge)


def compare(rows: Sequence[Row]) -> list[str]:
    """Give the lines of the report: accuracy by class, and the speed in rows a second."""
    systems = {"ours": our_system(), "medspaCy": context_system()}
    counts = Counter(r.assertion for r in rows)
    lines = [_line("", ["all", "macro", *_CLASSES, "stage/s", "with reading/s"])]
    lines.append(_line("rows", [len(rows), "", *(counts[c] for c in _CLASSES)]))
    for name, system in systems.items():
        if system is None:
            lines.append(f"{name:>9} is not installed; this module's text says how")
        else:
            lines.append(_line(name, [*_accuracy(rows, system), *_speed(rows, system)]))
    return lines


def _line(name: str, cells: Sequence[object]) -> str:
    return f"{name:>9} " + " ".join(f"{c!s:>14}" for c in cells)


def _accuracy(rows: Sequence[Row], system: System) -> list[str]:
    right = Counter(r.assertion for r in rows if system.judge(system.read(r)) is r.assertion)
    total = Counter(r.assertion for r in rows)
    shares = {c: right[c] / total[c] for c in _CLASSES if total[c]}
    figures = [right.total() / len(rows), sum(shares.values()) / len(shares)]
    return [f"{f:.3f}" for f in figures] + [
        f"{shares[c]:.3f}" if c in shares else "-" for c in _CLASSES
    ]


def _speed(rows: Sequence[Row], system: System) -> list[str]:
    """Give rows a second of the assertion stage alone and with reading, the best of rounds."""
    reading = stage = float("inf")
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        given = [system.read(row) for row in rows]
        between = time.perf_counter()
        for one in given:
            system.judge(one)
        reading = min(reading, between - begun)
        stage = min(stage, time.perf_counter() - between)
    return [f"{len(rows) / stage:.0f}", f"{len(rows) / (reading + stage):.0f}"]


def main() -> None:
    """Print the comparison on the sentences of a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sentences", type=Path)
    sys.stdout.write("\n".join(compare(read_rows(parser.parse_args().sentences))) + "\n")


if __name__ == "__main__":
    main()
