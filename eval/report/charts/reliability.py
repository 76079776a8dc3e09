"""The reliability diagram: of suggestions scored 0.8, are 80 % right?"""

from typing import TYPE_CHECKING

from eval.metrics.calibration import Calibration
from eval.report.charts.canvas import FAINT, INK, RIGHT, chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (3.7, 3.1)
_MOST = 260
"""Area in square points of the mark of the fullest bin."""


def reliability_chart(calibration: Calibration) -> str:
    """Draw the share that is right by mean score; the larger a mark, the more suggestions."""

    def draw(axes: "Axes") -> None:
        bins = calibration.bins
        fullest = max(b.suggestions for b in bins)
        x, y = [b.score for b in bins], [b.right for b in bins]
        axes.plot([0, 1], [0, 1], color=FAINT, linestyle=":", label="if scores were exact")
        axes.plot(x, y, color=RIGHT, label="suggestions")
        areas = [12 + (_MOST - 12) * b.suggestions / fullest for b in bins]
        axes.scatter(x, y, s=areas, color=RIGHT, alpha=0.55, linewidths=0, zorder=3)
        axes.set(xlim=(0, 1.02), ylim=(-0.02, 1.05), xlabel="Score", ylabel="Share that is right")
        axes.legend(loc="lower right", labelcolor=INK)

    return chart("Share of right suggestions by score", draw, _SIZE)
