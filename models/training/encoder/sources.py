"""Wordings from files that are not shipped: the Alphabetic Index, neoplasms, ontologies."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from coding_assist.matching.known_wordings import Wording, clean

_EMPTY = re.compile(r"\b(?:specified )?(?:type |form |site )?(?:nec|nos)\b")
"""Words of the Index that no note writes."""
_NEOPLASM_COLUMNS = {
    "2": ("malignant neoplasm of {}", "cancer of {}"),
    "3": ("secondary malignant neoplasm of {}", "metastasis to {}"),
    "4": ("carcinoma in situ of {}",),
    "5": ("benign neoplasm of {}",),
    "6": ("neoplasm of uncertain behavior of {}",),
    "7": ("neoplasm of unspecified behavior of {}",),
}


def of_index(path: Path) -> Iterator[Wording]:
    """Yield the Alphabetic Index: main term and subterms, in both orders.

    Args:
        path: CSV with the columns Level, Term and Code.
    """
    above: list[str] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            level = int(row["Level"])
            above[level:] = [_index_term(row["Term"])]
            code = row["Code"].rstrip("-.").strip()
            if code:
                yield Wording(clean(" ".join(above)), code, "index")
                if level:
                    yield Wording(clean(" ".join(reversed(above))), code, "index")


def _index_term(text: str) -> str:
    """Give a term of the Index without other forms of its first word ("disease, diseased")."""
    first, *others = clean(_EMPTY.sub(" ", text.lower())).split(", ")
    return ", ".join([first, *(o for o in others if o[:4] != first[:4])])


def of_neoplasms(path: Path) -> Iterator[Wording]:
    """Yield the Neoplasm Table: behaviour and site."""
    root = ElementTree.parse(path).getroot()  # noqa: S314  (an official file, named by the user)
    for main in root.iter("mainTerm"):
        yield from _neoplasm(main, ())


def _neoplasm(term: ElementTree.Element, above: tuple[str, ...]) -> Iterator[Wording]:
    sites = (clean(term.findtext("title", "")), *above)
    if term.tag == "term":
        for cell in term.findall("cell"):
            code = (cell.text or "").rstrip("-.").strip()
            for wording in _NEOPLASM_COLUMNS.get(cell.get("col", ""), ()) if code else ():
                yield Wording(wording.format(" ".join(sites)), code, "neoplasm")
    for below in term.findall("term"):
        yield from _neoplasm(below, sites if term.tag == "term" else ())


def of_ontology(path: Path) -> Iterator[Wording]:
    """Yield disease names: a table with the columns term or label and icd10cm, or SSSOM."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            text = row.get("term") or row.get("subject_label") or row.get("label") or ""
            codes = row.get("icd10cm") or row.get("object_id", "").removeprefix("ICD10CM:")
            for code in re.split(r"[\s|,;]+", codes.strip()):
                if text and code:
                    yield Wording(clean(text), code, "ontology")


def without(wordings: Iterable[Wording], held_out: frozenset[str]) -> Iterator[Wording]:
    """Leave out what is not of the tables and reads, in any order of words, as a held-out name."""
    names = {words_of(name) for name in held_out}
    for wording in wordings:
        if wording.source in ("title", "inclusion") or words_of(wording.text) not in names:
            yield wording


def words_of(text: str) -> frozenset[str]:
    """Give the set of the words of a name."""
    return frozenset(re.findall(r"\w+", text.lower()))
