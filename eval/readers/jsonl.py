"""Our own form: JSON Lines, one note a line, documented in `eval/README.md`.

`codes` may also be an object of lists, `{"ICD10CM": ["I10"]}`: every code is then required.
"""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coding_assist.note import CodeSystem, Note
from eval.code_key import written_code
from eval.errors import LabelledRowError
from eval.labelled import LabelledCode, LabelledNote, LabelSpan, Trap
from eval.readers.reading import (
    ReadOptions,
    Row,
    attempt,
    checked_span,
    make_note,
    read_text,
)


def read_jsonl(path: Path, options: ReadOptions) -> Iterator[Row]:
    """Yield the notes of a JSON Lines file; blank lines are passed over."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield attempt(f"{path.name} line {number}", partial(_labelled, line, options))


class _Border(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


_CodeText = Annotated[str, Field(min_length=1)]


class _Span(_Border):
    start: int
    end: int
    text: str | None = None


class _Code(_Border):
    system: CodeSystem
    code: _CodeText
    status: Literal["required", "optional"] = "required"
    alternatives: tuple[_CodeText, ...] = ()
    role: Literal["principal", "secondary", "procedure", ""] = ""
    evidence: tuple[_Span, ...] = ()


class _Trap(_Border):
    start: int
    end: int
    text: str | None = None
    reason: _CodeText


class _Labels(_Border):
    codes: tuple[_Code, ...] | dict[CodeSystem, tuple[_CodeText, ...]]
    not_coded: tuple[_Trap, ...] = ()
    kind: str = ""
    specialty: str = ""
    split: str = ""
    source: str = ""


def _labelled(line: str, options: ReadOptions) -> LabelledNote:
    row = _parsed(line)
    labels = _validated(row)
    note = make_note(row, options.setting)
    return LabelledNote(
        note=note,
        codes=tuple(_codes(labels, note)),
        traps=tuple(
            Trap(_span(t, note, f"`not_coded` {i}"), t.reason)
            for i, t in enumerate(labels.not_coded, 1)
        ),
        kind=labels.kind,
        specialty=labels.specialty,
        split=labels.split,
        source=labels.source,
    )


def _parsed(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise LabelledRowError(f"This is not JSON (column {error.colno}).") from None
    except (ValueError, RecursionError):
        raise LabelledRowError("This is not JSON that can be read.") from None
    if not isinstance(row, dict):
        raise LabelledRowError("This is not a JSON object.")
    return row


def _validated(row: dict[str, Any]) -> _Labels:
    try:
        return _Labels.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"] if not str(part).startswith("tuple["))
        raise LabelledRowError(f"`{where}`: {first['msg']}.") from None


def _codes(labels: _Labels, note: Note) -> Iterator[LabelledCode]:
    if isinstance(labels.codes, dict):
        for system, codes in labels.codes.items():
            for code in dict.fromkeys(written_code(system, c) for c in codes):
                yield LabelledCode(system, code)
        return
    for i, c in enumerate(labels.codes, 1):
        yield LabelledCode(
            system=c.system,
            code=written_code(c.system, c.code),
            is_required=c.status == "required",
            alternatives=tuple(written_code(c.system, a) for a in c.alternatives),
            role=c.role,
            evidence=tuple(_span(e, note, f"evidence of code {i}") for e in c.evidence),
        )


def _span(given: _Span | _Trap, note: Note, what: str) -> LabelSpan:
    """Give the span, having compared its words with the note's where the row repeats them."""
    span = checked_span(given.start, given.end, note.text, what)
    if given.text is not None and given.text != note.text[span.start : span.end]:
        raise LabelledRowError(f"{what}: its words do not stand at {span.start} to {span.end}.")
    return span
