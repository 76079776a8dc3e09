"""CodiEsp (Miranda-Escalada et al. 2020, CC BY 4.0) as published, a folder a split.

- `<split>D.tsv`, `<split>P.tsv`: note id, code; ICD-10-CM and ICD-10-PCS in lower case;
- `<split>X.tsv`: note id, DIAGNOSTICO or PROCEDIMIENTO, code, words, "start end;start end";
- `text_files/ID.txt` (Spanish) and `text_files_en/ID.txt` (machine translation).

The spans of X hold for the Spanish text alone, so English notes come without evidence. A
discontinuous reference runs from its first start to its last end, as in the corpus's scorer.
Code with the policy `mentions`: CodiEsp labels every mention.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from coding_assist.note import CodeSystem, Note
from eval.code_key import written_code
from eval.errors import LabelledFileError, LabelledRowError
from eval.labelled import LabelledCode, LabelledNote, LabelSpan
from eval.readers.jsonl import read_jsonl
from eval.readers.reading import (
    ReadOptions,
    Row,
    attempt,
    checked_span,
    make_note,
    read_text,
)

_OBJECT_OF_CODES = re.compile(r'"codes": ?\{')
_FOLDERS = {"en": "text_files_en", "es": "text_files"}
_SYSTEMS = {"D": CodeSystem.ICD10CM, "P": CodeSystem.ICD10PCS}
_KINDS = {"DIAGNOSTICO": CodeSystem.ICD10CM, "PROCEDIMIENTO": CodeSystem.ICD10PCS}


def is_codiesp(path: Path) -> bool:
    """Tell whether a folder is a split of CodiEsp, or a file of JSON lines that holds one.

    Such a file has for each note an object of code lists, and no required or optional codes.
    """
    if path.suffix.lower() == ".jsonl" and path.is_file():
        with path.open(encoding="utf-8", errors="replace") as lines:
            return _OBJECT_OF_CODES.search(next(lines, "")) is not None
    return path.is_dir() and any((path / folder).is_dir() for folder in _FOLDERS.values())


def read_codiesp(path: Path, options: ReadOptions) -> Iterator[Row]:
    """Yield the notes of a split, by id; rows that belong to no text are bad.

    Raises:
        LabelledFileError: the folder of texts or every table is missing.
    """
    if path.is_file():
        yield from read_jsonl(path, options)
        return
    folder = path / _FOLDERS.get(options.language, "")
    if options.language not in _FOLDERS or not folder.is_dir():
        raise LabelledFileError(f"{path.name} has no texts for language {options.language!r}.")
    texts = {file.stem: file for file in sorted(folder.glob("*.txt"))}
    labels = _Labels(with_spans=options.language == "es")
    yield from _tables(path, texts, labels)
    for note_id, file in texts.items():
        yield attempt(
            f"{folder.name}/{file.name}",
            partial(_labelled, note_id, file, labels, path.name, options),
        )


@dataclass(slots=True)
class _Labels:
    """Codes by note, and the spans of each, while the tables are read."""

    with_spans: bool
    codes: dict[str, dict[tuple[CodeSystem, str], list[LabelSpan]]] = field(default_factory=dict)

    def add(self, note_id: str, system: CodeSystem, code: str, span: LabelSpan | None) -> None:
        spans = self.codes.setdefault(note_id, {}).setdefault(
            (system, written_code(system, code)), []
        )
        if span is not None and self.with_spans:
            spans.append(span)


def _tables(path: Path, texts: dict[str, Path], labels: _Labels) -> Iterator[Row]:
    tables = [(t, p) for t in "DPX" for p in sorted(path.glob(f"*{t}.tsv"))]
    if not tables:
        raise LabelledFileError(f"{path.name} has no table named ...D.tsv, ...P.tsv or ...X.tsv.")
    for table, file in tables:
        for number, line in enumerate(read_text(file).splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = _row(line, table)
                if row[0] not in texts:
                    raise LabelledRowError("There is no text of this note id.")
            except LabelledRowError as error:
                yield Row(f"{file.name} line {number}", problem=str(error))
            else:
                labels.add(*row)


def _row(line: str, table: str) -> tuple[str, CodeSystem, str, LabelSpan | None]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) < (5 if table == "X" else 2) or not all(cells[:2]):
        raise LabelledRowError("There are too few columns.")
    if table != "X":
        return cells[0], _SYSTEMS[table], cells[1], None
    if cells[1] not in _KINDS or not cells[2]:
        raise LabelledRowError("The second column is neither DIAGNOSTICO nor PROCEDIMIENTO.")
    return cells[0], _KINDS[cells[1]], cells[2], _hull(cells[4])


def _hull(positions: str) -> LabelSpan:
    """Read "385 397;405 411" as one span, 385 to 411."""
    try:
        numbers = [int(n) for part in positions.split(";") for n in part.split()]
    except ValueError:
        numbers = []
    if len(numbers) < 2:
        raise LabelledRowError("The positions are not pairs of numbers.")
    return LabelSpan(numbers[0], numbers[-1])


def _labelled(
    note_id: str, file: Path, labels: _Labels, split: str, options: ReadOptions
) -> LabelledNote:
    note = make_note({"note_id": note_id, "text": read_text(file)}, options.setting)
    codes = labels.codes.get(note_id, {})
    return LabelledNote(
        note=note,
        codes=tuple(
            LabelledCode(system, code, evidence=_checked(spans, note))
            for (system, code), spans in codes.items()
        ),
        split=split,
        source="CodiEsp",
    )


def _checked(spans: list[LabelSpan], note: Note) -> tuple[LabelSpan, ...]:
    return tuple(checked_span(s.start, s.end, note.text, "a reference") for s in sorted(set(spans)))
