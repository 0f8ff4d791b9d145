"""Plots of the topics' course over time and of their tree. Each takes frames and returns the Axes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.show.colours import PALE, QUIET, darker, group_colour, group_mark
from analysis.show.lettering import SMALL, Heading, ems, fitting, topic_names
from analysis.show.messages import say
from analysis.show.style import Margins, inner, point, room_of, sheet, styled
from analysis.topics.merges import Merge, leaves

STRIP, FULL = 3.0, 0.62  # ems of a topic's strip, and the part of it that the highest share fills
NAME = 15.0  # ems of a topic's name, where there is room
ROW = 2.0  # ems of a leaf


@styled
def plot_trends(
    trends: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Draw the topics' shares over time, a strip a topic on one scale, with one standard error as a paler top.

    Topics stand in the order of when they were mostly written about; their peaks have their number.

    Parameters
    ----------
    trends : DataFrame
        A row a period and topic, periods in order: ``period topic pages share error``, the pages those of the period.
        A strip breaks where a period has none.
    topics : DataFrame
        The table ``topics.csv``, for the names.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    periods, names = trends["period"].drop_duplicates().tolist(), topic_names(topics, min(NAME, 0.3 * inner(size)))
    courses = _in_order_of_time(trends)
    free = Margins(left=max((ems(names[topic]) for topic, _ in courses), default=0.0) + 0.8, right=1.0, bottom=2.0)
    head = Heading(inner(size), say("plot.trends", lang), say("plot.trends_said", lang))
    ax = ax or sheet(size, STRIP * max(1, len(courses)), head, free)
    highest = max(float((trends["share"] + trends["error"]).max() if len(trends) else 0.0), 1e-9)
    for y, (topic, course) in enumerate(courses):
        _draw_course(ax, y, course, highest, group_colour(topic))
    room = room_of(ax)[0]
    step = -(-sum(ems(period) + 1.0 for period in periods) // room) or 1
    shown = range(0, len(periods), int(step))
    ax.set_xticks(shown, [periods[i] for i in shown])
    ax.set_yticks([y - 0.2 for y in range(len(courses))], [names[topic] for topic, _ in courses])
    ax.set_ylim(max(len(courses), 1) - 0.97, -1.03)
    ax.set_xlim(-0.5, max(len(periods), 1) - 0.5)
    ax.tick_params(axis="y", length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    head.write(ax, point(), free.left)
    return ax


def _draw_course(ax: Axes, y: float, course: pd.DataFrame, highest: float, colour: str) -> None:
    """Draw a topic's strip above its base line, and write its highest share where it is."""
    there, edges = course["pages"].to_numpy() > 0, np.arange(len(course) + 1) - 0.5
    share, error = (np.where(there, FULL * course[c] / highest, np.nan) for c in ("share", "error"))
    ax.stairs(y - share - error, edges, baseline=y - share, fill=True, color=colour, alpha=0.3)
    ax.stairs(y - share, edges, baseline=y, fill=True, color=colour, alpha=0.9)
    ax.axhline(y, color=PALE, linewidth=0.08 * point(), zorder=0)
    peak = int(course["share"].argmax())
    top = y - np.nan_to_num(share[peak] + error[peak])
    style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": SMALL * point()}
    ax.annotate(f"{course['share'].max():.0%}", (peak, top), (0, 0.2 * point()), color=darker(colour), **style)


def _in_order_of_time(trends: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    """Return the courses of the topics, by the mean time of what was written of them."""
    found = [(int(topic), course) for topic, course in trends.groupby("topic")]  # type: ignore[arg-type]  # a number

    def middle(course: pd.DataFrame) -> float:
        weight = course["share"].to_numpy() * (course["pages"].to_numpy() > 0)
        return round(float(weight @ np.arange(len(weight)) / (weight.sum() or 1.0)), 4)

    return sorted(found, key=lambda pair: (middle(pair[1]), pair[0]))


@styled
def plot_hierarchy(
    tree: pd.DataFrame, topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Draw the tree of the topics, merged where their words are still so alike; the right edge is no likeness at all.

    Parameters
    ----------
    tree : DataFrame
        A row a merge, in order: ``left right distance members words``; nodes below the number of topics are topics,
        and row ``i`` makes the node that follows the last topic by ``i``. ``words`` are set apart by spaces.
    topics : DataFrame
        The table ``topics.csv``; its rows are the leaves.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    n, names = len(topics), topic_names(topics, min(NAME, 0.4 * inner(size)))
    free = Margins(left=max(map(ems, names.values()), default=0.0) + 0.8, right=1.2, bottom=3.0)
    head = Heading(inner(size), say("plot.hierarchy", lang), say("plot.hierarchy_said", lang))
    ax = ax or sheet(size, ROW * max(n, 1), head, free)
    merges = [Merge(*row) for row in tree[list(Merge._fields)].itertuples(index=False, name=None)]
    order = leaves(merges, n)[-1] if n else []
    alike = [max(0.0, 1.0 - merge.distance) for merge in merges]
    start = min(1.0, 1.03 * alike[0] + 0.01) if alike else 1.0
    places = {topic: (start, float(y)) for y, topic in enumerate(order)}
    for node, (x, merge) in enumerate(zip(alike, merges, strict=True), n):
        (x1, y1), (x2, y2) = places[merge.left], places[merge.right]
        ax.plot([x1, x, x, x2], [y1, y1, y2, y2], color=QUIET, linewidth=0.12 * point(), solid_joinstyle="miter")
        places[node] = (x, (y1 + y2) / 2)
    for topic in order:
        look: dict[str, Any] = {"color": group_colour(topic), "marker": group_mark(topic), "markersize": 0.7 * point()}
        ax.plot(*([v] for v in places[topic]), clip_on=False, **look)
    ax.set_xlim(start, 0.0)
    stems = {node: places[node][0] - x for x, merge in zip(alike, merges, strict=True) for node in merge[:2]}
    for node, words in enumerate(tree["words"], n):
        _write_branch(ax, places[node], stems.get(node, places[node][0]) / start, words)
    ax.set_yticks(range(n), [names[topic] for topic in order])
    ax.set_ylim(max(n, 1) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0, pad=0.6 * point())
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(say("plot.hierarchy_x", lang))
    head.write(ax, point(), free.left)
    return ax


def _write_branch(ax: Axes, place: tuple[float, float], stem: float, words: str) -> None:
    """Write how alike a branch's halves are, and above its stem what it is about, as many words as it is long."""
    alike, small, gap = f"{place[0]:.2f}".removeprefix("0"), SMALL * point(), 0.4
    room = stem * room_of(ax)[0] / SMALL - 0.5
    text = "  ".join([alike, " ".join(fitting(words.split(), room - ems(alike) - 2 * gap, gap))]).strip()
    if ems(alike) <= room:
        offset = (0.25 * point(), 0.2 * point())
        ax.annotate(text, place, offset, textcoords="offset points", fontsize=small, va="bottom")
