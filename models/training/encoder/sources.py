"""Every wording that means an ICD-10-CM code, by where it is from."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from coding_assist.codes.icd10cm import read_tabular, tabular_file
from coding_assist.data_files import read_tables

_LONGEST_STEM = 6
"""Characters of a code without its 7th, which adds no word of the disease."""
_SIDE = re.compile(r"\b(right|left|bilateral)\b")
_BRACKETS = re.compile(r"[\[\]()]")
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


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and the code or header they mean.

    Attributes:
        source: title, inclusion, synonym, index, neoplasm, ontology.
    """

    text: str
    code: str
    source: str

    @property
    def is_sided(self) -> bool:
        """Whether it is the title of one side; its header has the same words without it."""
        return self.source == "title" and bool(_SIDE.search(self.text))


def clean(text: str) -> str:
    """Give words in lower case without brackets, one blank between them."""
    return " ".join(_BRACKETS.sub(" ", text.lower()).split())


def of_tables() -> Iterator[Wording]:
    """Yield titles and inclusion terms, 7th characters left out."""
    for entry in read_tabular(tabular_file()):
        code = entry.code.code
        if len(code.replace(".", "")) <= _LONGEST_STEM:
            yield Wording(clean(entry.code.title), code, "title")
            yield from (Wording(clean(t), code, "inclusion") for t in entry.terms)


def of_synonyms() -> Iterator[Wording]:
    """Yield our own vocabulary of conditions."""
    for text, code, use in read_tables("synonyms", ["term", "code", "use"]):
        if use in ("", "mentions"):
            yield Wording(clean(text), code, "synonym")


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
