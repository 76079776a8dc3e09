"""The ICD-10-CM Tabular List, read from the XML that CDC publishes.

The file lies in the data of the package `simple-icd-10-cm` (MIT); only the file is used, since
importing the module costs seconds and it takes five billable codes for blocks.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import files
from pathlib import Path
from xml.etree import ElementTree

from coding_assist.codes.code import Code, CodeEntry, TabularNote
from coding_assist.errors import CodeSetFileError
from coding_assist.note import CodeSystem

_PACKAGE = "simple-icd-10-cm"
_NOTE_TAGS = {
    "includes": "includes",
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code_first",
    "useAdditionalCode": "use_additional",
    "codeAlso": "code_also",
    "sevenChrNote": "seventh_character",
    "inclusionTerm": "inclusion_term",
}

# "7th characters D and S do not apply to codes in category S06 with 6th character 7 [or] 8",
# a note under S06.
_DEATH_BEFORE_CONSCIOUSNESS = re.compile(r"S06\.\w\w[78]")

Extensions = tuple[tuple[str, str], ...]


def tabular_file() -> Path:
    """Find the newest Tabular List among the installed package's data."""
    found = [f for f in files(_PACKAGE) or [] if re.search(r"tabular.*\.xml$", f.name)]
    if not found:
        raise CodeSetFileError(
            f"The package {_PACKAGE} carries no Tabular List. Install it again with pip."
        )
    return Path(str(max(found, key=lambda f: release_date(f.name)).locate()))


def release_date(file_name: str) -> date:
    """Read the release date from a name such as icd10c-tabular-April-1-2026.xml."""
    match = re.search(r"([A-Z][a-z]+-\d{1,2}-\d{4})", file_name)
    if match is None:
        raise CodeSetFileError("The Tabular List's file name carries no release date.")
    return datetime.strptime(match.group(1), "%B-%d-%Y").date()


def read_tabular(path: Path) -> Iterator[CodeEntry]:
    """Yield every category, subcategory and code in tabular order, 7th characters written out.

    Raises:
        CodeSetFileError: the file is not the Tabular List.
    """
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314  (a file of an installed package)
    except (OSError, ElementTree.ParseError) as error:
        raise CodeSetFileError("The Tabular List cannot be read. Install it again.") from error
    for chapter in root.iter("chapter"):
        above = _notes(chapter)
        for section in chapter.findall("section"):
            for category in section.findall("diag"):
                yield from _read_diag(category, "", (), (*above, *_notes(section)))


def _read_diag(
    diag: ElementTree.Element, parent: str, inherited: Extensions, above: tuple[TabularNote, ...]
) -> Iterator[CodeEntry]:
    name = _text(diag, "name")
    extensions = _extensions(diag) or inherited
    below = diag.findall("diag")
    own = _notes(diag)
    terms = tuple(n.text for n in own if n.kind == "inclusion_term")
    code = Code(CodeSystem.ICD10CM, name, _text(diag, "desc"), not below and not extensions, parent)
    # Chapter and block notes hang on each category, so that ancestors carry everything.
    yield CodeEntry(code, (*above, *own), terms)
    for child in below:
        yield from _read_diag(child, name, extensions, ())
    if not below and extensions:
        yield from _extended(code, extensions)


def _extended(code: Code, extensions: Extensions) -> Iterator[CodeEntry]:
    """Write out the 7th characters, the placeholder X before them (I.A.4-5)."""
    stem = code.code if "." in code.code else code.code + "."
    stem = stem.ljust(7, "X")
    for character, meaning in extensions:
        if _DEATH_BEFORE_CONSCIOUSNESS.match(stem) and character in "DS":
            continue
        title = f"{code.title}, {meaning}"
        yield CodeEntry(Code(code.system, stem + character, title, True, code.code))


def _extensions(diag: ElementTree.Element) -> Extensions:
    found = diag.find("sevenChrDef")
    if found is None:
        return ()
    return tuple((e.get("char", ""), _squeeze(e.text or "")) for e in found.findall("extension"))


def _notes(element: ElementTree.Element) -> tuple[TabularNote, ...]:
    return tuple(
        TabularNote(_NOTE_TAGS[child.tag], _squeeze(note.text or ""))
        for child in element
        if child.tag in _NOTE_TAGS
        for note in child.findall("note")
    )


def _text(diag: ElementTree.Element, tag: str) -> str:
    return _squeeze(diag.findtext(tag, ""))


def _squeeze(text: str) -> str:
    return " ".join(text.split())
