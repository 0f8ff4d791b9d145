"""Figures: every picture that the tables of a run allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.show.line_plots import plot_noise, plot_strip
from analysis.show.topic_plots import plot_before_after, plot_choice, plot_map, plot_topics
from analysis.show.trend_plots import plot_hierarchy, plot_sites, plot_trends
from analysis.tables.lines import noise_by_site


def draw_all(read: Mapping[str, pd.DataFrame], lang: str) -> dict[str, Any]:
    """Draw every figure that the tables allow, by name."""
    mapped = read["map"].merge(read["pages"][["page", "cluster"]], on="page")
    topics = read["topics"]
    drawn = {"separation": plot_strip(read["lines"], lang=lang)}
    if len(topics):
        drawn["topics"] = plot_topics(topics, lang=lang)
    drawn["map"] = plot_map(mapped, read["clusters"], lang=lang)
    drawn["noise"] = plot_noise(noise_by_site(read["lines"]), lang=lang)
    if len(read["topics_before"]):
        drawn["before_after"] = plot_before_after(read["topics_before"], topics, lang=lang)
    if len(read["choice"]):
        drawn["choice"] = plot_choice(read["choice"], lang=lang)
    if len(read["topic_tree"]) > 1:
        drawn["hierarchy"] = plot_hierarchy(read["topic_tree"], topics, lang=lang)
    if len(read["trends"]):
        drawn["trends"] = plot_trends(read["trends"], topics, lang=lang)
    if read["sites"]["site"].nunique() > 1:
        drawn["sites"] = plot_sites(read["sites"], topics, lang=lang)
    return drawn
