"""Figures: every picture that the tables of a run allow, as `analysis.tables.contract` names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.map_plots import plot_map
from analysis.show.pairing_plots import plot_before_after
from analysis.show.passage_plots import plot_passages
from analysis.show.site_plots import draw_portraits, plot_noise, plot_sites
from analysis.show.style import for_files, save_figure
from analysis.show.topic_plots import plot_choice, plot_topics
from analysis.show.trend_plots import plot_hierarchy, plot_trends

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture.

    Attributes
    ----------
    plot : callable
        Takes the tables in their order, ``lang`` and ``size``.
    tables : tuple of str
        Of `analysis.tables.shares.pictured`.
    tells : callable
        Whether the first of them has something to show.
    """

    plot: Callable[..., Axes]
    tables: tuple[str, ...]
    tells: Callable[[pd.DataFrame], bool] = lambda table: len(table) > 0

    def draw(self, frames: Frames, lang: str, size: str = "screen") -> Axes:
        """Return the Axes of the picture."""
        return self.plot(*(frames[name] for name in self.tables), lang=lang, size=size)


def _map(places: pd.DataFrame, pages: pd.DataFrame, clusters: pd.DataFrame, lang: str, size: str) -> Axes:
    return plot_map(places.merge(pages[["page", "cluster"]], on="page"), clusters, lang=lang, size=size)


FIGURES: dict[str, Figure] = {
    "before_after": Figure(plot_before_after, ("topics_before", "topics")),
    "separation": Figure(draw_portraits, ("portraits",)),
    "topics": Figure(plot_topics, ("topics",)),
    "passages": Figure(plot_passages, ("passages", "topics")),
    "choice": Figure(plot_choice, ("choice",)),
    "hierarchy": Figure(plot_hierarchy, ("topic_tree", "topics"), lambda tree: len(tree) > 1),
    "trends": Figure(plot_trends, ("trends", "topics")),
    "sites": Figure(plot_sites, ("sites", "topics"), lambda sites: sites["site"].nunique() > 1),
    "map": Figure(_map, ("map", "pages", "clusters")),
    "noise": Figure(plot_noise, ("noise",)),
}


def draw(  # a picture, of what, where, and how
    name: str,
    frames: Frames,
    folder: Path,
    lang: str,
    formats: Sequence[str] = ("png", "svg"),
    size: str = "screen",
) -> list[Path]:
    """Draw a figure into a folder as PNG and SVG; return the paths written, none where it has nothing to tell."""
    figure = FIGURES[name]
    if not figure.tells(frames[figure.tables[0]]):
        return []
    with for_files():
        return save_figure(figure.draw(frames, lang, size), folder / name, formats)
