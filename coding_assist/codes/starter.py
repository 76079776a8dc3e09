"""The starter tables of CPT, HCPCS and ICD-10-PCS: our own rows, in our own words."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from coding_assist.codes.code import Code, CodeEntry
from coding_assist.errors import CodeSetFileError
from coding_assist.note import CodeSystem

STARTER_RELEASE = "2026-01-01"
"""The year the starter rows were checked for; a licensed file replaces them with its own."""

_FOLDERS = {
    CodeSystem.CPT: "cpt",
    CodeSystem.HCPCS: "hcpcs",
    CodeSystem.ICD10PCS: "icd10pcs",
}


def read_starter(system: CodeSystem) -> Iterator[CodeEntry]:
    """Yield the rows of one starter table, by file and line.

    Raises:
        CodeSetFileError: a file lacks a column or a row lacks a field.
    """
    folder = files("code_sets").joinpath(_FOLDERS[system])
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            yield from _read_file(file, system)


def _read_file(file: Traversable, system: CodeSystem) -> Iterator[CodeEntry]:
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            try:
                yield _entry(row, system)
            except (KeyError, AttributeError) as error:
                raise CodeSetFileError(
                    f"{file.name}, line {number}: a row needs code, description, synonyms, within."
                ) from error


def _entry(row: dict[str, str], system: CodeSystem) -> CodeEntry:
    code = Code(system, row["code"].strip(), row["description"].strip(), True)
    terms = tuple(t.strip() for t in row["synonyms"].split("|") if t.strip() not in ("", "-"))
    return CodeEntry(code, (), terms, tuple((row["within"] or "").split()))
