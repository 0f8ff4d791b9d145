"""Plots of the judgement: on one line, and how well ways of judging do. Each takes a frame and returns the Axes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.colours import KIND_COLOURS, QUIET
from analysis.show.lettering import SMALL, Heading, ems, squeeze
from analysis.show.messages import say
from analysis.show.style import Margins, inner, point, sheet, styled

LONGEST_QUOTE = 44  # characters of a line in a title
LONGEST_PIECE = 16.0  # ems of what a piece of evidence says
NAME = 0.33  # of the width, that the name of a way of judging may take, or as much as a piece
ROW = 1.7  # ems
SCORE_MARKS = (("char_f1", "#2171b5", "o"), ("line_f1", "#d9701a", "D"), ("page_f1", "#3f8f3b", "^"))


@styled
def plot_explanation(
    explanation: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Draw what weighed in the judgement on one line, a bar a piece of evidence.

    Parameters
    ----------
    explanation : DataFrame
        Of `analysis.explain`.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    shown, facts = explanation.iloc[::-1], explanation.attrs
    text = facts["text"].strip()
    quoted = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    verdict = say("plot.kept" if facts["keep"] else "plot.dropped", lang)
    said = f"{verdict} · {say('role.' + facts['role'], lang)} · {facts['score']:.2f}"
    names = [squeeze(str(piece), LONGEST_PIECE) for piece in shown["said"]]
    head, left = Heading(inner(size), quoted, said), max(map(ems, names), default=0.0) + 0.8
    ax = ax or sheet(size, ROW * max(1, len(shown)), head, Margins(left=left, bottom=2.8))
    colours = [KIND_COLOURS["content"] if w > 0 else KIND_COLOURS["noise"] for w in shown["weight"]]
    ax.barh(range(len(shown)), shown["weight"], color=colours, height=0.6)
    ax.set_yticks(range(len(shown)), names)
    ax.axvline(0, color=QUIET, linewidth=0.08 * point())
    reach = 1.25 * max(1.0, float(shown["weight"].abs().max()))
    ax.set_xlim(-reach, reach)
    for y, w in enumerate(shown["weight"]):
        side, align = (1, "left") if w >= 0 else (-1, "right")
        number, x = f"{w:+.2f}".replace("-", "−"), w + side * reach * 0.015
        ax.text(x, y, number, va="center", ha=align, fontsize=SMALL * point())
    ax.set_xlabel(say("plot.log_odds", lang))
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xticks([])
    head.write(ax, point(), left)
    return ax


@styled
def plot_scores(
    scores: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, name: str = "method", size: str = "screen"
) -> Axes:
    """Draw the character, line and page F1 of several ways of judging the same pages, a row a way.

    Parameters
    ----------
    scores : DataFrame
        With the columns ``char_f1 line_f1 page_f1``, 0..1, the first row on top.
    ax : Axes, optional
    lang : {"zh", "en"}
    name : str
        The column that names the rows.
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    shown = scores.iloc[::-1]
    names = [squeeze(str(way), max(LONGEST_PIECE, NAME * inner(size))) for way in shown[name]]
    key = [(say(f"plot.{column}", lang), colour) for column, colour, _ in SCORE_MARKS]
    free = Margins(left=max(map(ems, names), default=0.0) + 0.8, right=7.5, bottom=1.8)
    head = Heading(inner(size), say("plot.scores", lang), "", key)
    ax = ax or sheet(size, ROW * max(1, len(shown)), head, free)
    style: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": SMALL * point()}
    for place, (column, colour, mark) in enumerate(SCORE_MARKS):
        ax.plot(shown[column], range(len(shown)), mark, color=colour, markersize=0.7 * point())
        for y, score in enumerate(shown[column]):
            number, off = f"{score:.3f}".removeprefix("0"), ((0.4 + 2.4 * place) * point(), 0)
            ax.annotate(number, (1, y), off, ("axes fraction", "data"), color=colour, **style)
    ax.set_yticks(range(len(shown)), names)
    ax.set_ylim(-0.6, len(shown) - 0.4)
    ax.grid(axis="y", color="#eeeeee")
    ax.set_axisbelow(True)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    head.write(ax, point(), free.left)
    return ax
