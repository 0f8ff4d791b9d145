"""Map: pages as points, near where they are alike, with the names of its regions on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from scipy.spatial import cKDTree

from analysis.arrays import FloatArray
from analysis.show.colours import UNSURE, darker, group_colour, group_mark
from analysis.show.lettering import SMALL, Heading, called, ems
from analysis.show.map_places import spread
from analysis.show.messages import say
from analysis.show.style import blank, inner, point, room_of, sheet, styled

SHAPE = 0.6  # height by width
INK_OF_ALL = 90.0  # square ems that all points together take, as far as `LARGEST` and `SMALLEST` allow
LARGEST, SMALLEST, EDGED = 0.85, 0.2, 0.3  # ems across a point, and from where it has a white edge
LONGEST, HIGH = 12.0, 1.5  # ems of a name on the map, and how high it is
NEAR = 0.06  # of the width of the map, within which pages are neighbours
STEPS = [(x, y) for y in range(-5, 6) for x in range(-8, 9, 2)]  # ems off a region's middle
COVERED = 300.0  # what a name costs that covers all points of the map, in ems off its place


@styled
def plot_map(
    pages: pd.DataFrame, clusters: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Draw the pages as points, near where they are alike, each cluster's name and number of pages where it is densest.

    Crowded parts are stretched (`spread`).

    Parameters
    ----------
    pages : DataFrame
        With the columns ``x``, ``y`` and ``cluster``.
    clusters : DataFrame
        The table ``clusters.csv``, for the names.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    groups = {int(c): rows for c, rows in pages.dropna(subset=["cluster"]).groupby("cluster")}  # type: ignore[arg-type]  # a number
    stray = pages[pages["cluster"].isna()]
    key = [(f"{say('report.unassigned', lang)} {len(stray)}", UNSURE)] if len(stray) else []
    title = say("plot.map", lang, pages=len(pages), n=len(groups))
    head = Heading(inner(size), title, say("plot.map_said", lang), key)
    room = room_of(ax) if ax else (inner(size), SHAPE * inner(size))
    ax = ax or sheet(size, room[1], head)
    blank(ax, room[1])
    at = _placed(pages, room)
    broad = float(np.clip((INK_OF_ALL / max(1, len(pages))) ** 0.5, SMALLEST, LARGEST)) * room[0] / inner("screen")
    marks: dict[str, Any] = {
        "s": (broad * point()) ** 2,
        "linewidth": 0.05 * point() * (broad > EDGED),
        "edgecolor": "white",
    }
    of_groups = ((rows, group_colour(c), group_mark(c)) for c, rows in groups.items())
    for rows, colour, mark in ((stray, UNSURE, "o"), *of_groups):
        if len(rows):
            ax.scatter(*at[pages.index.get_indexer(rows.index)].T, color=colour, marker=mark, alpha=0.85, **marks)
    names = dict(zip(clusters["cluster"], clusters["label"], strict=True))
    regions = [_region(at, pages, rows, c, str(names.get(c, ""))) for c, rows in groups.items()]
    for region, (x, y) in zip(regions, settled(regions, room, at), strict=True):
        text = ax.text(x, y, region.name, fontsize=SMALL * point(), color=darker(group_colour(region.cluster)))
        text.set(ha="center", va="center", path_effects=[withStroke(linewidth=0.3 * point(), foreground="white")])
    head.write(ax, point())
    return ax


class Region(NamedTuple):
    """A cluster's name, and the middle of where its pages lie densest, in ems."""

    cluster: int
    name: str
    middle: tuple[float, float]
    pages: int


def _placed(pages: pd.DataFrame, room: tuple[float, float]) -> FloatArray:
    """Return the places of pages in ems of the sheet."""
    found = np.empty((len(pages), 2))
    for axis, (column, wide) in enumerate(zip(("x", "y"), room, strict=True)):
        found[:, axis] = 1.0 + (wide - 2.0) * spread(pages[column].to_numpy(np.float64))
    found[:, 1] = room[1] - found[:, 1]
    return found


def _region(at: FloatArray, pages: pd.DataFrame, rows: pd.DataFrame, cluster: int, label: str) -> Region:
    """Find where a cluster is densest: the mean of the neighbours of the page that has most of them."""
    own = at[pages.index.get_indexer(rows.index)]
    near = cKDTree(own).query_ball_point(own, NEAR * float(np.ptp(at[:, 0])) + 1.0)
    dense = own[near[int(np.argmax([len(n) for n in near]))]].mean(axis=0)
    return Region(cluster, f"{called(label, LONGEST)} {len(rows):,}", (float(dense[0]), float(dense[1])), len(rows))


def settled(regions: Sequence[Region], room: tuple[float, float], at: FloatArray) -> list[tuple[float, float]]:
    """Place names near their regions' middles, the largest first, upon no other name and upon few points.

    By hand, as libraries that set labels apart start from chance and let names drift out of their regions.
    """
    boxes: dict[int, tuple[float, float, float]] = {}
    for i in sorted(range(len(regions)), key=lambda i: -regions[i].pages):
        half = SMALL * ems(regions[i].name) / 2 + 0.2
        x0, y0 = (
            float(np.clip(v, edge, wide - edge))
            for v, edge, wide in zip(regions[i].middle, (half, HIGH / 2), room, strict=True)
        )
        costs = []
        for dx, dy in STEPS:
            x, y = x0 + dx, y0 + dy
            out = max(0.0, half - x, x + half - room[0], HIGH / 2 - y, y + HIGH / 2 - room[1])
            over = sum(max(0.0, half + h - abs(x - bx)) * max(0.0, HIGH - abs(y - by)) for bx, by, h in boxes.values())
            covered = int(np.sum((np.abs(at[:, 0] - x) < half + 0.3) & (np.abs(at[:, 1] - y) < HIGH / 2 + 0.3)))
            costs.append(
                round(
                    1e4 * (out > 0) + 1e3 * over + COVERED * covered / max(1, len(at)) + (dx * dx / 4 + dy * dy) ** 0.5,
                    6,
                )
            )
        dx, dy = STEPS[int(np.argmin(costs))]
        boxes[i] = (x0 + dx, y0 + dy, half)
    return [boxes[i][:2] for i in range(len(regions))]
