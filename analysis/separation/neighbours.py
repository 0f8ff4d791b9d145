"""Neighbours: what the judgement of the lines around tells of a line of plain text.

Trees and network hear what stands around a line, not what was made of it. Between lines that are surely kept one of
which little is known is likely content too, and one that stands apart from all that is kept is likely none: hysteresis,
as edges of pictures are followed (Canny 1986). Pages that came as HTML have a second judgement that learned this.
"""

from __future__ import annotations

import numpy as np

from analysis.arrays import FloatArray, IntArray
from analysis.separation.context import LinePlaces
from analysis.separation.regions import FirstLook
from analysis.separation.roles import N_CONTENT, ROLES

WEIGHT = 0.4  # of the log-odds around; .3 to .6 is alike on real pages (CONTRIBUTING)
BESIDE, NEAR = 2, 8  # lines above and below of which the surest is heard: for what is between, and what is apart
ENOUGH, BETWEEN_MOST, APART_MOST = 0.5, 4.0, 2.0  # log-odds beyond which, and up to which, they are heard
LIKELY, TEXT = 0.2, 0.5  # chances that a line is any content, and that it is text
RELATED, RHYTHM = 0.2, 0.7  # leads to other articles, and what comes again every three lines, stand between posts too
OF_ROLES = [ROLES.index("body"), ROLES.index("related")]
PART = 0.2  # a line with more of the characters that are kept stands apart from nothing: it is the article


def told_by_neighbours(odds: FloatArray, rhythm: FloatArray, look: FirstLook, page: IntArray) -> FloatArray:
    """Return what the lines around a line add to its log-odds, shape (n_lines,).

    Parameters
    ----------
    odds : array, shape (n_lines,)
        The log-odds that each line is content.
    rhythm : array, shape (n_lines,)
        How much more each is like those three lines from it than like those next to it (``period_3``).
    look : FirstLook
        What the first judgement said of their roles, and how long they are.
    page : int array, shape (n_lines,)
        Of each line; lines of one page stand together.
    """
    places = LinePlaces.of_pages(page)
    content, (text, related) = look.chances[:, :N_CONTENT].sum(axis=1), look.chances[:, OF_ROLES].T
    unmarked = (content >= LIKELY) & (related < RELATED) & (rhythm < RHYTHM)
    between, around = np.minimum(*_surest(odds, BESIDE, places)), np.maximum(*_surest(odds, NEAR, places))
    raised = np.where(unmarked, np.clip(between - ENOUGH, 0.0, BETWEEN_MOST), 0.0)
    small = (text >= TEXT) & (_part(look, places) < PART)
    lowered = np.where(small, np.clip(-around, 0.0, APART_MOST), 0.0)
    told: FloatArray = WEIGHT * (raised - lowered)
    return told


def _surest(odds: FloatArray, reach: int, places: LinePlaces) -> tuple[FloatArray, FloatArray]:
    """Return the highest log-odds of so many lines above each, and of as many below; -inf where there are none."""
    above, below = np.full(len(odds), -np.inf), np.full(len(odds), -np.inf)
    for rows in range(1, reach + 1):
        upper, lower = odds[:-rows], odds[rows:]
        together = places.first[:-rows] == places.first[rows:]
        above[rows:] = np.where(together, np.maximum(above[rows:], upper), above[rows:])
        below[:-rows] = np.where(together, np.maximum(below[:-rows], lower), below[:-rows])
    return above, below


def _part(look: FirstLook, places: LinePlaces) -> FloatArray:
    """Return a line's characters as a share of those that its page keeps; infinite where it keeps none."""
    size: FloatArray = np.rint(np.expm1(look.length))
    total = np.bincount(places.first, np.where(look.kept, size, 0.0), len(size))[places.first]
    part: FloatArray = np.divide(size, total, out=np.full(len(size), np.inf), where=total > 0)
    return part
