"""Whole: the tables of topics and clusters that a sample gave, told anew of all pages."""

from __future__ import annotations

import pandas as pd

from analysis.arrays import FloatArray
from analysis.tables.contract import DECIMALS
from analysis.tables.topics import sites_frame, trends_frame
from analysis.topics.model import row_shares
from analysis.topics.periods import over_time
from analysis.topics.sites import by_site


def whole_tables(
    topics: pd.DataFrame, clusters: pd.DataFrame, pages: pd.DataFrame, weights: FloatArray
) -> dict[str, pd.DataFrame]:
    """Return the tables that tell how much of all pages each topic and cluster has.

    Words, coherence, stability and the nearest pages stay those of the sample.

    Parameters
    ----------
    topics, clusters : DataFrame
        Of the sample.
    pages : DataFrame
        Of all pages: ``date``, ``site``, ``topic``, ``cluster`` and ``once`` (whether a page repeats no other).
    weights : array, shape (n_pages, n_topics)
        Of all pages on the topics.

    Returns
    -------
    dict of str to DataFrame
        ``topics``, ``clusters``, ``trends`` and ``sites``.
    """
    once = pages[pages["once"]]
    share, weights = row_shares(weights).round(DECIMALS) + 0.0, weights[once.index]  # those of all pages can be freed
    sites = by_site(once["site"].tolist(), weights)
    return {
        "topics": topics.assign(share=share, pages=_members(pages["topic"], len(topics)), site=sites.owner),
        "clusters": clusters.assign(pages=_members(pages["cluster"], len(clusters))),
        "trends": trends_frame(over_time(once["date"].tolist(), weights)),
        "sites": sites_frame(sites),
    }


def _members(group: pd.Series[int], n: int) -> list[int]:
    return group.value_counts().reindex(range(n), fill_value=0).tolist()
