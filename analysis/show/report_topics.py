"""Topics and clusters of the report, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.show.report_pack import clipped, texts, whole

FINE = 1_000
MOST_QUOTES = 6  # lines that speak of a topic
MOST_SITES = 12  # sites that have most of a topic
LONGEST = 160  # characters of a quote


def topic_columns(tables: Mapping[str, pd.DataFrame], pages: Sequence[str]) -> dict[str, Any]:
    """Return what is told of each topic, shares in thousandths."""
    topics = tables["topics"]
    return {
        "label": texts(topics["label"]),
        "words": [str(words).split() for words in topics["words"]],
        **{name: whole(topics[name], FINE) for name in ("share", "coherence", "stability", "support")},
        "pages": whole(topics["pages"]),
        "site": texts(topics["site"]),
        "terms": _terms(tables["topic_words"], len(topics)),
        "quotes": _quotes(tables["topic_lines"], len(topics), pages),
        "trend": _trend(tables["trends"], len(topics)),
        "sites": _sites(tables["sites"], len(topics)),
    }


def _terms(words: pd.DataFrame, k: int) -> list[list[list[Any]]]:
    """Return of each topic its words with their weights in it and in all topics, in millionths."""
    found: list[list[list[Any]]] = [[] for _ in range(k)]
    for row in words.itertuples():
        weight, overall = whole([float(str(row.weight)), float(str(row.overall))], FINE)
        found[int(str(row.topic))].append([str(row.word), weight, max(1, overall or 0)])
    return found


def _quotes(lines: pd.DataFrame, k: int, pages: Sequence[str]) -> list[list[list[Any]]]:
    place = {name: i for i, name in enumerate(pages)}
    found: list[list[list[Any]]] = [[] for _ in range(k)]
    for row in lines.itertuples():
        own = found[int(str(row.topic))]
        if len(own) < MOST_QUOTES and str(row.page) in place:
            own.append([place[str(row.page)], int(str(row.line)), clipped(str(row.text), LONGEST)])
    return found


def _trend(trends: pd.DataFrame, k: int) -> dict[str, Any]:
    """Return the periods, the pages of each, and each topic's share and standard error in them."""
    periods = trends.drop_duplicates("period")
    own = [trends[trends["topic"] == t] for t in range(k)]
    return {
        "periods": texts(periods["period"]),
        "pages": whole(periods["pages"]),
        **{name: [whole(rows[name], FINE) for rows in own] for name in ("share", "error")},
    }


def _sites(sites: pd.DataFrame, k: int) -> list[list[list[Any]]]:
    """Return of each topic the sites with most of it: name, share of the site's content, pages."""
    found: list[list[list[Any]]] = []
    for t in range(k):
        own = sites[(sites["topic"] == t) & (sites["share"] > 0)]
        best = own.assign(mass=own["share"] * own["pages"]).sort_values("mass", ascending=False, kind="stable")
        rows = best.head(MOST_SITES).itertuples()
        found.append([[str(r.site), *whole([float(str(r.share))], FINE), int(str(r.pages))] for r in rows])
    return found


def cluster_columns(clusters: pd.DataFrame, pages: Sequence[str]) -> dict[str, list[Any]]:
    """Return what is told of each cluster."""
    place = {name: i for i, name in enumerate(pages)}
    return {
        "label": texts(clusters["label"]),
        "words": [str(words).split() for words in clusters["words"]],
        "pages": whole(clusters["pages"]),
        "nearest": [place.get(str(name), -1) for name in clusters["nearest"]],
    }
