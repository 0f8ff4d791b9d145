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
UNSURE = "#bdbdbd"
GROUP_COLOURS = (
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#6b6ecf",
    "#8ca252", "#bd9e39", "#ad494a", "#a55194", "#3182bd", "#e6550d", "#31a354", "#756bb1", "#636363", "#17becf",
)  # fmt: skip
INK, QUIET, NOISY = "#222222", "#767676", "#c85a0a"  # the second and third at 4.5 : 1 on white
PALE = "#dcdcdc"


def group_colour(group: Any) -> str:  # noqa: ANN401  # a cell of a frame
    """Return the colour of a topic or cluster."""
    return GROUP_COLOURS[int(group) % len(GROUP_COLOURS)]


def darker(colour: str) -> str:
    """Return a colour dark enough to be read as text on white."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(0.62 * part):02x}" for part in parts)
