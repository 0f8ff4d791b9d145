"""Pairing: the topics of all text beside those of the articles, and which leads to which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.show.colours import INK, NOISY, PALE, QUIET, group_colour
from analysis.show.lettering import SMALL, Heading, ems, fitting
from analysis.show.messages import say
from analysis.show.style import blank, inner, point, sheet, styled

ROW, WORD, GAP, BAR, OFF = 2.1, 0.15, 0.7, 0.4, 0.6  # ems: a row, a word of a bar, between words, a bar, beside it
MIDDLE = 0.17  # of the width, that is left for what leads from one side to the other
LEAST = 2  # words that a topic before and one after must share for one to lead to the other


class Link(NamedTuple):
    """So many words of a topic before are words of a topic after."""

    before: int
    after: int
    shared: int


@styled
def plot_before_after(
    before: pd.DataFrame, after: pd.DataFrame, ax: Axes | None = None, lang: str = "zh", *, size: str = "screen"
) -> Axes:
    """Write the topics of all text beside the topics of the articles, bands leading where they share words.

    A band is as broad as the words shared are many; words that stand mostly in dropped lines are marked.

    Parameters
    ----------
    before : DataFrame
        The table ``topics_before.csv``.
    after : DataFrame
        The table ``topics.csv``.
    ax : Axes, optional
    lang : {"zh", "en"}
    size : {"screen", "column", "page", "slide"}

    Returns
    -------
    Axes
    """
    words = [[row.split() for row in table["words"]] for table in (before, after)]
    noisy = [set(row.split()) for row in before["noise_words"]]
    links = linked(*words)
    order = facing(links, noisy)
    height = max(len(before), len(after), 1) * ROW + 1.8
    ax = ax or sheet(size, height, _heading(before, words[0], noisy, size, lang))
    side = (1 - MIDDLE) / 2 * blank(ax, height) - BAR
    sides = _Sides(side + BAR / 2, ax.get_xlim()[1] - side - BAR / 2)
    for x, key in ((0, "plot.before"), (sides.right + BAR, "plot.after")):
        ax.text(x, 0.6, say(key, lang), fontsize=SMALL * point(), color=QUIET, va="center")
    rows = {topic: place for place, topic in enumerate(order)}
    _draw_bands(ax, sides, links, rows)
    for topic, place in rows.items():
        _write_before(ax, sides.left, place, words[0][topic], noisy[topic], [k for k in links if k.before == topic])
    for topic, row in enumerate(words[1]):
        _write_after(ax, sides.right, topic, row)
    _heading(before, words[0], noisy, size, lang).write(ax, point())
    return ax


class _Sides(NamedTuple):
    """Where the bars of both sides stand."""

    left: float
    right: float


def linked(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[Link]:
    """Return which topics before share `LEAST` words or more with which after, in their order."""
    counted = (Link(b, a, len({*one} & {*other})) for b, one in enumerate(before) for a, other in enumerate(after))
    return [link for link in counted if link.shared >= LEAST]


def facing(links: Sequence[Link], noisy: Sequence[set[str]]) -> list[int]:
    """Return the topics before, each as near as may be to what it leads to; those that lead nowhere last."""

    def place(topic: int) -> tuple[float, int, int]:
        own = [link for link in links if link.before == topic]
        middle = sum(k.after * k.shared for k in own) / sum(k.shared for k in own) if own else float("inf")
        return middle, len(noisy[topic]), topic

    return sorted(range(len(noisy)), key=place)


def _heading(before: pd.DataFrame, words: list[list[str]], noisy: list[set[str]], size: str, lang: str) -> Heading:
    n, dropped = sum(map(len, words)), sum(map(len, noisy))
    said = say("plot.before_after_said", lang, n=n, dropped=dropped) if len(before) else ""
    key = [(say("plot.noise_word", lang), NOISY)] if dropped else []
    return Heading(inner(size), say("plot.before_after", lang), said, key)


def _middle(place: int) -> float:
    return 1.5 + (place + 0.5) * ROW


def _draw_bands(ax: Axes, sides: _Sides, links: Sequence[Link], rows: dict[int, int]) -> None:
    """Draw the bands, each below the one before it at both of its ends."""
    starts = {topic: _middle(place) - 5 * WORD for topic, place in rows.items()}
    ends: dict[int, float] = {}
    for link in sorted(links, key=lambda k: (k.after, rows[k.before])):
        ends.setdefault(link.after, _middle(link.after) - WORD * 5)
    begun = {}
    for link in sorted(links, key=lambda k: (rows[k.before], k.after)):
        begun[link] = starts[link.before]
        starts[link.before] += link.shared * WORD
    for link in sorted(links, key=lambda k: (k.after, rows[k.before])):
        band = _band(sides, begun[link], ends[link.after], link.shared * WORD)
        ax.add_patch(PathPatch(band, facecolor=group_colour(link.after), alpha=0.4, linewidth=0))
        ends[link.after] += link.shared * WORD


def _band(sides: _Sides, y: float, to: float, broad: float) -> Path:
    """Return the outline of a band from a bar's right edge to another's left edge."""
    a, b = sides.left + BAR / 2, sides.right - BAR / 2
    m = (a + b) / 2
    places = [(a, y), (m, y), (m, to), (b, to), (b, to + broad), (m, to + broad), (m, y + broad), (a, y + broad)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3]
    return Path([*places, (a, y)], [*codes, Path.CLOSEPOLY])


def _write_before(ax: Axes, x: float, place: int, words: list[str], noisy: set[str], own: list[Link]) -> None:
    """Write a topic before, its last word at its bar, which shows what goes where and what is noise."""
    y, top = _middle(place), _middle(place) - 5 * WORD
    lost = len(noisy & set(words))
    parts = [(link.shared, group_colour(link.after)) for link in own]
    rest = max(0, len(words) - lost - sum(n for n, _ in parts))
    for n, colour in (*parts, (rest, PALE), (lost, NOISY)):
        ax.add_patch(Rectangle((x - BAR / 2, top), BAR, n * WORD, color=colour, linewidth=0))
        top += n * WORD
    shown = fitting(words, x - OFF, GAP)
    start = x - OFF - sum(map(ems, shown)) - GAP * (len(shown) - 1)
    _write(ax, start, y, shown, noisy)


def _write_after(ax: Axes, x: float, topic: int, words: list[str]) -> None:
    y = _middle(topic)
    ax.add_patch(Rectangle((x - BAR / 2, y - 5 * WORD), BAR, 10 * WORD, color=group_colour(topic), linewidth=0))
    shown = fitting(words, ax.get_xlim()[1] - x - OFF, GAP)
    _write(ax, x + OFF, y, shown, set())


def _write(ax: Axes, x: float, y: float, words: Sequence[str], marked: set[str]) -> None:
    """Write words one behind the other."""
    for word in words:
        style: dict[str, Any] = {"va": "center", "color": NOISY if word in marked else INK}
        ax.text(x, y, word, **style)
        x += ems(word) + GAP
