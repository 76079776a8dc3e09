"""How scores are spread, and which of the suggestions are right."""

from typing import TYPE_CHECKING

from eval.metrics.calibration import Calibration
from eval.report.charts.canvas import FAINT, INK, PAPER, RIGHT, WRONG, chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (3.7, 3.1)


def score_chart(ranked: Calibration, cut: float | None) -> str:
    """Draw right and wrong codes of the ranking by score, and the cut below which none show."""

    def draw(axes: "Axes") -> None:
        left = [b.low for b in ranked.bins]
        width = [b.high - b.low for b in ranked.bins]
        right = [round(b.right * b.suggestions) for b in ranked.bins]
        wrong = [b.suggestions - r for b, r in zip(ranked.bins, right, strict=True)]
        shown = axes.bar(left, right, width, align="edge", color=RIGHT, label="right")
        more = axes.bar(left, wrong, width, right, align="edge", color=WRONG, label="wrong")
        for bar in (*shown, *more):
            bar.set(edgecolor=PAPER, linewidth=1)
        for bar in more:
            bar.set_hatch("////")
        if cut is not None:
            axes.axvline(cut, color=INK, linestyle="--", linewidth=1.2)
        axes.set(xlim=(0, 1), xlabel="Score", ylabel="Codes")
        axes.grid(axis="x", visible=False)
        axes.tick_params(axis="x", color=FAINT)
        axes.legend(loc="upper right", labelcolor=INK)

    return chart("Right and wrong codes by score", draw, _SIZE)
