"""What a system said of a note, ours or another's, as the metrics take it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coding_assist.note import CodeSystem
from coding_assist.suggestion import SuggestionSet
from eval.errors import PredictionFileError
from eval.labelled import LabelSpan


@dataclass(frozen=True, slots=True)
class PredictedCode:
    """A suggested code.

    Attributes:
        score: in [0, 1]; 1 where the system gives none.
        role: principal, secondary, procedure, or "".
        evidence: the words that support it.
    """

    system: CodeSystem
    code: str
    score: float = 1.0
    role: str = ""
    evidence: tuple[LabelSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class WithheldCode:
    """A code that the system found and did not suggest, with its reason."""

    system: CodeSystem
    code: str
    reason: str
    score: float = 0.0
    evidence: tuple[LabelSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class PredictedNote:
    """The answer for one note; `codes` come best first."""

    note_id: str
    codes: tuple[PredictedCode, ...]
    withheld: tuple[WithheldCode, ...] = ()


def predicted(answer: SuggestionSet) -> PredictedNote:
    """Take what the metrics need of an assistant's answer."""
    return _PredictionRow.model_validate(answer, from_attributes=True).predicted()


def read_predictions(path: Path) -> Iterator[PredictedNote]:
    """Yield the rows of a JSON Lines file in the form that `coding-assist batch` writes.

    Raises:
        PredictionFileError: names the line and the field.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise PredictionFileError(f"{path.name} cannot be read: {error.strerror}.") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{path.name} line {number}").predicted()


class _Border(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Span(_Border):
    start: Annotated[int, Field(ge=0)]
    end: int

    def span(self) -> LabelSpan:
        return LabelSpan(self.start, self.end)


class _Suggested(_Border):
    system: CodeSystem
    code: Annotated[str, Field(min_length=1)]
    score: Annotated[float, Field(ge=0, le=1)] = 1.0
    role: str = ""
    evidence: tuple[_Span, ...] = ()


class _Withheld(_Border):
    system: CodeSystem
    code: str
    reason: str
    score: float = 0.0
    evidence: tuple[_Span, ...] = ()


class _PredictionRow(_Border):
    note_id: str
    suggestions: tuple[_Suggested, ...]
    withheld: tuple[_Withheld, ...] = ()

    def predicted(self) -> PredictedNote:
        codes = (
            PredictedCode(s.system, s.code, s.score, s.role, _spans(s.evidence))
            for s in self.suggestions
        )
        withheld = (
            WithheldCode(w.system, w.code, w.reason, w.score, _spans(w.evidence))
            for w in self.withheld
        )
        return PredictedNote(self.note_id, tuple(codes), tuple(withheld))


def _spans(evidence: tuple[_Span, ...]) -> tuple[LabelSpan, ...]:
    return tuple(e.span() for e in evidence)


def _row(line: bytes, where: str) -> _PredictionRow:
    try:
        return _PredictionRow.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise PredictionFileError(f"{where}: `{field}`: {first['msg']}.") from None
    except (ValueError, RecursionError):
        raise PredictionFileError(f"{where} is not JSON.") from None
