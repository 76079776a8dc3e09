"""The baseline: how accurate we were on our own notes when it was last written.

It holds the headline figures by split and code system, and the outcome of every note.
"""

from collections.abc import Mapping
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from coding_assist.note import CodeSystem
from eval.errors import BaselineError
from eval.outcomes import outcomes_of
from eval.results import EvaluationResult
from eval.system_results import SystemResult

NAME = "baseline.json"
_DIGITS = 6


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SystemBaseline(_Kept):
    """One code system of a split; `outcomes` by note, as in `eval.outcomes`."""

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
    headline = system.headline
    return SystemBaseline(
        precision=round(headline.precision, _DIGITS),
        recall=round(headline.recall, _DIGITS),
        f1=round(headline.f1, _DIGITS),
        trap_rate=round(headline.trap_rate, _DIGITS),
        outcomes=outcomes_of(result, system.system),
    )
