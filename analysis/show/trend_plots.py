"""Plots of the topics' course over time, their sites and their tree. Each takes frames and perhaps an Axes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch, Rectangle

from analysis.show.colours import INK, NOISY, QUIET, group_colour
from analysis.show.messages import say
from analysis.show.style import (
    LONGEST_NAME,
    MOST_NUMBERED,
    SMALL,
    ems,
    new_axes,
    shorten,
    side_legend,
    styled,
    topic_names,
)
from analysis.topics.merges import Merge, leaves

STRIP, FULL = 0.5, 0.85  # inches of a topic's strip, and the part of it that the highest share fills
BESIDE_NAMES = 0.8  # of an Axes' width, that is left when long names stand beside it
PALE = "#dcdcdc"
TICK_ROOM = 72  # characters that fit below the time axis
MOST_SITES = 24  # columns of a heat map that stay readable
HEAT = LinearSegmentedColormap.from_list("heat", ("#f7f9fb", "#c6dbef", "#4292c6", "#08306b"))
DARK = 0.7  # of the highest share, from which a number is white
ROW = 0.34  # inches a row


@styled
def plot_trends(trends: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the topics' shares over time, a strip a topic on one scale, with one standard error as a paler top.

    Parameters
    ----------
    trends : DataFrame
        A row a period and topic, periods in order: ``period topic pages share error``, the pages those of the period.
        A strip breaks where a period has none.
    topics : DataFrame
        The table ``topics.csv``, for the names.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    periods, names = trends["period"].drop_duplicates().tolist(), topic_names(topics)
    courses = [(int(topic), course) for topic, course in trends.groupby("topic")]  # type: ignore[arg-type]  # a number
    ax = ax or new_axes(11, 1.6 + STRIP * len(courses))
    highest = max(float((trends["share"] + trends["error"]).max() if len(trends) else 0.0), 1e-9)
    edges = np.arange(len(periods) + 1) - 0.5
    for y, (topic, course) in enumerate(courses):
        colour, there = group_colour(topic), course["pages"].to_numpy() > 0
        share, error = (np.where(there, FULL * course[c] / highest, np.nan) for c in ("share", "error"))
        ax.stairs(y - share - error, edges, baseline=y - share, fill=True, color=colour, alpha=0.3)
        ax.stairs(y - share, edges, baseline=y, fill=True, color=colour, alpha=0.9)
        ax.axhline(y, color=PALE, linewidth=0.8, zorder=0)
        said = f"{course['share'].max():.0%}  {periods[int(course['share'].argmax())]}"
        ax.text(edges[-1] + 0.2, y - 0.3, said, fontsize=SMALL, color=QUIET, va="center")
    step = -(-sum(len(p) + 2 for p in periods) // TICK_ROOM) or 1
    ax.set_xticks(range(0, len(periods), step), periods[::step])
    ax.set_yticks([y - 0.3 for y in range(len(courses))], [names[topic] for topic, _ in courses])
    ax.set_ylim(len(courses) - 0.8, -1.05)
    ax.set_xlim(-0.5, max(len(periods), 1) - 0.5)
    ax.tick_params(axis="y", length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set_title(say("plot.trends", lang))
    return ax


@styled
def plot_sites(sites: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw which topics each site writes about as a heat map; a topic that is one site's own is framed there.

    Parameters
    ----------
    sites : DataFrame
        A row a site and topic: ``site topic pages share``, the share of the topic in the site's pages. Of more than
        `MOST_SITES` sites those that own a topic are shown, and those with most pages.
    topics : DataFrame
        The table ``topics.csv`` with the column ``site``: the owner, or empty.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    owners = dict(zip(topics["topic"], topics["site"], strict=True))
    pages = sites.groupby("site")["pages"].first().sort_values(ascending=False, kind="stable")
    first = sorted(pages.index, key=lambda site: site not in set(owners.values()))[:MOST_SITES]
    shown = [site for site in pages.index if site in first]
    shares = sites.pivot_table(index="topic", columns="site", values="share").reindex(columns=shown)
    ax = ax or new_axes(max(7.5, 4.6 + 0.46 * len(shown)), 2.4 + ROW * len(shares))
    highest = max(float(np.max(shares.to_numpy(), initial=0.0)), 1e-9)
    if shown:
        ax.pcolormesh(shares.to_numpy(), cmap=HEAT, vmin=0, vmax=highest, edgecolors="white", linewidth=1.5)
    ax.set_yticks(np.arange(len(shares)) + 0.5, [topic_names(topics)[topic] for topic in shares.index])
    labels = [f"{shorten(site, LONGEST_NAME)} ({pages[site]})" for site in shown]
    ax.set_xticks(np.arange(len(shown)) + 0.5, labels, rotation=40, ha="right", rotation_mode="anchor")
    ax.tick_params(length=0)
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)
    if len(shown) <= MOST_NUMBERED:
        _number_cells(ax, shares.to_numpy(), highest)
    frame: dict[str, Any] = {"fill": False, "edgecolor": NOISY, "linewidth": 2.5, "clip_on": False}
    for y, topic in enumerate(shares.index):
        if owners[topic] in shown:
            ax.add_patch(Rectangle((shown.index(owners[topic]), y), 1, 1, **frame))
    ax.set_title(say("plot.sites", lang))
    if len(pages) > len(shown):
        ax.set_xlabel(say("plot.sites_more", lang, n=len(pages) - len(shown)))
    handles = [Patch(color=HEAT(part), label=f"{part * highest:.0%}") for part in (1.0, 0.5, 0.25, 0.0)]
    if any(owners.values()):
        handles.append(Patch(label=say("plot.owned", lang), **frame))
    side_legend(ax, handles=handles)
    return ax


def _number_cells(ax: Axes, shares: Any, highest: float) -> None:  # noqa: ANN401  # an array
    """Write the shares into the cells, white on dark; nothing where it would say 0 %."""
    for (y, x), share in np.ndenumerate(shares):
        if share >= 0.005:
            colour = "white" if share > DARK * highest else INK
            ax.text(x + 0.5, y + 0.5, f"{share:.0%}", ha="center", va="center", fontsize=SMALL, color=colour)


@styled
def plot_hierarchy(tree: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the tree of the topics from left to right, with the words of a branch where there is room for them.

    Parameters
    ----------
    tree : DataFrame
        A row a merge, in order: ``left right distance members words``; nodes below the number of topics are topics,
        and row ``i`` makes the node that follows the last topic by ``i``. ``words`` are set apart by spaces.
    topics : DataFrame
        The table ``topics.csv``; its rows are the leaves.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    n = len(topics)
    ax = ax or new_axes(11, 1.6 + ROW * max(n, 1))
    merges = [Merge(*row) for row in tree[list(Merge._fields)].itertuples(index=False, name=None)]
    order = leaves(merges, n)[-1] if n else []
    near, far = (merges[0].distance, merges[-1].distance) if merges else (1.0, 1.0)
    start, end = max(0.0, near - max(0.05, 0.2 * (far - near))), far + max(0.02, 0.05 * (far - near))
    places = {topic: (start, float(y)) for y, topic in enumerate(order)}
    for node, (left, right, x, _) in enumerate(merges, n):
        (x1, y1), (x2, y2) = places[left], places[right]
        ax.plot([x1, x, x, x2], [y1, y1, y2, y2], color=QUIET, linewidth=1.1, solid_joinstyle="miter")
        places[node] = (x, (y1 + y2) / 2)
    ax.set_xlim(start, end)
    stems = {node: merge.distance - places[node][0] for merge in merges for node in merge[:2]}
    for node, words in enumerate(tree["words"], n):
        _write_branch(ax, places[node], stems.get(node, 0.0), words)
    ax.set_yticks(range(n), [topic_names(topics)[topic] for topic in order])
    ax.set_ylim(n - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(say("plot.hierarchy_x", lang))
    ax.set_title(say("plot.hierarchy", lang))
    return ax


def _write_branch(ax: Axes, place: tuple[float, float], stem: float, words: str) -> None:
    """Write what a branch is about above its stem, as many words as the stem is long."""
    start, end = ax.get_xlim()
    points = 72 * BESIDE_NAMES * ax.get_window_extent().width / ax.figure.dpi
    room = stem / (end - start) * points / SMALL - 1  # in Chinese characters
    text = ""
    for word in words.split():
        longer = f"{text} {word}".strip()
        if ems(longer) > room:
            break
        text = longer
    if text:
        ax.annotate(text, place, (3, 2), textcoords="offset points", fontsize=SMALL, va="bottom")
