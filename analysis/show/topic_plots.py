"""Plots of the topics: their words, and how their number was chosen. Each takes a frame and returns the Axes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from analysis.show.colours import INK, NOISY, PALE, QUIET, UNSURE, darker, group_colour
from analysis.show.lettering import LARGE, SMALL, Heading, ems, squeeze
from analysis.show.messages import say
from analysis.show.style import Margins, blank, inner, point, room_of, sheet, styled
from analysis.tables.contract import SUPPORTED
from analysis.topics.resamples import RESAMPLES

PANEL, BETWEEN = 15.5, 1.8  # ems that a topic's panel needs, and that are left beside it
SHOWN_WORDS, LINE, TOP = 8, 1.4, 2.1  # words of a panel, ems a word, and ems above the first
WORD_PART = 0.5  # of a panel's width, that words may take
DOT = 0.5  # ems from one dot to the next
PARTS = ("score", "coherence", "stability", "redundancy", "modularity")
CLEAR = ("plot.choice_clear", "plot.choice_clear_said")
UNCLEAR = ("plot.choice_unclear", "plot.choice_unclear_said")


@styled
def plot_topics(topics: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen") -> Axes:
    """Draw a panel a topic: its share, in how many resamples it came back, and its words by weight.

    Parameters
    ----------
    topics : DataFrame
        The table ``topics.csv``. Without its column ``weights``, as older runs have it, words stand without bars.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    head = Heading(inner(size), say("plot.topics", lang, n=len(topics)), say("plot.topics_said", lang))
    room = room_of(ax)[0] if ax else inner(size)
    across = max(1, min(len(topics), int((room + BETWEEN) / (PANEL + BETWEEN))))
    down = -(-len(topics) // across)
    panel = TOP + SHOWN_WORDS * LINE + 1.0
    height = max(1, down) * panel
    ax = ax or sheet(size, height, head)
    step = (blank(ax, height) + BETWEEN) / across
    ranked = [_ranked(row) for row in topics.to_dict("records")]
    for place, (row, words) in enumerate(zip(topics.to_dict("records"), ranked, strict=True)):
        x, y = place % across * step, place // across * panel
        sure = row["support"] >= SUPPORTED
        colour = group_colour(row["topic"]) if sure else UNSURE
        _write_share(ax, (x, y, step - BETWEEN), row, colour, lang)
        _draw_words(ax, (x, y + TOP, step - BETWEEN), words, colour)
    head.write(ax, point())
    return ax


Place = tuple[float, float, float]  # left, top and width of a part of a figure, in ems
Ranked = list[tuple[str, float]]


def _ranked(row: dict[Any, Any]) -> Ranked:
    """Return the words of a topic with their weights, the heaviest first."""
    words = row["words"].split()
    weights = [float(w) for w in str(row.get("weights", "")).split()] or [0.0] * len(words)
    return sorted(zip(words, weights, strict=True), key=lambda pair: -pair[1])[:SHOWN_WORDS]


def _write_share(ax: Axes, place: Place, row: dict[Any, Any], colour: str, lang: str) -> None:
    """Write a topic's share and number, and a dot for each resample, filled where the topic came back."""
    (x, y, width), font = place, point()
    share = f"{row['share']:.0%}"
    ax.text(x, y + 0.7, share, fontsize=LARGE * font, color=darker(colour), va="center")
    name = say("plot.topic_n", lang, n=row["topic"])
    ax.text(x + LARGE * ems(share) + 0.6, y + 0.8, name, fontsize=SMALL * font, color=QUIET, va="center")
    for i in range(RESAMPLES):
        face = colour if i < round(row["support"] * RESAMPLES) else "white"
        centre = (x + width - (RESAMPLES - i - 0.5) * DOT, y + 0.75)
        ax.add_patch(Circle(centre, 0.17, facecolor=face, edgecolor=colour, linewidth=0.06 * font))


def _draw_words(ax: Axes, place: Place, words: Ranked, colour: str) -> None:
    """Write words below each other, each with a bar as long as its weight, the heaviest with its number."""
    x, y, width = place
    shown = [squeeze(word, WORD_PART * width) for word, _ in words]
    start = max(map(ems, shown), default=0.0) + 0.6
    longest, heaviest = width - start - 2.6, words[0][1] if words else 0.0  # room for the number at the end
    for i, (word, (_, weight)) in enumerate(zip(shown, words, strict=True)):
        ax.text(x, y + (i + 0.5) * LINE, word, va="center")
        bar = (x + start, y + (i + 0.5) * LINE - 0.42)
        ax.add_patch(Rectangle(bar, longest * weight / (heaviest or 1.0), 0.84, color=colour, alpha=0.85, linewidth=0))
    if heaviest:
        end = x + start + longest + 0.3
        ax.text(end, y + 0.5 * LINE, f"{heaviest:.1%}", fontsize=SMALL * point(), color=QUIET, va="center")


@styled
def plot_choice(choices: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen") -> Axes:
    """Draw how each candidate number of topics scores, and say what was decided and how sure that is.

    Parameters
    ----------
    choices : DataFrame
        A row a candidate, in rising order: ``n_topics score score_error coherence stability redundancy modularity``;
        ``chosen`` and ``runner_up``, true in one row at most; ``clear``, whether every half of the pages alone says
        the chosen number too (read in its row).
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    title, said = _verdict(choices, lang)
    head, free = Heading(inner(size), title, said), Margins(left=3.4, bottom=3.0)
    ax = ax or sheet(size, 16.0, head, free)
    x, score, font = range(len(choices)), choices["score"], point()
    ax.fill_between(x, score - choices["score_error"], score + choices["score_error"], color=PALE, linewidth=0)
    ax.plot(x, score, "o-", color=INK, markersize=0.35 * font)
    for column, face in (("chosen", NOISY), ("runner_up", "white")):
        for place, row in enumerate(choices.to_dict("records")):
            if row[column]:
                _mark(ax, place, row, column, face)
    if len(choices):
        crowded = len(choices) * 2.2 > room_of(ax)[0]
        shown = [i for i in x if not crowded or i % 2 == 0 or choices["chosen"].iloc[i]]
        ax.set_xticks(shown, choices["n_topics"].iloc[shown].astype(str).tolist())
        ax.margins(x=0.03, y=0.25)
    ax.set_xlabel(say("plot.choice_x", lang))
    ax.grid(axis="y", color="#eeeeee")
    ax.spines["left"].set_visible(False)
    ax.tick_params(length=0)
    ax.set_axisbelow(True)
    head.write(ax, font, free.left)
    return ax


def _mark(ax: Axes, place: int, row: dict[Any, Any], column: str, face: str) -> None:
    """Ring a candidate and write its number above."""
    font, ring = point(), {"markeredgecolor": NOISY, "markeredgewidth": 0.18 * point()}
    ax.plot([place], [row["score"]], "o", markersize=0.9 * font, color=face, label=column, zorder=3, **ring)  # type: ignore[arg-type]  # matplotlib takes them
    large = LARGE if column == "chosen" else SMALL
    above = (0, (0.9 if column == "chosen" else 0.8) * font)
    place_of = (place, row["score"] + row["score_error"])
    style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "color": NOISY, "fontsize": large * font}
    ax.annotate(str(row["n_topics"]), place_of, above, **style)


def _verdict(choices: pd.DataFrame, lang: str) -> tuple[str, str]:
    """Say which number is recommended, and what speaks for it and against."""
    chosen, second = choices[choices["chosen"]], choices[choices["runner_up"]]
    if chosen.empty:
        return say("plot.choice", lang), ""
    best = chosen.iloc[0]
    parts = say("plot.choice_parts", lang, **{k: f"{best[k]:.2f}" for k in PARTS})
    if second.empty:
        return say("plot.choice_alone", lang, k=int(best["n_topics"])), parts
    other = second.iloc[0]
    values = {"lead": f"{best['score'] - other['score']:.2f}", "second": int(other["n_topics"])}
    title, said = CLEAR if bool(best["clear"]) else UNCLEAR
    return say(title, lang, k=int(best["n_topics"])), say(said, lang, **values) + parts
