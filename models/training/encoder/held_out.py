"""Names that the encoder must not learn from: it is measured by them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Disease names with their codes, and everything that names the same diseases.

    Attributes:
        codes: codes or headers by name.
        names: the names and their synonyms.
    """

    codes: Mapping[str, tuple[str, ...]]
    names: frozenset[str]


def read_held_out(names: Path, labels: Path, synonyms: Path) -> HeldOut:
    """Read the names, and their synonyms from the ontology.

    Args:
        names: a table with the columns name and codes.
        labels: the ontology's diseases, a table with the column label.
        synonyms: its terms, a table with the column term; the synonyms of a disease follow its
            label.
    """
    codes = {r["name"].lower(): tuple(r["codes"].split()) for r in _rows(names)}
    known = {r["label"].lower() for r in _rows(labels)}
    group: list[str] = []
    found = set(codes)
    for row in _rows(synonyms):
        term = row["term"].lower()
        if term in known:
            found |= set(group) if found.intersection(group) else set()
            group = []
        group.append(term)
    found |= set(group) if found.intersection(group) else set()
    return HeldOut(codes, frozenset(found))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
