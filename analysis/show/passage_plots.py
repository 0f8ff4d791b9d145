"""Passages: where in each of a few pages the topics speak."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.show.colours import UNSURE, group_colour
from analysis.show.messages import say
from analysis.show.style import new_axes, shorten, styled

ROOMY = 12  # pages up to which each has a row of the height of a line of text


@styled
def plot_passages(passages: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the article of each page as a bar from its first line to its last, each line in the colour of its topic.

    Parameters
    ----------
    passages : DataFrame
        Of `analysis.tables.shares.passages`.
    topics : DataFrame
        With the columns ``topic`` and ``label``.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    pages = list(passages.groupby("page", sort=False))
    row, points = (0.34, 10) if len(pages) <= ROOMY else (0.17, 8)
    ax = ax or new_axes(9, 1.6 + max(row * len(pages), 0.24 * len(topics)))
    for y, (_, own) in enumerate(pages):
        ends = own["size"].cumsum()
        colours = [UNSURE if pd.isna(topic) else group_colour(topic) for topic in own["topic"]]
        ax.barh([y] * len(own), own["size"], left=ends - own["size"], color=colours, height=0.7, linewidth=0)
    ax.set_yticks(range(len(pages)), [shorten(str(page), 26) for page, _ in pages], fontsize=points)
    ax.set_ylim(len(pages) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(say("plot.passages_x", lang))
    ax.set_title(say("plot.passages", lang))
    handles = [Patch(color=group_colour(row.topic), label=str(row.label)) for row in topics.itertuples()]
    if passages["topic"].isna().any():
        handles.append(Patch(color=UNSURE, label=say("report.unassigned", lang)))
    ax.legend(handles=handles, loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    return ax
