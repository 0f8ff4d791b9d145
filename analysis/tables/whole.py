"""Whole: the tables of topics and clusters that a sample gave, told anew of all pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from sys import intern

import numpy as np
import pandas as pd

from analysis.arrays import FloatArray, IntArray
from analysis.tables.contract import DECIMALS
from analysis.tables.shelf import Shelf
from analysis.tables.topics import sites_frame, trends_frame
from analysis.topics.model import row_shares
from analysis.topics.nmf import page_shares
from analysis.topics.periods import shares_over_time
from analysis.topics.sites import shares_by_site


def whole_tables(
    topics: pd.DataFrame, clusters: pd.DataFrame, parts: Iterable[tuple[pd.DataFrame, FloatArray]], folder: Path
) -> dict[str, pd.DataFrame]:
    """Return the tables that tell how much of all pages each topic and cluster has.

    Words, coherence, stability and the nearest pages stay those of the sample. Memory holds a part of the pages, and
    of all of them a number for one topic, the site and the date.

    Parameters
    ----------
    topics, clusters : DataFrame
        Of the sample.
    parts : iterable of (DataFrame, array)
        Of all pages: ``date``, ``site``, ``topic``, ``cluster`` and ``once`` (whether a page repeats no other), and
        their weights on the topics, shape (n, n_topics).
    folder : path
        Where the shares of the pages lie meanwhile; empty.

    Returns
    -------
    dict of str to DataFrame
        ``topics``, ``clusters``, ``trends`` and ``sites``.
    """
    shares, sites, dates = Shelf(folder, len(topics)), list[str](), list[str]()
    weight = [np.zeros(len(topics))]
    of_topic, of_cluster = np.zeros(len(topics), np.int64), np.zeros(len(clusters), np.int64)
    for pages, weights in parts:
        weight.append(weights.sum(axis=0))
        of_topic += _members(pages["topic"], len(topics))
        of_cluster += _members(pages["cluster"], len(clusters))
        once = pages["once"].to_numpy()
        shares.add(page_shares(weights[once]))
        sites += map(intern, pages["site"][once])
        dates += map(intern, pages["date"][once])
    found = shares_by_site(sites, shares)
    share = row_shares(np.array(weight)).round(DECIMALS) + 0.0
    return {
        "topics": topics.assign(share=share, pages=of_topic.tolist(), site=found.owner),
        "clusters": clusters.assign(pages=of_cluster.tolist()),
        "trends": trends_frame(shares_over_time(dates, shares)),
        "sites": sites_frame(found),
    }


def _members(group: pd.Series[int], n: int) -> IntArray:
    return np.array(group.value_counts().reindex(range(n), fill_value=0), np.int64)
