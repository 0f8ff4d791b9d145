"""Style: colours, fonts and files of the figures; with `analysis.show.line_plots` the only importer of matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.text import Text

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
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def without_windows() -> None:
    """Draw to files alone: for commands and scripts."""
    mpl.use("agg")


def group_colour(group: Any) -> str:  # noqa: ANN401  # a cell of a frame
    """Return the colour of a topic or cluster."""
    return GROUP_COLOURS[int(group) % len(GROUP_COLOURS)]


def shorten(text: str, most: int) -> str:
    """Cut a long name in its middle, so that its start and its end stay readable."""
    if len(text) <= most:
        return text
    head = (most - 1) // 2
    return text[:head] + "…" + text[-(most - 1 - head) :]


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
        for suffix, facts in ((".png", {"Software": None}), (".svg", {"Date": None, "Creator": None})):
            figure.savefig(path.with_suffix(suffix), metadata=facts, facecolor="white")
            written.append(path.with_suffix(suffix))
    plt.close(figure)
    return written
