"""Regions: what the first judgement of a page's lines shows of each: the runs of kept lines, and the roles around it.

A second judgement that sees these facts is stacking (Wolpert 1992) over the lines of one page.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from analysis.arrays import ALIKE, BoolArray, Float32Array, FloatArray, IntArray
from analysis.separation.columns import Columns, named, stacked
from analysis.separation.context import LinePlaces
from analysis.separation.roles import ROLES
from analysis.separation.trees import Trees

NOTHING_ELSE = 1.0  # log-odds: of lines whose chances are .2 or more one is kept, where .39 is the bar
GAP = 3  # rows from one kept line to the next, at most, within a run
NO_RUN = 99.0  # the number of its run, for a line that is in none
ABOVE = ("title", "meta", "related", "widget", "legal", "marker")  # roles that open or end an article
LIKELY = 0.5  # of the chances: a line has the role
NONE_ABOVE = 999.0  # rows up to the latest line of a role, where there is none
SUREST = 4.0  # log-odds of a line that are heard where those around it are summed up
SERIES = (*ROLES, "content", "odds")  # what is summed up: the chances, and these log-odds
REACHES = {"above_1": (1, 0), "below_1": (0, 1), "above_3": (3, 0), "below_3": (0, 3)}  # a line and those beside it


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the first judgement said of some lines.

    Attributes
    ----------
    odds : array, shape (n_lines,)
        The log-odds that each is content.
    kept : bool array, shape (n_lines,)
    chances : array, shape (n_lines, len(ROLES))
        Of the roles.
    length : array, shape (n_lines,)
        Logarithm of one more than the characters.
    """

    odds: FloatArray
    kept: BoolArray
    chances: FloatArray
    length: FloatArray

    def __getitem__(self, rows: BoolArray) -> FirstLook:
        """Return what was said of some lines."""
        return FirstLook(self.odds[rows], self.kept[rows], self.chances[rows], self.length[rows])


def describe_regions(look: FirstLook, page: IntArray) -> Float32Array:
    """Describe lines by what was judged of the lines of their pages.

    Parameters
    ----------
    look : FirstLook
    page : int array, shape (n_lines,)
        Of each line; lines of one page stand together.

    Returns
    -------
    float32 array, shape (n_lines, len(NAMES))
        The odds and the length; the line's run: its share of the kept characters of the page, rows from the largest run
        (negative above it), whether the line lies within that one, the share of that one, the run's number from it, its
        rows, characters and mean log-odds; how much of the page is kept, in all and above the line; rows above and
        below; rows since the latest line of each of the roles `ABOVE`; the chances of the line's own roles; of `SERIES`
        the means within `REACHES`, the sums above and below, and the mean of the page.
    """
    places = LinePlaces.of_pages(page)
    return stacked(_described(look, places), NAMES)


def _described(look: FirstLook, places: LinePlaces) -> Columns:
    return _runs(look, places) | _of_page(look, places) | _above(look.chances, places) | _around(look, places)


def run_shares(look: FirstLook, page: IntArray) -> FloatArray:
    """Return which share of the characters kept of its page each line's run has, shape (n_lines,); 0 for no run."""
    return _runs(look, LinePlaces.of_pages(page))["run_share"]


def judged_again(second: Trees | None, look: FirstLook, page: IntArray, *, shares: tuple[float, float]) -> FloatArray:
    """Return what a second judgement changes of the log-odds of the first, shape (n_lines,).

    Parameters
    ----------
    second : Trees, optional
        None while the first is being learned: it changes nothing.
    look : FirstLook
    page : int array, shape (n_lines,)
        As in `describe_regions`.
    shares : (float, float)
        Of what it adds, and of what it takes.
    """
    if second is None or not len(page):
        return np.zeros(len(page))
    more = second.raw(describe_regions(look, page))[:, 0] - look.odds
    return np.where(more > 0, shares[0], shares[1]) * more


def nothing_else(odds: FloatArray, bar: float, page: IntArray) -> FloatArray:
    """Return what lines gain of pages on which none reaches the bar: most such pages have an article, if a short one.

    Parameters
    ----------
    odds : array, shape (n_lines,)
        Log-odds of content.
    bar : float
        From where a line is kept, in the same unit.
    page : int array, shape (n_lines,)
        As in `describe_regions`.
    """
    best = np.full(int(page.max(initial=-1)) + 1, -np.inf)
    np.maximum.at(best, page, odds)
    return np.where(best[page] < bar, NOTHING_ELSE, 0.0)


