"""Two reports side by side."""

from pydantic import BaseModel, ConfigDict

from coding_assist.note import CodeSystem
from eval.report.record import Report
from eval.results import EvaluationResult, compare_results
from eval.statistics.comparison import ROUNDS, Difference
from eval.system_results import SystemResult


class Comparison(BaseModel):
    """Two runs on the same notes.

    Attributes:
        differences: of each figure, for each system that both runs have.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: Report
    after: Report
    differences: dict[CodeSystem, tuple[Difference, ...]]

    def of(self, system: CodeSystem) -> tuple[SystemResult, SystemResult]:
        """Give the results before and after of a system that both runs have."""
        return _of(self.before.result, system), _of(self.after.result, system)


def compare_reports(before: Report, after: Report, *, rounds: int = ROUNDS) -> Comparison:
    """Compare two runs; the seed is that of the later one.

    Raises:
        UnequalNotesError: the runs do not hold the same notes in the same order.
    """
    found = compare_results(before.result, after.result, rounds=rounds, seed=after.result.seed)
    return Comparison(before=before, after=after, differences=found)


def _of(result: EvaluationResult, system: CodeSystem) -> SystemResult:
    return next(s for s in result.systems if s.system is system)
