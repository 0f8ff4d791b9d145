"""Style: colours, fonts and files of the figures; with `analysis.show.line_plots` the only importer of matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from wcwidth import wcwidth

from analysis.show.fonts import font_path

P = ParamSpec("P")
ROLE_COLOURS = {
    "title": "#08306b",
    "heading": "#2171b5",
    "body": "#6baed6",
    "caption": "#41ab8d",
    "meta": "#9a9a9a",
    "navigation": "#fdd49e",
    "related": "#f28e2b",
    "advert": "#c0392b",
    "widget": "#e8b96a",
    "legal": "#8c6d31",
    "marker": "#d8c9b4",
}
KIND_COLOURS = {"content": "#4292c6", "metadata": "#9a9a9a", "noise": "#f28e2b"}
UNSURE = "#bdbdbd"
GROUP_COLOURS = (
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#6b6ecf",
    "#8ca252", "#bd9e39", "#ad494a", "#a55194", "#3182bd", "#e6550d", "#31a354", "#756bb1", "#636363", "#17becf",
)  # fmt: skip
_FOR_FILES: ContextVar[bool] = ContextVar("for_files", default=False)
LONGEST_NAME = 22  # characters of a topic's or a site's name
MOST_NUMBERED = 15  # columns up to which cells hold numbers, and candidates up to which theirs are large
SMALL = 8  # points of what is written inside a plot
INK, QUIET, NOISY = "#222222", "#8a8a8a", "#d9701a"


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


def group_colour(group: Any) -> str:  # noqa: ANN401  # a cell of a frame
    """Return the colour of a topic or cluster."""
    return GROUP_COLOURS[int(group) % len(GROUP_COLOURS)]


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


def save_figure(ax: Axes, path: str | Path) -> list[Path]:
    """Write an Axes' figure as PNG and SVG, the same bytes for the same data, and close it.

    Parameters
    ----------
    ax : Axes
    path : path
        Its ending is replaced.

    Returns
    -------
    list of Path
        The files written.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure: Any = ax.get_figure()
    written = []
    with mpl.rc_context(settings()):
        if figure.get_layout_engine() is not None:
            figure.get_layout_engine().execute(figure)
            figure.set_layout_engine("none")  # laid out once: each file would do it again
        for suffix, facts in ((".png", {"Software": None}), (".svg", {"Date": None, "Creator": None})):
            figure.savefig(path.with_suffix(suffix), metadata=facts, facecolor="white")
            written.append(path.with_suffix(suffix))
    plt.close(figure)
    return written
