"""Passages: where in each of a few pages the topics speak."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.colours import UNSURE, begins_anew, group_colour, group_swatch
from analysis.show.lettering import Heading, ems, squeeze, topic_names
from analysis.show.messages import say
from analysis.show.style import Margins, inner, point, sheet, styled
from analysis.tables.shares import MOST_PAGES, passages

ROOMY = 12  # pages up to which a row is as high as a line of text and its space
ROW, CLOSE = 2.0, 1.25  # ems of a row with room and without
HATCH = "////"  # of topics whose colour is that of one before
NAME, TOPIC = 14.0, 12.0  # ems of a page's and of a topic's name at most


@styled
def plot_passages(
    lines: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Draw the article of each page as a bar from its first line to its last, each line in the colour of its topic.

    Parameters
    ----------
    lines : DataFrame
        The table ``lines.csv``, or what `analysis.tables.shares.passages` makes of it.
    topics : DataFrame
        With the columns ``topic`` and ``label``.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    pieces = lines if "size" in lines else passages(lines)
    pages = list(pieces.groupby("page", sort=False))
    names = [squeeze(str(page), min(NAME, 0.3 * inner(size))) for page, _ in pages]
    free = Margins(left=max(map(ems, names), default=0.0) + 0.8, right=1.0, bottom=3.0)
    key = [(name, group_colour(t), group_swatch(t)) for t, name in topic_names(topics, TOPIC).items()]
    if pieces["topic"].isna().any():
        key.append((say("report.unassigned", lang), UNSURE, group_swatch(0)))
    of = pieces.attrs.get("of", 0)
    some = say("plot.passages_some", lang, n=len(pages), of=of) if of > MOST_PAGES else ""
    head = Heading(inner(size), say("plot.passages", lang), some, key)
    ax = ax or sheet(size, (ROW if len(pages) <= ROOMY else CLOSE) * max(1, len(pages)), head, free)
    for y, (_, own) in enumerate(pages):
        ends = own["size"].cumsum()
        colours = [UNSURE if pd.isna(topic) else group_colour(topic) for topic in own["topic"]]
        bars = ax.barh([y] * len(own), own["size"], left=ends - own["size"], color=colours, height=0.7, linewidth=0)
        for bar, topic in zip(bars, own["topic"], strict=True):
            if not pd.isna(topic) and begins_anew(topic):
                bar.set(hatch=HATCH, edgecolor="white")
    ax.set_yticks(range(len(pages)), names)
    ax.set_ylim(len(pages) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(say("plot.passages_x", lang))
    head.write(ax, point(), free.left)
    return ax
