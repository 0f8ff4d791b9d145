"""Style: fonts, axes and files of the figures; with `analysis.show.line_plots` the only importer of matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.show.colours import INK, QUIET
from analysis.show.fonts import font_path
from analysis.show.lettering import LARGE, Heading
from analysis.show.sizes import size_of

P = ParamSpec("P")
_FOR_FILES: ContextVar[bool] = ContextVar("for_files", default=False)
MARGIN = 0.8  # ems around a figure


@cache
def family() -> str:
    """Return the name of the font with Chinese glyphs, made known to matplotlib."""
    path = str(font_path())
    font_manager.fontManager.addfont(path)
    return str(font_manager.FontProperties(fname=path).get_name())


def settings(font: float = 10.0) -> dict[Any, Any]:
    """Return rc settings: Chinese glyphs, quiet axes, and nothing in the files that changes from run to run.

    Parameters
    ----------
    font : float
        Points of plain text; lines and marks go with it.
    """
    return {
        "font.family": [family()],
        "font.size": font,
        "axes.linewidth": 0.08 * font,
        "lines.linewidth": 0.16 * font,
        "lines.markersize": 0.6 * font,
        "patch.linewidth": 0.1 * font,
        "xtick.major.width": 0.08 * font,
        "ytick.major.width": 0.08 * font,
        "xtick.major.size": 0.3 * font,
        "ytick.major.size": 0.3 * font,
        "axes.unicode_minus": False,
        "text.parse_math": False,  # the dollars of a page are dollars
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": QUIET,
        "axes.titlesize": LARGE * font,
        "axes.titlelocation": "left",
        "axes.titlepad": 1.2 * font,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "svg.hashsalt": "boji",
        "svg.fonttype": "path",
        "figure.dpi": 100,
        "savefig.dpi": 150,
    }


def styled(plot: Callable[P, Axes]) -> Callable[P, Axes]:
    """Draw in our style whatever the user's, and pin the font that later drawing would look up again."""

    @wraps(plot)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Axes:
        with mpl.rc_context(settings(size_of(str(kwargs.get("size", "screen"))).font)):
            ax = plot(*args, **kwargs)
            ax.tick_params(labelfontfamily=family())
            for text in ax.findobj(Text):
                text.set_fontfamily(family())
        return ax

    return drawn


def new_axes(width: float, height: float) -> Axes:
    """Return the Axes of a new figure of so many inches."""
    if _FOR_FILES.get():
        return Figure(figsize=(width, height), layout="constrained").subplots()
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


@dataclass(frozen=True, slots=True)
class Margins:
    """Ems that are left free beside the Axes and below, for names and numbers on their edges."""

    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


def sheet(size: str, height: float, head: Heading, free: Margins = Margins()) -> Axes:
    """Return the Axes of a new figure, so many ems high, with room for a heading and for what stands on its edges.

    Nothing is laid out afterwards: what is written is measured, so all places are known.
    """
    kind = size_of(size)
    below, above = MARGIN + free.bottom, MARGIN + head.height
    total = below + height + above
    font = min(kind.font, kind.tallest * 72 / total)
    mpl.rcParams.update(settings(font))  # inside `styled`, which puts them back
    inches = (kind.ems * font / 72, total * font / 72)
    figure = Figure(figsize=inches) if _FOR_FILES.get() else plt.figure(figsize=inches)
    left = MARGIN + free.left
    wide = kind.ems - left - MARGIN - free.right
    return figure.add_axes((left / kind.ems, below / total, wide / kind.ems, height / total))


def point() -> float:
    """Return the points of plain text in the figure that is drawn."""
    return float(mpl.rcParams["font.size"])


def room_of(ax: Axes) -> tuple[float, float]:
    """Return how wide and how high Axes are, in ems."""
    box, figure = ax.get_window_extent(), ax.figure
    em = figure.dpi * point() / 72
    return box.width / em, box.height / em


def inner(size: str, free: Margins = Margins()) -> float:
    """Return how wide the Axes of a `sheet` are, in ems."""
    return size_of(size).ems - 2 * MARGIN - free.left - free.right


def blank(ax: Axes, height: float) -> float:
    """Make Axes an empty sheet, measured in ems from its upper left corner; return how wide it is."""
    width = room_of(ax)[0]
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.axis("off")
    return width


@contextmanager
def for_files() -> Iterator[None]:
    """Make figures that no window and no notebook knows of: for commands and scripts, whatever the backend."""
    token = _FOR_FILES.set(True)
    try:
        yield
    finally:
        _FOR_FILES.reset(token)


def save_figure(ax: Axes, path: str | Path, formats: Sequence[str] = ("png", "svg")) -> list[Path]:
    """Write an Axes' figure as PNG and SVG, the same bytes for the same data, and close it.

    Parameters
    ----------
    ax : Axes
    path : path
        Its ending is replaced.
    formats : sequence of {"png", "svg"}

    Returns
    -------
    list of Path
        The files written.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure: Any = ax.get_figure()
    written = [path.with_suffix(f".{form}") for form in formats]
    with mpl.rc_context(settings()):
        if figure.get_layout_engine() is not None:
            figure.get_layout_engine().execute(figure)
            figure.set_layout_engine("none")
        # The canvases themselves: savefig would draw each file twice, to lay out what is laid out.
        figure.set(facecolor="white", dpi=mpl.rcParams["savefig.dpi"])
        for form, place in zip(formats, written, strict=True):
            if form == "png":
                agg: Any = FigureCanvasAgg(figure)
                agg.print_png(place, metadata={"Software": None})
            else:
                vector: Any = FigureCanvasSVG(figure)
                vector.print_svg(place, metadata={"Date": None, "Creator": None})
    plt.close(figure)
    return written
