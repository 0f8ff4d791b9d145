"""Neighbours: between headlines of other articles stand their leads, which nothing but those headlines tells."""

from __future__ import annotations

import numpy as np

from analysis.arrays import FloatArray, IntArray
from analysis.separation.context import LinePlaces
from analysis.separation.regions import FirstLook, run_shares
from analysis.separation.roles import ROLES

BESIDE = 2  # lines above and below of which the surest is heard
LEAD, MOST_LEAD = 0.8, 3.0  # of their log-odds, and log-odds of theirs that are heard
RELATED = 0.2  # the chance from which a line is of another article
PART = 0.15  # a run of lines with more of the characters that are kept is the article itself
LONGER = 1.5  # times as long as the lines above and below: the lead of a headline
OTHERS = ROLES.index("related")


def lost_as_leads(look: FirstLook, page: IntArray) -> FloatArray:
    """Return what lines lose that are longer than the headlines of other articles around them, shape (n_lines,).

    Parameters
    ----------
    look : FirstLook
        What was judged of the lines so far.
    page : int array, shape (n_lines,)
        Of each line; lines of one page stand together.
    """
    places = LinePlaces.of_pages(page)
    is_small = look.kept & (run_shares(look, page) < PART)
    return np.where(is_small, _as_lead(look, places), 0.0)


def _as_lead(look: FirstLook, places: LinePlaces) -> FloatArray:
    """Return what a line loses that is longer than the headlines of other articles around it."""
    others = np.where(look.chances[:, OTHERS] >= RELATED, -look.odds, -np.inf)
    lost = LEAD * np.clip(np.minimum(*_highest(others, BESIDE, places)), 0.0, MOST_LEAD)
    size: FloatArray = np.rint(np.expm1(look.length))
    return np.where(size >= LONGER * np.maximum(*_highest(size, 1, places)), lost, 0.0)


def _highest(values: FloatArray, reach: int, places: LinePlaces) -> tuple[FloatArray, FloatArray]:
    """Return the highest of so many values above each line, and of as many below; -inf where there are none."""
    above, below = np.full(len(values), -np.inf), np.full(len(values), -np.inf)
    for rows in range(1, reach + 1):
        upper, lower = values[:-rows], values[rows:]
        together = places.first[:-rows] == places.first[rows:]
        above[rows:] = np.where(together, np.maximum(above[rows:], upper), above[rows:])
        below[:-rows] = np.where(together, np.maximum(below[:-rows], lower), below[:-rows])
    return above, below
