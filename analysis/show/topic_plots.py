"""Plots of the topics: words, number, map, before and after. Each takes frames, perhaps Axes, and returns the Axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.show.colours import INK, NOISY, QUIET, UNSURE, group_colour
from analysis.show.messages import say
from analysis.show.style import (
    MOST_NUMBERED,
    SMALL,
    ems,
    new_axes,
    side_legend,
    styled,
)
from analysis.tables.contract import SUPPORTED

PARTS = (
    ("plot.modularity", "#f28e2b", "s"), ("plot.coherence", "#4e79a7", "D"),
    ("plot.stability", "#59a14f", "^"), ("plot.redundancy", "#b07aa1", "v"),
)  # fmt: skip
EM = 1.22  # per cent of the width of "before and after" that a character of its text takes


@styled
def plot_topics(topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each topic's share as a bar with its words beside it; unstable topics are grey.

    Parameters
    ----------
    topics : DataFrame
        The table ``topics.csv``.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    ax = ax or new_axes(11, 1.4 + 0.42 * len(topics))
    colours = [
        group_colour(t) if s >= SUPPORTED else UNSURE for t, s in zip(topics["topic"], topics["support"], strict=True)
    ]
    rows = range(len(topics))
    ax.barh(rows, topics["share"], color=colours, height=0.66)
    widest = float(topics["share"].max()) if len(topics) else 1.0
    for y, share, words in zip(rows, topics["share"], topics["words"], strict=True):
        ax.text(share + 0.02 * widest, y, "  ".join(words.split()[:8]), va="center", fontsize=10)
    ax.set_yticks(rows, [say("plot.topic_n", lang, n=t) for t in topics["topic"]])
    ax.set_xlim(0, 2.1 * widest)
    ax.set_xticks([0, widest], ["0", f"{widest:.0%}"])
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.spines["bottom"].set_visible(False)
    ax.set_title(say("plot.topics", lang))
    if (topics["support"] < SUPPORTED).any():
        ax.text(0, len(topics) + 0.1, say("plot.unstable", lang), fontsize=9, color=QUIET, va="center")
    return ax


@styled
def plot_map(pages: pd.DataFrame, clusters: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the pages as points, near where they are alike, coloured by cluster.

    Parameters
    ----------
    pages : DataFrame
        With the columns ``x``, ``y`` and ``cluster``.
    clusters : DataFrame
        The table ``clusters.csv``, for the legend.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    ax = ax or new_axes(9.5, 6)
    size = 60 if len(pages) < 200 else 18 if len(pages) < 2_000 else 5
    names = dict(zip(clusters["cluster"], clusters["label"], strict=True))
    for cluster, members in pages.groupby("cluster", dropna=False):
        known = not pd.isna(cluster)
        name = f"{cluster}  {names.get(cluster, '')}" if known else say("report.unassigned", lang)
        colour = group_colour(cluster) if known else "#cccccc"
        ax.scatter(members["x"], members["y"], s=size, color=colour, edgecolor="white", linewidth=0.5, label=name)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    ax.margins(0.06)
    ax.set_title(say("plot.map", lang))
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9, markerscale=1.0)
    return ax


@styled
def plot_before_after(before: pd.DataFrame, after: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Write the topics of all text beside the topics of the articles; words of dropped lines stand out.

    Parameters
    ----------
    before : DataFrame
        The table ``topics_before.csv``.
    after : DataFrame
        The table ``topics.csv``.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    rows = max(len(before), len(after), 1)
    ax = ax or new_axes(12, 1.6 + 0.42 * rows)
    ax.set_xlim(0, 100)
    ax.set_ylim(rows + 0.2, -1)
    ax.axis("off")
    columns: tuple[tuple[int, Any, list[set[str]], str], ...] = (
        (0, before["words"], [set(w.split()) for w in before["noise_words"]], say("plot.before", lang)),
        (51, after["words"], [set() for _ in after["words"]], say("plot.after", lang)),
    )
    for x, words, noisy, title in columns:
        ax.text(x, -0.6, title, fontsize=12, va="center")
        for y, (row, marked) in enumerate(zip(words, noisy, strict=True)):
            ax.axhspan(y - 0.02, y + 0.82, x / 100, (x + 48) / 100, color="#f4f1ea", zorder=0)
            _write_words(ax, x + 1, y + 0.4, row.split()[:9], marked)
    ax.text(0, rows + 0.12, say("plot.noise_word", lang), fontsize=9, color=NOISY, va="center")
    ax.set_title(say("plot.before_after", lang))
    return ax


def _write_words(ax: Axes, x: float, y: float, words: Sequence[str], marked: set[str]) -> None:
    """Write words one behind the other, in even steps by their width."""
    for word in words:
        ax.text(x, y, word, fontsize=10, va="center", color=NOISY if word in marked else INK)
        x += EM * ems(word) + 1.3


@styled
def plot_choice(choices: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw how each candidate number of topics scores, and what the score is made of in paler lines.

    Parameters
    ----------
    choices : DataFrame
        A row a candidate, in rising order: ``n_topics score score_error coherence stability redundancy modularity``,
        and perhaps ``coherence_error`` and so on; ``chosen`` and ``runner_up``, true in one row at most; ``clear``,
        whether the chosen one leads clearly (read in its row).
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    ax = ax or new_axes(9.5, 4.8)
    x = range(len(choices))
    for key, colour, mark in PARTS:
        part = key.removeprefix("plot.")
        pale: dict[str, Any] = {"color": colour, "alpha": 0.6, "marker": mark, "markersize": 4, "linewidth": 1}
        ax.errorbar(x, choices[part], choices.get(f"{part}_error"), label=say(key, lang), **pale)
    bold: dict[str, Any] = {"color": INK, "marker": "o", "markersize": 4, "capsize": 3, "zorder": 4}  # above the rings
    ax.errorbar(x, choices["score"], choices["score_error"], label=say("plot.score", lang), **bold)
    for key, colour in (("plot.chosen", NOISY), ("plot.runner_up", "white")):
        for place in np.flatnonzero(choices[key.removeprefix("plot.")]).tolist():
            ring: dict[str, Any] = {"markersize": 11, "color": colour, "markeredgecolor": NOISY, "markeredgewidth": 2}
            ax.plot([place], choices["score"].iloc[[place]], "o", zorder=3, label=say(key, lang), **ring)
    ax.set_xticks(x, choices["n_topics"].astype(str).tolist())
    ax.tick_params(axis="x", length=0, labelsize=SMALL if len(choices) > MOST_NUMBERED else None)
    ax.set_xlabel(say("plot.choice_x", lang))
    ax.grid(axis="y", color="#eeeeee")
    ax.set_axisbelow(True)
    ax.set_title(_verdict(choices, lang))
    side_legend(ax)
    return ax


def _verdict(choices: pd.DataFrame, lang: str) -> str:
    """Say which number is recommended, which comes second, and whether the lead is clear."""
    chosen, second = choices[choices["chosen"]], choices[choices["runner_up"]]
    if chosen.empty:
        return say("plot.choice", lang)
    best = int(chosen["n_topics"].iloc[0])
    if second.empty:
        return say("plot.choice_alone", lang, k=best)
    key = "plot.choice_clear" if bool(chosen["clear"].iloc[0]) else "plot.choice_unclear"
    return say(key, lang, k=best, second=int(second["n_topics"].iloc[0]))
