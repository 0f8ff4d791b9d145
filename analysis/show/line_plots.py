"""Plots of the lines: roles, noise, the judgement on one. Each takes a frame, perhaps an Axes, and returns the Axes."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.patches import Patch

from analysis.show.colours import KIND_COLOURS, QUIET, ROLE_COLOURS
from analysis.show.messages import say
from analysis.show.style import new_axes, shorten, styled
from analysis.tables.shares import SHOWN_PAGES, strips

LONGEST_QUOTE = 44  # characters of a line in a title
SCORE_MARKS = (("char_f1", "#2171b5", "o"), ("line_f1", "#f28e2b", "D"), ("page_f1", "#59a14f", "^"))


@styled
def plot_strip(lines: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each page as a strip of its lines, coloured by role.

    Parameters
    ----------
    lines : DataFrame
        With the columns ``page`` and ``role``; of many pages `analysis.tables.shares.strips` are shown.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    roles = list(ROLE_COLOURS)
    pages = strips(lines).groupby("page", sort=False)["role"].agg(list)
    longest = max(map(len, pages), default=1)
    codes = [[roles.index(r) for r in row] + [-1] * (longest - len(row)) for row in pages]
    ax = ax or new_axes(10, 2.2 + 0.17 * len(pages))
    colours = ListedColormap(["#ffffff", *ROLE_COLOURS.values()])
    norm = BoundaryNorm([x - 1.5 for x in range(len(roles) + 2)], len(roles) + 1)
    extent = (0.5, longest + 0.5, len(codes) - 0.5, -0.5)
    ax.imshow(codes, aspect="auto", cmap=colours, norm=norm, interpolation="nearest", extent=extent)
    ax.hlines([y - 0.5 for y in range(1, len(codes))], 0.5, longest + 0.5, color="white", linewidth=1.5)
    ax.set_yticks(range(len(codes)), [shorten(p, 34) for p in pages.index], fontsize=8)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(say("plot.strip_x", lang))
    ax.set_title(say("plot.strip", lang))
    handles = [Patch(color=c, label=say(f"role.{r}", lang)) for r, c in ROLE_COLOURS.items()]
    ax.legend(handles=handles, loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9)
    return ax


@styled
def plot_explanation(explanation: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw what weighed in the judgement on one line, a bar a piece of evidence.

    Parameters
    ----------
    explanation : DataFrame
        Of `analysis.explain`.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    shown = explanation.iloc[::-1]
    ax = ax or new_axes(9, 1.4 + 0.34 * len(shown))
    colours = [KIND_COLOURS["content"] if w > 0 else KIND_COLOURS["noise"] for w in shown["weight"]]
    ax.barh(range(len(shown)), shown["weight"], color=colours, height=0.62)
    ax.set_yticks(range(len(shown)), shown["said"].tolist())
    ax.axvline(0, color=QUIET, linewidth=0.8)
    reach = 1.25 * max(1.0, float(shown["weight"].abs().max()))
    ax.set_xlim(-reach, reach)
    for y, w in enumerate(shown["weight"]):
        side, align = (1, "left") if w >= 0 else (-1, "right")
        ax.text(w + side * reach * 0.015, y, f"{w:+.2f}", va="center", ha=align)
    facts = explanation.attrs
    role = say("role." + facts["role"], lang)
    verdict = say("plot.kept" if facts["keep"] else "plot.dropped", lang)
    text = facts["text"].strip()
    shortened = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    ax.set_title(f"{shortened}\n{verdict} · {role} · {facts['score']:.2f}", fontsize=11)
    ax.set_xlabel(say("plot.log_odds", lang))
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False)
    return ax


@styled
def plot_noise(shares: pd.DataFrame, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the shares of article, metadata and noise of each site as stacked bars.

    Parameters
    ----------
    shares : DataFrame
        Of `analysis.tables.shares.noise_by_site`.
    ax : Axes, optional
    lang : {"zh", "en"}

    Returns
    -------
    Axes
    """
    shares = shares.iloc[:SHOWN_PAGES]
    ax = ax or new_axes(9, 1.6 + 0.32 * len(shares))
    left = shares["content"] * 0.0
    for kind, colour in KIND_COLOURS.items():
        ax.barh(range(len(shares)), shares[kind], left=left, color=colour, label=say(f"kind.{kind}", lang), height=0.7)
        left = left + shares[kind]
    ax.set_yticks(range(len(shares)), [shorten(str(s), 24) for s in shares.index])
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.set_title(say("plot.noise", lang))
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    return ax


@styled
def plot_scores(scores: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, name: str = "method") -> Axes:
    """Draw the character, line and page F1 of several ways of judging the same pages, a row a way.

    Parameters
    ----------
    scores : DataFrame
        With the columns ``char_f1 line_f1 page_f1``, 0..1, the first row on top.
    ax : Axes, optional
    lang : {"zh", "en"}
    name : str
        The column that names the rows.

    Returns
    -------
    Axes
    """
    shown = scores.iloc[::-1]
    ax = ax or new_axes(8, 1.2 + 0.42 * len(shown))
    for column, colour, mark in SCORE_MARKS:
        ax.plot(shown[column], range(len(shown)), mark, color=colour, markersize=8, label=say(f"plot.{column}", lang))
    ax.set_yticks(range(len(shown)), shown[name].astype(str).tolist())
    ax.set_ylim(-0.6, len(shown) - 0.4)
    ax.grid(axis="y", color="#eeeeee")
    ax.set_axisbelow(True)
    ax.tick_params(left=False)
    ax.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3, frameon=False)
    return ax
