"""Changes between two runs with their 95 % intervals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.report.charts.canvas import FAINT, INK, RIGHT, WRONG, chart
from eval.report.verdict import BETTER, CHANGED, UNSURE, WORSE, verdict
from eval.report.wording import BY_NAME
from eval.statistics.comparison import Difference

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOK = {BETTER: (RIGHT, "o"), WORSE: (WRONG, "X"), CHANGED: (INK, "s"), UNSURE: (FAINT, "s")}


def changes_chart(differences: Sequence[Difference]) -> str:
    """Draw the changes of shares in points; round marks are better, crosses worse."""
    shares = [d for d in differences if BY_NAME[d.name].is_share]

    def draw(axes: "Axes") -> None:
        for at, found in enumerate(shares):
            _row(axes, len(shares) - 1 - at, found)
        axes.axvline(0, color=INK, linewidth=1)
        labels = [BY_NAME[d.name].label for d in reversed(shares)]
        axes.set_yticks(range(len(shares)), labels)
        axes.tick_params(axis="y", length=0, labelcolor=INK)
        axes.grid(axis="y", visible=False)
        axes.spines["left"].set_visible(False)
        axes.set(xlabel="Change in points, with 95 % interval", ylim=(-0.6, len(shares) - 0.4))

    return chart("Changes of the figures", draw, (4.8, 0.3 * len(shares) + 0.7))


def _row(axes: "Axes", at: int, found: Difference) -> None:
    colour, shape = _LOOK[verdict(found)]
    ends = [100 * found.interval.low, 100 * found.interval.high]
    axes.plot(ends, [at, at], color=colour, linewidth=2)
    axes.plot([100 * found.change], [at], color=colour, marker=shape, markersize=7)
