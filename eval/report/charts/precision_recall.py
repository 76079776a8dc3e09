"""The precision-recall curve, with the point that a coder sees and the best one."""

from typing import TYPE_CHECKING

from eval.metrics.counts import Scores
from eval.report.charts.canvas import FAINT, INK, OTHER, PAPER, RIGHT, WRONG, chart
from eval.statistics.sweep import Sweep

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (3.7, 3.1)
_WIDE = (4.8, 3.6)


def precision_recall_chart(sweep: Sweep, shown: Scores) -> str:
    """Draw the curve of one run.

    Args:
        sweep: the curve.
        shown: at the operating point.
    """

    def draw(axes: "Axes") -> None:
        _curve(axes, sweep, RIGHT, "-", "all thresholds")
        best = sweep.best
        _point(axes, best.scores, OTHER, "D", f"best F1, at {best.threshold:.2f}")
        _point(axes, shown, WRONG, "o", "as shown to coders")
        _frame(axes)

    return chart("Precision by recall", draw, _SIZE)


def two_curves_chart(
    before: tuple[Sweep | None, Scores], after: tuple[Sweep | None, Scores]
) -> str:
    """Draw the curves and operating points of two runs."""

    def draw(axes: "Axes") -> None:
        runs = ((before, FAINT, "--", "s", "before"), (after, RIGHT, "-", "o", "after"))
        for (sweep, shown), colour, line, shape, name in runs:
            if sweep is not None:
                _curve(axes, sweep, colour, line, name)
            _point(axes, shown, colour, shape, f"{name}, as shown")
        _frame(axes)

    return chart("Precision by recall, before and after", draw, _WIDE)


def _curve(axes: "Axes", sweep: Sweep, colour: str, line: str, name: str) -> None:
    strictest_first = [p.scores for p in reversed(sweep.points) if p.suggestions_per_note]
    points = list(dict.fromkeys((s.recall, s.precision) for s in strictest_first))
    axes.plot(
        [recall for recall, _ in points],
        [precision for _, precision in points],
        color=colour,
        linestyle=line,
        label=name,
    )


def _point(axes: "Axes", scores: Scores, colour: str, shape: str, name: str) -> None:
    axes.plot(
        [scores.recall],
        [scores.precision],
        linestyle="none",
        marker=shape,
        markersize=8,
        markeredgecolor=PAPER,
        markeredgewidth=1.5,
        color=colour,
        label=name,
        zorder=3,
    )


def _frame(axes: "Axes") -> None:
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="Recall", ylabel="Precision")
    axes.legend(loc="lower left", labelcolor=INK)
