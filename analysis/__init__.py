"""boji (簸箕): tell the article from the aggregator's noise in Chinese web text, find topics, group pages.

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "Lines": "separation",
    "Page": "pages",
    "PageClusters": "clusters",
    "Pages": "pages",
    "Tokenizer": "tokens",
    "TopicAnalysis": "workflow",
    "TopicNMF": "topics",
    "coherence": "cooccurrence",
    "duplicate_of": "duplicates",
    "explain": "tables",
    "flatten": "flattening",
    "noise_by_site": "tables",
    "npmi": "quality",
    "plot_before_after": "plots",
    "plot_choice": "topic_plots",
    "plot_explanation": "plots",
    "plot_map": "plots",
    "plot_noise": "plots",
    "plot_scores": "plots",
    "plot_strip": "plots",
    "plot_topics": "plots",
    "plot_trends": "topic_plots",
    "read_pages": "pages",
    "save_figure": "style",
    "separate_page": "separation",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:  # noqa: ANN401  # each name has a type of its own
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"analysis.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