def _runs(look: FirstLook, places: LinePlaces) -> Columns:
    """Describe the runs of kept lines; a run is as large as its characters, the first of equals is the largest."""
    run = _numbered(look.kept, places)
    rows = np.flatnonzero(look.kept)
    size: FloatArray = np.where(look.kept, np.rint(np.expm1(look.length)), 0.0)
    mass = np.bincount(run[rows], size[rows]).astype(np.float64)
    start = rows[np.searchsorted(run[rows], np.arange(len(mass)))]
    stop = rows[np.searchsorted(run[rows], np.arange(len(mass)), side="right") - 1]
    order = np.lexsort((-np.arange(len(mass)), mass))
    largest = np.full(len(run), -1)
    largest[places.first[start][order]] = order  # the last of a page that is written
    largest = largest[places.first]
    has = largest >= 0
    first, last = np.zeros_like(largest), np.zeros_like(largest)
    first[has], last[has] = start[largest[has]], stop[largest[has]]
    total = np.bincount(places.first, size, len(run)).astype(np.float64)[places.first]
    within = has & (places.row >= first) & (places.row <= last)
    beyond = np.minimum(0, places.row - first) + np.maximum(0, places.row - last)
    odds: FloatArray = look.odds.round(ALIKE)
    loud = np.bincount(run[rows], (odds * size)[rows])
    mean: FloatArray = np.divide(loud, mass, out=np.zeros(len(mass)), where=mass > 0)
    return {
        "odds": odds,
        "length": look.length,
        "run_share": _share(mass, run, total),
        "from_largest": np.where(has, beyond, 0.0),
        "in_largest": within.astype(np.float64),
        "largest_share": _share(mass, largest, total),
        "run_order": np.where(run >= 0, run - largest, NO_RUN),
        "run_rows": _of_run((stop - start + 1).astype(np.float64), run),
        "run_chars": _of_run(mass, run),
        "run_odds": _of_run(mean, run),
    }


def _of_page(look: FirstLook, places: LinePlaces) -> Columns:
    """Describe how much is kept of the lines' pages, and where they stand there."""
    size = np.rint(np.expm1(look.length))
    kept = np.where(look.kept, size, 0.0)
    running = places.running(kept)
    above, total = running - kept, running[places.last]
    return {
        "kept_above": np.divide(above, total, out=np.zeros(len(size)), where=total > 0),
        "kept_chars": total,
        "kept_share": total / np.maximum(places.running(size)[places.last], 1.0),
        "rows_above": (places.row - places.first).astype(np.float64),
        "rows_below": (places.last - places.row).astype(np.float64),
    }


def _around(look: FirstLook, places: LinePlaces) -> Columns:
    """Describe lines by the chances of their own roles, and by what was judged around them and of their page."""
    odds = np.clip(look.odds, -SUREST, SUREST)
    series = np.column_stack([look.chances, expit(look.odds), odds]).round(ALIKE)
    running = places.running(series)
    whole, rows = running[places.last], (places.last - places.first + 1)[:, None]
    sums = {name: places.means(running, *reach) for name, reach in REACHES.items()}
    sums |= {"above": running - series, "below": whole - running, "page": whole / rows}
    found = named(ROLES, series[:, : len(ROLES)])
    for place, values in sums.items():
        found |= named([f"{name}_{place}" for name in SERIES], values)
    return found


def _numbered(kept: BoolArray, places: LinePlaces) -> IntArray:
    """Return the number of each line's run of kept lines, through all pages; -1 for lines that are not kept."""
    rows, run = np.flatnonzero(kept), np.full(len(kept), -1)
    page = places.first[rows]
    apart = (np.diff(rows) > GAP) | (np.diff(page) > 0)
    run[rows] = np.cumsum(np.concatenate([[0], apart]))[: len(rows)]
    return run


def _share(mass: FloatArray, run: IntArray, total: FloatArray) -> FloatArray:
    """Return the share that the run of each line has of all that is kept of its page; 0 for no run."""
    share: FloatArray = np.divide(_of_run(mass, run), total, out=np.zeros(len(run)), where=total > 0)
    return share


def _of_run(number: FloatArray, run: IntArray) -> FloatArray:
    """Return a number of each run as a number of each line; 0 for lines in none."""
    own: FloatArray = np.concatenate([number, [0.0]])[run]  # -1 is the last
    return own


def _above(chances: FloatArray, places: LinePlaces) -> Columns:
    """Return the rows since the latest line of each role; 0 for the line itself."""
    found = {}
    for role in ABOVE:
        latest = np.maximum.accumulate(np.where(chances[:, ROLES.index(role)] > LIKELY, places.row, -1))
        found[f"since_{role}"] = np.where(latest >= places.first, places.row - latest, NONE_ABOVE)
    return found


_NO_LINE = FirstLook(np.zeros(1), np.zeros(1, np.bool_), np.zeros((1, len(ROLES))), np.zeros(1))
_NO_PLACE = LinePlaces.of([(0, 1)])
NAMES = tuple(_described(_NO_LINE, _NO_PLACE))
