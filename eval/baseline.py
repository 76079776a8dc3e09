"""The baseline: how accurate we were on our own notes when it was last written.

It holds the headline figures by split and code system, and the outcome of every note as a line:
`+E11.9` was right, `-I10` was missed, `!R07.9` was wrong.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from coding_assist.note import CodeSystem
from eval.errors import BaselineError
from eval.note_results import NoteSystemResult
from eval.results import EvaluationResult
from eval.system_results import SystemResult

NAME = "baseline.json"
RIGHT, MISSED, WRONG = "+", "-", "!"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SystemBaseline(_Kept):
    """One code system of a split; `outcomes` by note, each a sign and a code."""

    precision: float
    recall: float
    f1: float
    trap_rate: float
    outcomes: dict[str, str]


class Baseline(_Kept):
    """What there was; `labels` are the hashes of the labelled files by split."""

    labels: dict[str, str]
    splits: dict[str, dict[CodeSystem, SystemBaseline]]


def baseline_of(results: Mapping[str, EvaluationResult], labels: Mapping[str, str]) -> Baseline:
    """Keep what matters of the results, by split."""
    splits = {
        split: {s.system: _system(s, result) for s in result.systems}
        for split, result in results.items()
    }
    return Baseline(labels=dict(labels), splits=splits)


def read_baseline() -> Baseline:
    """Read the baseline that comes along.

    Raises:
        BaselineError: there is none, or not one of this version.
    """
    try:
        return Baseline.model_validate_json(files("eval").joinpath(NAME).read_bytes())
    except (OSError, ValidationError):
        raise BaselineError(
            f"There is no {NAME} of this version. Write it: python -m eval.gate --update"
        ) from None


def _system(system: SystemResult, result: EvaluationResult) -> SystemBaseline:
    of_notes = ((n.note_id, s) for n in result.notes for s in n.systems)
    found = {note_id: _outcome(s) for note_id, s in of_notes if s.system is system.system}
    headline = system.headline
    return SystemBaseline(
        precision=round(headline.precision, 6),
        recall=round(headline.recall, 6),
        f1=round(headline.f1, 6),
        trap_rate=round(headline.trap_rate, 6),
        outcomes={note_id: outcome for note_id, outcome in found.items() if outcome},
    )


def _outcome(note: NoteSystemResult) -> str:
    return " ".join(sorted(_signed(note)))


def _signed(note: NoteSystemResult) -> Iterator[str]:
    for label in note.labels:
        if label.met_by is not None:
            yield RIGHT + label.code
        elif label.is_required:
            yield MISSED + label.code
    for suggestion in note.suggestions:
        if suggestion.meets is None:
            yield WRONG + suggestion.code
