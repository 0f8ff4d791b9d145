"""Blocks: lines that stand side by side on several pages whose articles differ.

A line that repeats may be a site's, or of an article that was reposted or quoted: the trees weigh it by itself. Here
its neighbours tell, as in templates (Bar-Yossef & Rajagopalan 2002): a site's lines repeat together, a lead that other
pages quote stands before prose of its own page alone, and of a reposted article all lines repeat.
"""

from __future__ import annotations

import numpy as np

from analysis.arrays import FloatArray, IntArray
from analysis.separation.context import LinePlaces
from analysis.separation.regions import FirstLook

FEW_PAGES = float(np.log(2))  # that a line may stand on: reposts and quotations mostly stand on two
BLOCK_WEIGHT = 1.5  # of the logarithm of how many times as many; 1 to 3 is alike on real pages
SURE = 3.0  # log-odds from the surest line of a page to those that tell whether its article repeats


def repeated_beside(repeats: FloatArray, look: FirstLook, page: IntArray) -> FloatArray:
    """Return what lines lose of their log-odds because they repeat together and the article of their page does not.

    Parameters
    ----------
    repeats : array, shape (n_lines,)
        Logarithm of the number of pages that each stands on.
    look : FirstLook
    page : int array, shape (n_lines,)
        Of each line; lines of one page stand together.

    Returns
    -------
    array, shape (n_lines,)
        0 or less. What counts is the least of the line's repeats and those of the lines above and below it, beyond the
        mean of the page's article, which is told by its surest lines, the longer and surer the more.
    """
    places = LinePlaces.of_pages(page)
    above, below = np.zeros_like(repeats), np.zeros_like(repeats)
    above[1:] = np.where(places.row[1:] > places.first[1:], repeats[:-1], 0.0)
    below[:-1] = np.where(places.row[:-1] < places.last[:-1], repeats[1:], 0.0)
    together = np.minimum(repeats, np.minimum(above, below))
    return -BLOCK_WEIGHT * np.maximum(together - _of_articles(repeats, look, places) - FEW_PAGES, 0.0)


def _of_articles(repeats: FloatArray, look: FirstLook, places: LinePlaces) -> FloatArray:
    """Return the mean repeats of the article of each line's page."""
    surest = np.full(len(repeats), -np.inf)
    np.maximum.at(surest, places.first, look.odds)
    weight = np.maximum(look.odds - surest[places.first] + SURE, 0.0) * np.rint(np.expm1(look.length))
    total, mass = (np.bincount(places.first, sums, len(repeats)) for sums in (weight, weight * repeats))
    means: FloatArray = np.divide(mass, total, out=np.zeros(len(repeats)), where=total > 0)[places.first]
    return means
