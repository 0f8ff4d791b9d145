"""Style: fonts, axes and files of the figures; with `analysis.show.line_plots` the only importer of matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
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
from wcwidth import wcwidth

from analysis.show.colours import INK, QUIET
from analysis.show.fonts import font_path

P = ParamSpec("P")
_FOR_FILES: ContextVar[bool] = ContextVar("for_files", default=False)
LONGEST_NAME = 22  # characters of a topic's or a site's name
MOST_NUMBERED = 15  # columns up to which cells hold numbers, and candidates up to which theirs are large
SMALL = 8  # points of what is written inside a plot


@cache
def family() -> str:
    """Return the name of the font with Chinese glyphs, made known to matplotlib."""
    path = str(font_path())
    font_manager.fontManager.addfont(path)
    return str(font_manager.FontProperties(fname=path).get_name())


def settings() -> dict[Any, Any]:
    """Return rc settings: Chinese glyphs, quiet axes, and nothing in the files that changes from run to run."""
    return {
        "font.family": [family()],
        "font.size": 10,
        "axes.unicode_minus": False,
        "text.parse_math": False,  # the dollars of a page are dollars
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": QUIET,
        "axes.titlesize": 13,
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
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
        with mpl.rc_context(settings()):
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


@contextmanager
def for_files() -> Iterator[None]:
    """Make figures that no window and no notebook knows of: for commands and scripts, whatever the backend."""
    token = _FOR_FILES.set(True)
    try:
        yield
    finally:
        _FOR_FILES.reset(token)


def shorten(text: str, most: int) -> str:
    """Cut a long name in its middle, so that its start and its end stay readable."""
    if len(text) <= most:
        return text
    head = (most - 1) // 2
    return text[:head] + "…" + text[-(most - 1 - head) :]


def ems(text: str) -> float:
    """Return about how wide text is, a Han character being 1."""
    return sum(1.0 if wcwidth(c) == 2 else 0.6 for c in text)


def side_legend(ax: Axes, **what: Any) -> None:  # noqa: ANN401  # what matplotlib takes
    """Put the legend beside the plot, where it covers nothing."""
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9, **what)


def topic_names(topics: Any) -> dict[int, str]:  # noqa: ANN401  # a frame
    """Return what each topic is called beside a plot: its number and its label."""
    pairs = zip(topics["topic"], topics["label"], strict=True)
    return {int(topic): f"{topic} {shorten(str(label), LONGEST_NAME)}" for topic, label in pairs}


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
