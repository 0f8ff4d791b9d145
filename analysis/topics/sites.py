"""Sites: the topics of each site, and which topics are those of one site."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Columns, FloatArray, IntArray, any_above, exact_sums
from analysis.topics.nmf import page_shares

FEWEST_SITES, FEWEST_OWNED = 3, 3  # of two sites one always holds half; the site of two pages is an accident
OWNED = 2 / 3  # of a topic in one site: twice what all others hold together
LIFT = 2.0  # times the site's share of the pages; so a site of more than half of them owns no topic
CHANCE = 0.01  # that any site would hold so much if pages came from the sites at random


@dataclass(frozen=True, slots=True)
class Sites:
    """The topics of each site, and the sites of each topic.

    Attributes
    ----------
    sites : list of str
        Most pages first, then by name.
    pages : int array, shape (n_sites,)
    share, held : array, shape (n_sites, n_topics)
        Mean of its pages' topic shares (rows sum to one); the part of the topic that it holds (columns do).
    owner : list of str, length n_topics
        The site whose topic it is, empty for most.
    effective : array, shape (n_topics,)
        Effective number of sites: so many equal parts would be as even; 0 for a topic without weight.
    """

    sites: list[str]
    pages: IntArray
    share: FloatArray
    held: FloatArray
    owner: list[str]
    effective: FloatArray


def by_site(sites: Sequence[str], W: FloatArray) -> Sites:
    """Tell the topics of each site as `shares_by_site` does, from weights of shape (n_pages, n_topics)."""
    return shares_by_site(sites, page_shares(W).T)


def shares_by_site(sites: Sequence[str], shares: Columns) -> Sites:
    """Tell the topics of each site, and which topics are those of one site.

    Of a model's topics 30 to 50 % may follow the source of the texts, not a subject (Thompson & Mimno 2018, "Authorless
    Topic Models"). Here they are told by what one site holds of the sum of the pages' topic shares (`_owner`), and how
    far they lean to few sites by the exponential of the entropy (Jost 2006).

    Parameters
    ----------
    sites : sequence of str
        One a page; a page without a site is left out, as is one without weight.
    shares : sequence of arrays of shape (n_pages,)
        Of each page for each topic (`page_shares`).

    Returns
    -------
    Sites
    """
    having = zip(sites, any_above(shares, len(sites)).tolist(), strict=True)
    rows = np.array([i for i, (site, weighs) in enumerate(having) if site and weighs], np.int64)
    sites = [sites[i] for i in rows.tolist()]
    counted = Counter(sites)
    names = sorted(counted, key=lambda site: (-counted[site], site))
    place = {site: i for i, site in enumerate(names)}
    pages = np.array([counted[site] for site in names], np.int64)
    group = np.array([place[site] for site in sites], np.int64)
    sums = exact_sums((share[rows] for share in shares), group, len(names))
    held = np.divide(sums, sums.sum(axis=0), out=np.zeros_like(sums), where=sums.sum(axis=0) > 0)
    logs = np.log(held, out=np.zeros_like(held), where=held > 0)
    effective = np.where(sums.any(axis=0), np.exp(-(held * logs).sum(axis=0)), 0.0)
    owner = [_owner(names, pages, h, pages_worth(s[rows])) for h, s in zip(held.T, shares, strict=True)]
    return Sites(names, pages, sums / pages[:, None], held, owner, effective)


def pages_worth(shares: FloatArray) -> float:
    """Return as how many pages of nothing else a topic counts, given its share of each page (Kish 1965)."""
    squares = math.fsum((shares**2).tolist())
    return math.fsum(shares.tolist()) ** 2 / squares if squares else 0.0


def _owner(sites: Sequence[str], pages: IntArray, held: FloatArray, worth: float) -> str:
    """Return the site that owns a topic, given its pages and the part that each site holds; empty when none does.

    The owner holds most of the topic (`OWNED`), far more than its share of the pages (`LIFT`), and more than chance
    gives: so many pages drawn at random hardly give any site so much (Chernoff's bound, ``exp(-worth * divergence)``).
    """
    if len(sites) < FEWEST_SITES or worth < FEWEST_OWNED:
        return ""
    top = int(held.argmax())
    h, p = float(held[top]), float(pages[top] / pages.sum())
    if h < max(OWNED, LIFT * p):
        return ""
    divergence = h * math.log(h / p) + (0.0 if h >= 1 else (1 - h) * math.log((1 - h) / (1 - p)))
    return sites[top] if worth * divergence >= math.log(len(sites) / CHANCE) else ""
