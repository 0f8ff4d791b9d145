"""Colours of roles, kinds, topics and clusters, in figures and in the report."""

from __future__ import annotations

from typing import Any

ROLE_COLOURS = {
    "title": "#08306b",
    "heading": "#2171b5",
    "body": "#6baed6",
    "caption": "#41ab8d",
    "meta": "#9a9a9a",
    "navigation": "#fdd49e",
    "related": "#f28e2b",
    "advert": "#c0392b",
    "widget": "#e8b96a",
    "legal": "#8c6d31",
    "marker": "#d8c9b4",
}
KIND_COLOURS = {"content": "#4292c6", "metadata": "#9a9a9a", "noise": "#f28e2b"}
UNSURE = "#b9b6ae"
# found by annealing: any two, and grey, differ by 14 (CIEDE2000), by 9 for eyes that lack a cone; the first by more
GROUP_COLOURS = (
    "#207e84", "#e29e1e", "#a7032a", "#2532a8", "#4db3fb", "#cf9cbc", "#563b44", "#635fa6", "#6e7d4a", "#6c77ff",
    "#234b0c", "#928902", "#31694e", "#b8ab71", "#7f0660", "#db61bb", "#cb2873", "#9a5c00", "#af8174", "#759692",
)  # fmt: skip
ON_DARK = (
    "#65a4ac", "#ffc92c", "#e93257", "#845fe4", "#c0e5ff", "#ede2c2", "#95757a", "#6883ad", "#bab475", "#c87bff",
    "#038954", "#79aa02", "#3cc6a5", "#c7ef8f", "#b2588b", "#c0baff", "#fd88cb", "#767d00", "#b89181", "#98f3e3",
)  # fmt: skip
INK, QUIET, NOISY = "#222222", "#767676", "#c85a0a"  # the second and third at 4.5 : 1 on white
PALE = "#dcdcdc"


def group_colour(group: Any) -> str:  # noqa: ANN401  # a cell of a frame
    """Return the colour of a topic or cluster."""
    return GROUP_COLOURS[int(group) % len(GROUP_COLOURS)]


def group_mark(group: Any) -> str:  # noqa: ANN401  # a cell of a frame
    """Return matplotlib's marker of a topic or cluster: another where the colours begin anew."""
    return "oD"[begins_anew(group)]


def begins_anew(group: Any) -> bool:  # noqa: ANN401  # a cell of a frame
    """Return whether a group's colour is that of one before it."""
    return int(group) // len(GROUP_COLOURS) % 2 == 1


def group_swatch(group: Any, kind: str = "topic") -> str:  # noqa: ANN401  # a cell of a frame
    """Return the character that stands before a group's name in its colour: clusters are round, topics square.

    A topic and a cluster of one number have one colour, so their shapes tell them apart.
    """
    return {"topic": "■▨", "cluster": "○◇"}[kind][begins_anew(group)]


def darker(colour: str) -> str:
    """Return a colour dark enough to be read as text on white."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(0.62 * part):02x}" for part in parts)
