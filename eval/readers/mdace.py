"""MDACE (Cheng et al. 2023): spans and codes without text, one JSON file an admission.

`{"hadm_id", "notes": [{"note_id", "category", "annotations": [{"begin", "end", "code",
"code_system", ...}]}]}`. The texts are MIMIC-III's, which a licence of your own must entitle
you to: either a folder of `<note_id>.txt`, or MIMIC's `NOTEEVENTS.csv` (`ROW_ID`, `TEXT`), or
a `text` in each note, as the corpus's own injection script leaves it.

Charts in a folder named Profee are read with the rules for professional services (setting
outpatient), all others as inpatient.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from coding_assist.note import CodeSystem, Setting
from eval.code_key import system_named, written_code
from eval.errors import LabelledFileError, LabelledRowError
from eval.labelled import LabelledCode, LabelledNote, LabelSpan
from eval.readers.cells import long_cells
from eval.readers.reading import (
    ReadOptions,
    Row,
    attempt,
    checked_span,
    make_note,
    read_text,
)


def read_mdace(path: Path, options: ReadOptions) -> Iterator[Row]:
    """Yield the notes of one file, or of every file below a folder.

    Raises:
        LabelledFileError: the notes folder or file is missing.
    """
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    texts: Mapping[str, str] = {}
    if options.notes is not None and not options.notes.is_dir():
        texts = _note_events(options.notes)
    for file in files:
        try:
            admission = _Admission.model_validate(json.loads(read_text(file)))
        except (ValidationError, ValueError, RecursionError):
            yield Row(file.name, problem="This is no MDACE admission.")
            continue
        setting = Setting.OUTPATIENT if "Profee" in file.parts else Setting.INPATIENT
        for number, note in enumerate(admission.notes, 1):
            yield attempt(
                f"{file.name} note {number}",
                partial(_labelled, note, texts, options.notes, setting),
            )


class _Border(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Annotation(_Border):
    begin: int
    end: int
    code: str
    code_system: str


class _Note(_Border):
    note_id: Annotated[str, BeforeValidator(str)]
    category: str = ""
    annotations: tuple[_Annotation, ...] = ()
    text: str | None = None


class _Admission(_Border):
    notes: tuple[_Note, ...]


def _text(note: _Note, texts: Mapping[str, str], folder: Path | None) -> str:
    """Give the text, that in the file itself first.

    Raises:
        LabelledRowError: there is none.
    """
    if note.text is not None:
        return note.text
    if note.note_id in texts:
        return texts[note.note_id]
    if folder is not None and folder.is_dir() and note.note_id.isalnum():
        file = folder / f"{note.note_id}.txt"
        if file.is_file():
            return read_text(file)
    raise LabelledRowError(
        "There is no text of this note. Point `notes` at a folder with a file "
        "<note_id>.txt, or at MIMIC's NOTEEVENTS.csv."
    )


def _note_events(path: Path) -> dict[str, str]:
    try:
        with long_cells(), path.open(encoding="utf-8", newline="") as lines:
            return {row["ROW_ID"]: row["TEXT"] for row in csv.DictReader(lines)}
    except (OSError, KeyError, UnicodeDecodeError, csv.Error):
        raise LabelledFileError(f"{path.name} is no NOTEEVENTS.csv that can be read.") from None


def _labelled(
    note: _Note, texts: Mapping[str, str], folder: Path | None, setting: Setting
) -> LabelledNote:
    text = _text(note, texts, folder)
    spans: dict[tuple[CodeSystem, str], list[LabelSpan]] = {}
    for i, a in enumerate(note.annotations, 1):
        system = system_named(a.code_system)
        if system is None or not a.code.strip():
            raise LabelledRowError(f"annotation {i}: no code of a system that is known.")
        span = checked_span(a.begin, a.end, text, f"annotation {i}")
        spans.setdefault((system, written_code(system, a.code)), []).append(span)
    return LabelledNote(
        note=make_note({"note_id": note.note_id, "text": text}, setting),
        codes=tuple(
            LabelledCode(system, code, evidence=tuple(sorted(set(found))))
            for (system, code), found in spans.items()
        ),
        kind=note.category,
        source="MDACE",
    )
