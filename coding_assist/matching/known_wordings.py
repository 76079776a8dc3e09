"""Every wording of the tables and of our vocabulary that means an ICD-10-CM code, as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coding_assist.codes.icd10cm import read_tabular, tabular_file
from coding_assist.data_files import read_tables

_LONGEST_STEM = 6
"""Characters of a code without its 7th, which adds no word of the disease."""
_SIDE = re.compile(r"\b(right|left|bilateral)\b")
_BRACKETS = re.compile(r"[\[\]()]")


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
