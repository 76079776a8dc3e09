"""The starter tables of CPT and HCPCS, and our rows on ICD-10-PCS: in our own words."""

from collections.abc import Iterator

from coding_assist.codes.code import Code, CodeEntry
from coding_assist.data_files import read_tables
from coding_assist.note import CodeSystem

STARTER_RELEASE = "2026-01-01"
"""The year the starter rows were checked for; a licensed file replaces them with its own."""

_COLUMNS = ["code", "description", "synonyms", "within"]
_FOLDERS = {
    CodeSystem.CPT: "cpt",
    CodeSystem.HCPCS: "hcpcs",
    CodeSystem.ICD10PCS: "icd10pcs",
}


def read_starter(system: CodeSystem) -> Iterator[CodeEntry]:
    """Yield the rows of one starter table, by file and line.

    Raises:
        CodeSetFileError: a file has other columns, or a row lacks its code.
    """
    for code, description, synonyms, within in read_tables(_FOLDERS[system], _COLUMNS):
        terms = tuple(t.strip() for t in synonyms.split("|") if t.strip() not in ("", "-"))
        yield CodeEntry(Code(system, code, description, True), (), terms, tuple(within.split()))
