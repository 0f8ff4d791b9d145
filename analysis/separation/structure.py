"""Structure: how the lines of a page continue each other: steps of a list, cells of a table, posts.

Every fact is computed from the page's own lines alone, as in `context`. That what repeats with
one shape is a record is the idea of wrapper induction (Crescenzi, Mecca & Merialdo 2001).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray, IntArray
from analysis.separation.columns import Columns
from analysis.separation.context import NEVER, LinePlaces
from analysis.separation.form import describe_form
from analysis.separation.patterns import Signs, read_signs

NEAR = 8  # lines to either side in which a shape comes again
MOST_GAP = 60  # lines between two steps of one list
RADIUS = 12
Flags = npt.NDArray[np.bool_]


def describe_structure(folded: Sequence[str], form: Columns, places: LinePlaces) -> Columns:
    """Describe the lines of pages by what they continue.

    Parameters
    ----------
    folded : sequence of str, length n_lines
    form : dict of str to array, shape (n_lines,)
        Of `describe_form`.
    places : LinePlaces

    Returns
    -------
    dict of str to array, shape (n_lines,)
        The facts of `NAMES`.
    """
    signs = read_signs(folded)
    return {
        **_shapes(signs, places),
        **_lists("step", *_chains(signs.style, signs.step, places, exact=True), places),
        **_lists("moment", *_chains(np.minimum(0, signs.moment), signs.moment, places, exact=False), places),
        **_labels(signs, places),
        **_tools(signs, form, places),
    }


def _same(ids: IntArray, places: LinePlaces) -> IntArray:
    """Count the lines of its page that have each line's number, itself included; 1 for a line without."""
    order = np.lexsort((ids, places.first))
    new = np.append(True, (np.diff(ids[order]) != 0) | (np.diff(places.first[order]) != 0))
    group = np.cumsum(new) - 1
    counts = np.empty_like(ids)
    counts[order] = np.bincount(group)[group]
    return np.where(ids < 0, 1, counts)


def _near(ids: IntArray, places: LinePlaces) -> FloatArray:
    """Count the lines within `NEAR` of each that have its number."""
    found = np.zeros(len(ids))
    for lag in range(1, NEAR + 1):
        at = places.row[lag:]
        alike = (ids[at] == ids[at - lag]) & (ids[at] >= 0) & (at - lag >= places.first[at])
        found[at[alike]] += 1
        found[at[alike] - lag] += 1
    return found


def _shapes(signs: Signs, places: LinePlaces) -> Columns:
    """Return how rich a line's shape is, and how often it comes again."""
    near, page = _near(signs.shape, places), _same(signs.shape, places)
    return {
        "shape_runs": signs.runs,
        "shape_near": near,
        "shape_page": np.log(page),
        "shape_share": page / (places.last - places.first + 1),
        "shape_rich_near": near * (signs.runs > 2),
        "shape_rich_around": _mean(near * (signs.runs > 2), places, RADIUS),
    }


def _chains(style: IntArray, value: IntArray, places: LinePlaces, *, exact: bool) -> tuple[IntArray, Flags]:
    """Join lines that count on.

    Returns
    -------
    chain : int array, shape (n_lines,)
        The number of each line's list, -1 for lines in none.
    counts : bool array, shape (n_lines,)
        Lines that are a step of a list of two or more.
    """
    chain = np.full(len(style), -1, np.int64)
    rows = np.flatnonzero((value >= 0) & (style >= 0 if exact else True))
    latest: dict[tuple[int, int], int] = {}
    made = 0
    for i in rows.tolist():
        key = (int(places.first[i]), int(style[i]))
        before = latest.get(key, -1)
        gain = int(value[i] - value[before]) if before >= 0 else -1
        if before >= 0 and i - before <= MOST_GAP and (gain == 1 if exact else gain >= 0):
            chain[i] = chain[before]
        else:
            chain[i], made = made, made + 1
        latest[key] = i
    size = np.bincount(chain[rows], minlength=made)
    return chain, (chain >= 0) & (size[np.maximum(chain, 0)] > 1 if made else False)


