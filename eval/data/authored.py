"""The form in which our own notes are written, and a reader of it.

A file holds notes one after the other, each a heading, the text and its labels:

    === own-001 | setting=outpatient | type=SOAP | specialty=family medicine | age=61 | sex=F
    Follow-up of [[a:DM2]]. Denies [[b:chest pain]].
    --- labels
    a ICD10CM E11.9 required principal alt=E11.8
    b trap negated

`[[id:words]]` marks words; an id may mark several places, and several labels may name one id.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, get_args

from coding_assist.note import CodeSystem, Setting
from eval.errors import LabelSourceError
from eval.labelled import LabelSpan

Status = Literal["required", "optional"]
Role = Literal["principal", "secondary", "procedure"]

REASONS = frozenset(
    "negated family_history historical_resolved uncertain_outpatient hypothetical other_person "
    "integral_symptom planned not_performed historical_procedure integral_procedure "
    "exam_finding_not_diagnosed lab_value_without_diagnosis".split()
)
"""Why words must not be coded."""

_HEADING = "=== "
_LABELS = "\n--- labels\n"
_MARK = re.compile(r"\[\[(\w{1,20}):([^\[\]]{1,2000})\]\]")
_NEEDED = {"setting", "type", "specialty"}
_KNOWN = _NEEDED | {"age", "sex"}


@dataclass(frozen=True, slots=True)
class AuthoredCode:
    """A label line: a code, and the words that it rests on."""

    system: CodeSystem
    code: str
    status: str
    role: str
    alternatives: tuple[str, ...]
    spans: tuple[LabelSpan, ...]


@dataclass(frozen=True, slots=True)
class AuthoredTrap:
    """A trap line: words that must not be coded, and why."""

    reason: str
    spans: tuple[LabelSpan, ...]


@dataclass(frozen=True, slots=True)
class AuthoredNote:
    """A note as its author wrote it; `about` holds the heading's keys."""

    note_id: str
    about: Mapping[str, str]
    text: str
    codes: tuple[AuthoredCode, ...]
    traps: tuple[AuthoredTrap, ...]


def read_authored(path: Path) -> Iterator[AuthoredNote]:
    """Yield the notes of a source file.

    Raises:
        LabelSourceError: names the note and what its author has to mend.
    """
    for block in re.split(rf"(?m)^{_HEADING}", path.read_text(encoding="utf-8"))[1:]:
        heading, _, rest = block.partition("\n")
        note_id, *about = (part.strip() for part in heading.split("|"))
        body, found, lines = rest.partition(_LABELS)
        if not found:
            _refuse(note_id, "no line `--- labels`")
        yield _note(note_id, _about(note_id, about), body.strip("\n"), lines)


def _note(note_id: str, about: Mapping[str, str], body: str, lines: str) -> AuthoredNote:
    text, marks = _marks(note_id, body)
    codes, traps, named = [], [], set()
    for words in (line.split() for line in lines.splitlines() if line.strip()):
        ids = words[0].split(",")
        if unknown := [i for i in ids if i not in marks]:
            _refuse(note_id, f"no words are marked {', '.join(unknown)}")
        named |= set(ids)
        spans = tuple(sorted({span for i in ids for span in marks[i]}))
        if words[1:2] == ["trap"]:
            traps.append(_trap(note_id, words, spans))
        else:
            codes.append(_code(note_id, words, spans))
    if unused := sorted(marks.keys() - named):
        _refuse(note_id, f"no label names the mark {', '.join(unused)}")
    if sum(c.role == "principal" for c in codes) != 1:
        _refuse(note_id, "there must be one principal diagnosis")
    return AuthoredNote(note_id, about, text, tuple(codes), tuple(traps))


def _about(note_id: str, parts: Sequence[str]) -> dict[str, str]:
    found = dict(part.split("=", 1) for part in parts if "=" in part)
    if not _NEEDED <= found.keys() <= _KNOWN or found["setting"] not in {*Setting}:
        _refuse(note_id, "the heading must give setting, type and specialty, and may age and sex")
    return found


def _marks(note_id: str, body: str) -> tuple[str, dict[str, list[LabelSpan]]]:
    """Give the text without its marks, and where each mark's words stand in it."""
    text, at, marks = "", 0, dict[str, list[LabelSpan]]()
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        marks.setdefault(mark[1], []).append(LabelSpan(len(text), len(text) + len(mark[2])))
        text, at = text + mark[2], mark.end()
    text += body[at:]
    if "[[" in text or "]]" in text:
        _refuse(note_id, "a mark is not closed, or stands in another")
    return text, marks


def _code(note_id: str, words: list[str], spans: tuple[LabelSpan, ...]) -> AuthoredCode:
    alternatives = words[5].removeprefix("alt=").split(",") if len(words) == 6 else []
    if (
        len(words) not in (5, 6)
        or words[1] not in {*CodeSystem}
        or words[3] not in get_args(Status)
        or words[4] not in get_args(Role)
        or (len(words) == 6 and not words[5].startswith("alt="))
    ):
        _refuse(note_id, f"`{' '.join(words)}` is no label line")
    system = CodeSystem(words[1])
    return AuthoredCode(system, words[2], words[3], words[4], tuple(alternatives), spans)


def _trap(note_id: str, words: list[str], spans: tuple[LabelSpan, ...]) -> AuthoredTrap:
    if len(words) != 3 or words[2] not in REASONS:
        _refuse(note_id, f"`{' '.join(words)}` is no trap line")
    return AuthoredTrap(words[2], spans)


def _refuse(note_id: str, what: str) -> NoReturn:
    raise LabelSourceError(f"{note_id}: {what}.")
