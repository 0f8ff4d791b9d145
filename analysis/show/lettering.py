"""Lettering: how wide text is, what of it fits, and the heading of a figure. All lengths are ems of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.axes import Axes

from analysis.show.colours import INK, QUIET
from analysis.show.fonts import advance

LARGE, SMALL, TINY = 1.3, 0.85, 0.75  # of plain text
LEADING = 1.35  # from one line to the next
PIECES = re.compile(r"[A-Za-z0-9.,;:%'’()/&+=-]+|.", re.DOTALL)  # what is not broken over two lines
UNHEADED = set("，。；：、！？）」》·…")  # what starts no line
GAP = 1.1  # between the names of a key
SWATCH = "■"
BELOW, UNDER = 0.6, 0.45  # ems below a heading, and below its title
JOINT = "·"  # between the words of a label


@cache
def ems(text: str) -> float:
    """Return how wide text is."""
    return sum(map(advance, text))


def shorten(text: str, most: int) -> str:
    """Cut a long name in its middle, so that its start and its end stay readable."""
    if len(text) <= most:
        return text
    head = (most - 1) // 2
    return text[:head] + "…" + text[-(most - 1 - head) :]


def squeeze(text: str, room: float) -> str:
    """Cut a name in its middle until it is no wider than the room."""
    most = len(text)
    while most > 3 and ems(shorten(text, most)) > room:
        most -= 1
    return shorten(text, most)


def called(label: str, room: float) -> str:
    """Return as many of a label's words as there is room for, one at least, which is cut where it must be."""
    words = label.split(JOINT)
    while len(words) > 1 and ems(JOINT.join(words)) > room:
        words.pop()
    return squeeze(JOINT.join(words), room)


def fitting(words: Iterable[str], room: float, gap: float) -> list[str]:
    """Return as many of the first words as stand side by side in the room."""
    found: list[str] = []
    for word in words:
        room -= ems(word) + (gap if found else 0.0)
        if room < 0:
            break
        found.append(word)
    return found


def wrap(text: str, room: float) -> list[str]:
    """Break text into lines no wider than the room, Latin words and numbers whole, no line headed by a stop."""
    lines = [""]
    for piece in PIECES.findall(text):
        if ems(lines[-1] + piece.rstrip()) > room and lines[-1].strip() and piece not in UNHEADED:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def balanced(text: str, room: float) -> list[str]:
    """Break text into as few lines as `wrap` does, but about as long as each other: none is left with a word alone."""
    lines = wrap(text, room)
    for twentieths in range(19, 9, -1) if len(lines) > 1 else ():
        narrower = wrap(text, room * twentieths / 20)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a figure: its title, a sentence with the number that matters, and a key to its colours.

    Attributes
    ----------
    width : float
        Of the figure.
    title, said : str
    key : sequence of (name, colour) or (name, colour, swatch)
    """

    width: float
    title: str
    said: str = ""
    key: Sequence[tuple[str, ...]] = ()

    @property
    def titles(self) -> list[str]:
        """Return the lines of the title."""
        return wrap(self.title, self.width / LARGE)

    @property
    def sentences(self) -> list[str]:
        """Return the lines of the sentence."""
        return balanced(self.said, self.width / SMALL) if self.said else []

    @property
    def keys(self) -> list[list[tuple[float, str, str, str]]]:
        """Return the lines of the key: where each name starts, the name, its colour, its swatch."""
        rows: list[list[tuple[float, str, str, str]]] = []
        x = self.width
        for name, colour, *swatch in self.key:
            wide = SMALL * (ems(SWATCH + name) + 0.3)
            if x + wide > self.width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, name, colour, swatch[0] if swatch else SWATCH))
            x += wide + GAP
        return rows

    @property
    def height(self) -> float:
        """Return how high it is."""
        small = len(self.sentences) * SMALL + len(self.keys) * SMALL
        return LEADING * (len(self.titles) * LARGE + small) + BELOW + UNDER

    def write(self, ax: Axes, font: float, left: float = 0.0) -> None:
        """Write it above the Axes, ``left`` ems to the left of them, where plain text has ``font`` points."""
        small = LEADING * SMALL
        y = BELOW + small * (len(self.sentences) + len(self.keys))
        title = ax.set_title("\n".join(self.titles), loc="left", pad=(y + UNDER) * font, linespacing=1.1)
        shift: Any = ax.figure.dpi_scale_trans
        title.set_transform(title.get_transform() + _moved(-left * font / 72, shift))
        style: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "center"}
        style |= {"fontsize": SMALL * font, "annotation_clip": False}
        for line in self.sentences:
            y -= small
            ax.annotate(line, (0, 1), (-left * font, (y + small / 2) * font), color=QUIET, **style)
        for row in self.keys:
            y -= small
            for x, name, colour, swatch in row:
                place = ((x - left) * font, (y + small / 2) * font)
                ax.annotate(swatch, (0, 1), place, color=colour, **style)
                ax.annotate(name, (0, 1), (place[0] + 1.2 * SMALL * font, place[1]), color=INK, **style)


def _moved(inches: float, scale: Any) -> Any:  # noqa: ANN401  # transforms of matplotlib
    from matplotlib.transforms import ScaledTranslation  # noqa: PLC0415  # used here alone

    return ScaledTranslation(inches, 0, scale)


def topic_names(topics: Any, room: float) -> dict[int, str]:  # noqa: ANN401  # a frame
    """Return what each topic is called beside a plot: its number and as much of its label as there is room for."""
    pairs = zip(topics["topic"], topics["label"], strict=True)
    return {int(topic): f"{topic} {called(str(label), room - ems(f'{topic} '))}" for topic, label in pairs}