def _lists(name: str, chain: IntArray, counts: Flags, places: LinePlaces) -> Columns:
    """Return the length of a line's list, and the length, the gaps and the distance of the longest list around it."""
    steps = np.flatnonzero(counts)
    length, span, gap = np.zeros(len(chain)), np.zeros(len(chain)), np.zeros(len(chain))
    if len(steps):
        ids, own = np.unique(chain[steps], return_inverse=True)
        sizes = np.bincount(own)
        first, last = np.full(len(ids), len(chain)), np.zeros(len(ids), np.int64)
        np.minimum.at(first, own, steps)
        np.maximum.at(last, own, steps)
        length[steps] = np.log(sizes[own])
        for at in np.argsort(sizes, kind="stable").tolist():  # the longest has the last word
            inside = slice(first[at], last[at] + 1)
            span[inside] = np.log(sizes[at])
            gap[inside] = np.log1p((last[at] - first[at]) / max(1, sizes[at] - 1))
    return {
        f"{name}_list": length,
        f"{name}_span": span,
        f"{name}_gap": gap,
        f"{name}_since": _since(counts, places),
    }


def _labels(signs: Signs, places: LinePlaces) -> Columns:
    """Return whether a line starts with a label, how often its page says that one, how many around have any."""
    has = (signs.label >= 0).astype(np.float64)
    return {
        "labelled": has,
        "label_page": np.log(_same(signs.label, places)),
        "label_around": _mean(has, places, RADIUS),
        "label_near": _mean(has, places, 3),
    }


def _tools(signs: Signs, form: Columns, places: LinePlaces) -> Columns:
    """Return where tools of a discussion stand: their distances, how many are above and around."""
    tool = signs.tool.astype(np.float64)
    above = places.running(tool)
    return {
        "tool": tool,
        "tool_since": _since(signs.tool, places),
        "tool_until": _until(signs.tool, places),
        "tool_above": np.log1p(above),
        "tool_page": np.log1p(above[places.last]),
        "tool_around": _mean(tool, places, RADIUS),
        "exclaimed": np.minimum(5.0, signs.exclaimed),
        "exclaimed_around": _mean(np.minimum(5.0, signs.exclaimed), places, RADIUS),
        "personal_around": _mean(form["personal"], places, RADIUS),
    }


def _mean(values: FloatArray, places: LinePlaces, radius: int) -> FloatArray:
    """Return the mean over the lines of its page that stand within a radius of each line."""
    running = places.running(values)
    low, high = np.maximum(places.first, places.row - radius), np.minimum(places.last, places.row + radius)
    before = np.where(low > places.first, running[np.maximum(low - 1, 0)], 0.0)
    means: FloatArray = (running[high] - before) / (high - low + 1)
    return means


def _since(flag: Flags, places: LinePlaces) -> FloatArray:
    """Return the log of the number of lines since the latest flag before each line; `NEVER` for none."""
    latest = np.maximum.accumulate(np.where(flag, places.row, -1))
    before = np.append(-1, latest[:-1])
    distance = np.log1p(places.row - before)
    return np.where(before < places.first, NEVER, np.minimum(NEVER, distance))


def _until(flag: Flags, places: LinePlaces) -> FloatArray:
    """Return the same for the next flag behind each line."""
    n = len(flag)
    back = LinePlaces([], (n - 1 - places.last)[::-1], (n - 1 - places.first)[::-1])
    return _since(flag[::-1], back)[::-1]


NAMES = tuple(describe_structure([""], describe_form([""], [""]), LinePlaces.of([(0, 1)])))
PIECES: dict[str, tuple[str, ...]] = {
    "list": tuple(n for n in NAMES if n.startswith(("step_", "moment_", "shape_", "label"))),
    "posts": tuple(n for n in NAMES if n.startswith(("tool", "exclaimed", "personal"))),
}
