"""boji (簸箕): tell the article from the aggregator's noise in Chinese web text, find topics, group pages.

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "Lines": "separation.page",
    "Page": "reading.pages",
    "PageClusters": "topics.clusters",
    "Pages": "reading.pages",
    "Tokenizer": "words.tokenizer",
    "TopicAnalysis": "run.workflow",
    "TopicNMF": "topics.nmf",
    "coherence": "topics.coherence",
    "duplicate_of": "articles.duplicates",
    "explain": "tables.lines",
    "flatten": "reading.flattening",
    "noise_by_site": "tables.lines",
    "npmi": "topics.coherence",
    "plot_before_after": "show.topic_plots",
    "plot_choice": "show.topic_plots",
    "plot_explanation": "show.line_plots",
    "plot_map": "show.topic_plots",
    "plot_noise": "show.line_plots",
    "plot_scores": "show.line_plots",
    "plot_strip": "show.line_plots",
    "plot_topics": "show.topic_plots",
    "plot_trends": "show.trend_plots",
    "read_pages": "reading.pages",
    "save_figure": "show.style",
    "separate_page": "separation.page",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:  # noqa: ANN401  # each name has a type of its own
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"analysis.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
