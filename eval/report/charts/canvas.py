"""Draw with matplotlib and give SVG that stands in an HTML page.

Charts are drawn in placeholder colours that become CSS variables, so that they follow the page
into dark mode and onto paper. Text stays text, in the page's font. matplotlib is imported on the
first chart.
"""

import hashlib
import html
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from eval.errors import MissingPackageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK = "#000001"
FAINT = "#000002"
GRID = "#000003"
RIGHT = "#000004"
WRONG = "#000005"
OTHER = "#000006"
PAPER = "#000007"
_VARIABLES = {
    INK: "var(--ink)",
    FAINT: "var(--faint)",
    GRID: "var(--line)",
    RIGHT: "var(--right)",
    WRONG: "var(--wrong)",
    OTHER: "var(--missed)",
    PAPER: "var(--paper)",
}
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "coding-assist",
    "font.size": 9,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.8,
    "text.color": INK,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
}
_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_ID = re.compile(r'(\bid="|"#|url\(#)')


def chart(title: str, draw: "Callable[[Axes], None]", size: tuple[float, float]) -> str:
    """Draw one chart.

    Args:
        title: what it shows, for people who hear the page.
        draw: draws on the axes it is given.
        size: width and height in inches of 72 points.

    Raises:
        MissingPackageError: matplotlib is not installed.
    """
    with _axes(size) as (axes, buffer):
        draw(axes)
    return _inline(buffer.getvalue(), title)


@contextmanager
def _axes(size: tuple[float, float]) -> "Iterator[tuple[Axes, io.StringIO]]":
    """Give axes; they are written to the buffer at the end. No global state is touched."""
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingPackageError("Charts need matplotlib: coding-assist[eval].") from None
    buffer = io.StringIO()
    with rc_context(_STYLE):
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasSVG(figure)
        yield figure.add_subplot(), buffer
        figure.savefig(buffer, format="svg", metadata=_METADATA)


def _inline(svg: str, title: str) -> str:
    """Take the SVG element out of the file, with ids of its own and the page's colours."""
    svg = svg[svg.index("<svg") :]
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, variable)
    salt = hashlib.sha256(f"{title}{svg}".encode()).hexdigest()[:8]
    svg = _ID.sub(lambda m: f"{m[1]}c{salt}-", svg)
    label = f'<svg class="chart" role="img" aria-label="{html.escape(title)}"'
    return svg.replace("<svg", label, 1).strip()
