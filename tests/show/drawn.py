"""What figures hold when they are drawn."""

from collections.abc import Mapping
from io import StringIO
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.text import Text

from analysis.show import style


def ticks(axis: Axis) -> list[str]:
    return [text.get_text() for text in axis.get_ticklabels()]


def written(ax: Axes) -> list[Text]:
    """Return all text that is drawn."""
    titles = (ax.title, ax._left_title, ax._right_title)  # type: ignore[attr-defined]  # the one that is set is not public
    marked = [*_labels(ax.yaxis), *_labels(ax.xaxis), ax.xaxis.label] if ax.axison else []
    return [text for text in (*ax.texts, *titles, *marked) if text.get_text()]


def _labels(axis: Axis) -> list[Text]:
    """Return the labels of ticks that are in view: others are kept, and not drawn."""
    low, high = sorted(axis.get_view_interval())
    pairs = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
    return [label for place, label in pairs if low - 1e-9 <= place <= high + 1e-9]


def overlaps(ax: Axes) -> list[tuple[str, str]]:
    """Return the pairs of what is written that touch each other, when it is drawn."""
    lay_out(ax)
    shown = [text for text in written(ax) if text.get_rotation() == 0]
    left, low, right, high = np.array([text.get_window_extent().extents for text in shown]).reshape(-1, 4).T
    beside = (left[:, None] > right) | (left > right[:, None])
    above = (low[:, None] > high) | (low > high[:, None])
    return [(shown[i].get_text(), shown[j].get_text()) for i, j in np.argwhere(np.triu(~beside & ~above, 1))]


def outside(ax: Axes) -> list[str]:
    """Return what is written beyond the edges of the figure."""
    lay_out(ax)
    figure: Any = ax.get_figure()
    edges = figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in written(ax)]
    return [name for name, b in boxes if min(b.x0, b.y0, edges.x1 - b.x1, edges.y1 - b.y1) < -0.5]


def lay_out(ax: Axes) -> None:
    """Place all that a figure holds, as drawing it does; a glyph that no font has is told of."""
    figure: Any = ax.get_figure()
    figure.draw_without_rendering()


def as_svg(drawn: Mapping[str, Axes]) -> dict[str, str]:
    """Return each figure as SVG, which has all that a PNG shows; that both files are stable is for `test_style`."""
    found = {}
    with mpl.rc_context(style.settings()):
        for name, ax in drawn.items():
            figure: Any = ax.get_figure()
            file = StringIO()
            figure.savefig(file, format="svg", metadata={"Date": None})
            found[name] = file.getvalue()
    return found
