"""Neighbours: what was judged of the lines around a line tells of it.

Trees and network hear what stands around a line, not what was made of it. Between lines that are surely kept one of
which little is known is likely content too, and what reads like text far from all that is kept is likely none:
hysteresis, as edges of pictures are followed (Canny 1986). Between headlines of other articles stand their leads.
"""

from __future__ import annotations

import numpy as np

from analysis.arrays import BoolArray, Float32Array, FloatArray, IntArray
from analysis.separation.context import LinePlaces
from analysis.separation.regions import FirstLook, run_shares
from analysis.separation.roles import N_CONTENT, ROLES

BESIDE, NEAR = 2, 8  # lines above and below of which the surest is heard: of what is between, and of what is apart
BETWEEN, APART, LEAD = 0.4, 0.4, 0.8  # of the log-odds around (CONTRIBUTING has what others did)
ENOUGH = 0.5  # log-odds beyond which lines raise what is between them
MOST_BETWEEN, MOST_APART, MOST_LEAD = 4.0, 2.0, 3.0  # log-odds of the lines around that are heard
LIKELY, TEXT = 0.2, 0.5  # chances that a line is any content, and that it is text
RELATED = 0.2  # the chance from which it is of another article; such a line between posts is not raised
RHYTHM = 0.7  # nor is what comes again every three lines, as tools between posts do
PART = 0.15  # a run of lines with more of the characters that are kept is the article itself
LONGER = 1.5  # times as long as the lines above and below: the lead of a headline
BODY, OTHERS = ROLES.index("body"), ROLES.index("related")


def told_by_neighbours(look: FirstLook, rhythm: Float32Array, tagged: BoolArray, page: IntArray) -> FloatArray:
    """Return what the lines around a line add to its log-odds, shape (n_lines,).

    Parameters
    ----------
    look : FirstLook
        What was judged of the lines so far.
    rhythm : array, shape (n_lines,)
        How much more each is like those three lines from it than like those next to it (``period_3``).
    tagged : bool array, shape (n_lines,)
        Lines of pages that came as HTML: what is between and apart their second judgement has learned.
    page : int array, shape (n_lines,)
        Of each line; lines of one page stand together.
    """
    places = LinePlaces.of_pages(page)
    is_small = look.kept & (run_shares(look, page) < PART)
    by_lines = _between(look, rhythm, places) - np.where(is_small, _apart(look, places), 0.0)
    told: FloatArray = np.where(tagged, 0.0, by_lines) - np.where(is_small, _as_lead(look, places), 0.0)
    return told


def _between(look: FirstLook, rhythm: Float32Array, places: LinePlaces) -> FloatArray:
    """Return what a line gains because lines on both sides are kept, if its role is open."""
    gained = BETWEEN * np.clip(np.minimum(*_highest(look.odds, BESIDE, places)) - ENOUGH, 0.0, MOST_BETWEEN)
    content = look.chances[:, :N_CONTENT].sum(axis=1)
    is_open = (content >= LIKELY) & (look.chances[:, OTHERS] < RELATED) & (rhythm < RHYTHM)
    return np.where(is_open, gained, 0.0)


def _apart(look: FirstLook, places: LinePlaces) -> FloatArray:
    """Return what a line of text loses because none around it is kept."""
    lost = APART * np.clip(-np.maximum(*_highest(look.odds, NEAR, places)), 0.0, MOST_APART)
    return np.where(look.chances[:, BODY] >= TEXT, lost, 0.0)


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
