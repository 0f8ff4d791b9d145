"""Context: what a line's neighbourhood and its page show.

Every fact is computed from the page's own lines alone, so a page is judged alike in any company.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.arrays import Float32Array, FloatArray, IntArray
from analysis.reading.tags import NAMES as TAG_NAMES
from analysis.separation.columns import Columns, named
from analysis.separation.form import PIECES as FORM_PIECES
from analysis.separation.form import describe_form

SERIES = (
    "length",
    "punctuation",
    "prose",
    "sentence_end",
    "function_words",
    "date_share",
    "link",
    "open_long",
    "closed_long",
)
OFFSETS = (-3, -2, -1, 1, 2, 3)
RADII = (2, 5, 12, 30)
LABEL_RADII = (3, 12)
LABELS = ("term_related", "term_legal", "term_widget", "term_meta", "term_navigation", "term_affix", "clipped")
LAGS = (1, 2, 3, 4)
LONG = 20  # characters from which a line without a sentence end looks clipped
NEVER = 6.0  # the logarithm of the distance to a label that the page has not, or has more than 402 lines away
PROSE_COST = 1.2  # what a line without prose costs the run that spans it
TAGGED = ("html_linked", "html_in_best", "html_in_item", "html_in_paragraph", "html_bad")
TAG_RADII = (1, 4)


def prose(form: Columns) -> FloatArray:
    """Return how much each line reads like running text, 0 or more, shape (n_lines,).

    Weighed by eye, as is `PROSE_COST`: the trees that see the result learn what it is worth. Length in Han characters
    (logarithmic), for lines that are punctuated or hold function words like sentences.
    """
    punctuated = np.minimum(1.0, form["stops"] + 0.6 * form["commas"])
    worded = np.minimum(1.0, 2.0 * form["function_words"])
    value: FloatArray = np.maximum(0.0, form["han"] - 2.2) * (0.25 + 0.5 * punctuated + 0.25 * worded)
    return value


def densest_run(value: FloatArray) -> tuple[int, int]:
    """Return the slice with the largest sum of ``value - PROSE_COST`` (Kadane; Kohlschütter et al. 2010 for the idea).

    Returns
    -------
    start, stop : int, int
        The whole page where no line is worth its cost.
    """
    best, best_span, total, start = 0.0, (0, len(value)), 0.0, 0
    for i, gain in enumerate((value - PROSE_COST).tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, best_span = total, (start, i + 1)
    return best_span


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """Where lines stand in their pages, whose rows stand together.

    Attributes
    ----------
    bounds : list of (int, int)
        The first row and the row past the last of each page.
    first, last : int arrays, shape (n_lines,)
        The first and the last row of each line's page.
    """

    bounds: list[tuple[int, int]]
    first: IntArray
    last: IntArray

    @classmethod
    def of(cls, bounds: Iterable[tuple[int, int]]) -> LinePlaces:
        """Return the places of the lines of some pages, one behind the other."""
        known = list(bounds)
        size = np.array([b - a for a, b in known], np.int64)
        first = np.repeat(np.array([a for a, _ in known], np.int64), size)
        return cls(known, first, first + np.repeat(size, size) - 1)

    @classmethod
    def of_pages(cls, page: IntArray) -> LinePlaces:
        """Return the places of lines by the page of each; lines of one page stand together."""
        return cls.of(pairwise([0, *(np.flatnonzero(np.diff(page)) + 1).tolist(), len(page)]))

    @property
    def row(self) -> IntArray:
        """The row of each line."""
        return np.arange(len(self.first))

    def each(self, of_page: Sequence[float]) -> FloatArray:
        """Return a number of each page as a number of each of its lines."""
        return np.repeat(np.asarray(of_page, np.float64), [b - a for a, b in self.bounds])

    def running(self, series: FloatArray) -> FloatArray:
        """Return the running sums of some series in each page, as that page alone would give them to the last bit."""
        sums = np.empty_like(series)
        for a, b in self.bounds:
            np.cumsum(series[a:b], axis=0, out=sums[a:b])
        return sums

    def means(self, running: FloatArray, back: int, ahead: int) -> FloatArray:
        """Return means over ``back`` lines before to ``ahead`` lines after each line of its page, itself included.

        Parameters
        ----------
        running : array, shape (n_lines, n_series)
            Of some series, as `running` returns them.
        back, ahead : int
            Lines.
        """
        low = np.maximum(self.first, self.row - back)
        high = np.minimum(self.last, self.row + ahead)
        before = np.where((low > self.first)[:, None], running[np.maximum(low - 1, 0)], 0.0)
        found: FloatArray = (running[high] - before) / (high - low + 1)[:, None]
        return found


def describe_context(form: Columns, prints: npt.NDArray[np.uint64], places: LinePlaces | None = None) -> Columns:
    """Describe the lines of pages by what stands around them in their page.

    Parameters
    ----------
    form : dict of str to array, shape (n_lines,)
        Of `analysis.separation.form.describe_form`.
    prints : uint64 array, shape (n_lines,)
        The lines' fingerprints.
    places : LinePlaces, optional
        Without it, all lines are those of one page.

    Returns
    -------
    dict of str to array, shape (n_lines,)
        The facts of `NAMES`.
    """
    places = places or LinePlaces.of([(0, len(prints))])
    value = prose(form)
    known = form | _long(form) | {"prose": value}
    series = np.column_stack([known[name] for name in SERIES])
    labels = np.column_stack([form[name] for name in LABELS])
    around, labelled = places.running(series), places.running(labels)
    return {
        **_shifted(series, places),
        **{k: v for r in RADII for k, v in _means("{}_mean_" + str(r), SERIES, around, places, (r, r)).items()},
        **_means("{}_before_5", SERIES, around, places, (5, 0)),
        **_means("{}_after_5", SERIES, around, places, (0, 5)),
        **{k: v for r in LABEL_RADII for k, v in _means("{}_mean_" + str(r), LABELS, labelled, places, (r, r)).items()},
        **named([f"since_{name}" for name in LABELS], _since(labels > 0, places)),
        **named([f"until_{name}" for name in LABELS], _until(labels > 0, places)),
        **_rhythm(form, places),
        **_run(value, places),
        **_whole(form, value, prints, places),
    }


def _means(
    pattern: str, names: Sequence[str], running: FloatArray, places: LinePlaces, reach: tuple[int, int]
) -> Columns:
    """Return the means of some series around each line, under names made by a pattern."""
    return named([pattern.format(name) for name in names], places.means(running, *reach))


def tags_around(tags: Float32Array) -> Columns:
    """Return the means around each line of what the tags tell.

    Parameters
    ----------
    tags : float32 array, shape (n_lines, len(tags.NAMES))
        Of one page.

    Returns
    -------
    dict of str to array, shape (n_lines,)
        The facts of `TAG_MEANS`.
    """
    places = LinePlaces.of([(0, len(tags))])
    running = places.running(tags[:, [TAG_NAMES.index(name) for name in TAGGED]].astype(np.float64))
    return {k: v for r in TAG_RADII for k, v in _means("{}_mean_" + str(r), TAGGED, running, places, (r, r)).items()}


def _long(form: Columns) -> Columns:
    """Flag long lines that end like a sentence and long lines that do not: leads clipped by a list, mostly."""
    long = form["length"] >= np.log1p(LONG)
    ended = form["sentence_end"] > 0
    clipped = form["clipped"] > 0
    return {
        "open_long": (long & (~ended | clipped)).astype(float),
        "closed_long": (long & ended & ~clipped).astype(float),
    }


def _shifted(series: FloatArray, places: LinePlaces) -> Columns:
    """Return each series' values at the offsets; beyond the page, -1."""
    found: Columns = {}
    for o in OFFSETS:
        at = places.row + o
        there = (at >= places.first) & (at <= places.last)
        values = np.where(there[:, None], series[np.where(there, at, 0)], -1.0)
        found |= {f"{name}_at_{o:+d}": column for name, column in named(SERIES, values).items()}
    return {f"{name}_at_{o:+d}": found[f"{name}_at_{o:+d}"] for name in SERIES for o in OFFSETS}


def _since(flag: npt.NDArray[np.bool_], places: LinePlaces) -> FloatArray:
    """Return the log of the number of lines since each column's latest flag before each line; `NEVER` for none."""
    row = places.row[:, None]
    latest = np.maximum.accumulate(np.where(flag, row, -1), axis=0)
    before = np.vstack([np.full((1, flag.shape[1]), -1), latest[:-1]])
    return np.where(before < places.first[:, None], NEVER, np.minimum(NEVER, np.log1p(row - before)))


def _until(flag: npt.NDArray[np.bool_], places: LinePlaces) -> FloatArray:
    """Return the same for the next flag behind each line."""
    n = len(flag)
    return _since(flag[::-1], LinePlaces([], (n - 1 - places.last)[::-1], (n - 1 - places.first)[::-1]))[::-1]


def _rhythm(form: Columns, places: LinePlaces) -> Columns:
    """Return how alike the lengths are at each lag, and how periodic and how constant they are around the line."""
    length = form["length"]
    columns = []
    for lag in LAGS:
        before = places.row - lag
        apart = np.abs(length - length[np.maximum(before, 0)])
        columns.append(np.where(before >= places.first, np.minimum(4.0, apart), 4.0))
    alike = np.column_stack(columns)
    around = places.means(places.running(alike), 6, 6)
    return {
        **named([f"like_lag_{lag}" for lag in LAGS], alike),
        "period_2": around[:, 0] - around[:, 1],
        "period_3": around[:, 0] - around[:, 2],
        "same_length": np.log1p(_constant(form, places)),
    }


def _constant(form: Columns, places: LinePlaces) -> FloatArray:
    """Count for each long line without an end the others of its page that are about as long; 0 for other lines."""
    characters = np.expm1(form["length"])
    rows = np.flatnonzero(_long(form)["open_long"] > 0)
    counts = np.zeros(len(characters))
    edges = np.searchsorted(rows, [a for a, _ in places.bounds] + [len(characters)])
    for a, b in pairwise(edges.tolist()):
        if b - a > 1:
            own = characters[rows[a:b]]
            known = np.sort(own)
            counts[rows[a:b]] = np.searchsorted(known, own + 3.5) - np.searchsorted(known, own - 3.5) - 1
    return counts


def _run(value: FloatArray, places: LinePlaces) -> Columns:
    """Return the prose value and the line's place against the densest run of its page."""
    runs = [(a, *densest_run(value[a:b])) for a, b in places.bounds]
    start, stop = places.each([a + i for a, i, _ in runs]), places.each([a + j for a, _, j in runs])
    part = places.each([value[a + i : a + j].sum() for a, i, j in runs])
    whole = places.each([value[a:b].sum() for a, b in places.bounds])
    row = places.row
    return {
        "prose": value,
        "in_run": ((row >= start) & (row < stop)).astype(np.float64),
        "before_run": np.log1p(np.maximum(0, start - row)),
        "after_run": np.log1p(np.maximum(0, row - stop + 1)),
        "run_place": (row - start) / np.maximum(1, stop - start),
        "run_lines": np.log1p(stop - start),
        "run_share": np.divide(part, whole, out=np.zeros(len(value)), where=whole > 0),
    }


def _whole(form: Columns, value: FloatArray, prints: npt.NDArray[np.uint64], places: LinePlaces) -> Columns:
    """Return facts of the page, the line's place in it and its twins."""
    length, row = form["length"], places.row
    n, place = places.last - places.first + 1, row - places.first
    running, starts = places.running(value), [a for a, _ in places.bounds]
    by_length = np.empty(len(row), np.int64)
    by_length[np.lexsort((length, places.first))] = row  # stable: of equal lines the first
    twins, first = _twins(prints, places.first)
    total = running[places.last]
    return {
        "page_lines": np.log1p(n.astype(np.float64)),
        "page_prose": places.each([np.log1p(value[a:b].sum()) for a, b in places.bounds]),
        "prose_lines": np.add.reduceat(value > PROSE_COST, starts, dtype=np.int64).repeat(n[starts]) / n,
        "length_rank": (by_length - places.first) / np.maximum(1, n - 1),
        "length_to_longest": length - np.maximum.reduceat(length, starts).repeat(n[starts]),
        "place": place / np.maximum(1, n - 1),
        "place_in_prose": np.divide(running, total, out=np.zeros(len(row)), where=total > 0),
        "twin_in_page": np.log(twins),
        "twin_before": (first < row).astype(np.float64),
    }


def _twins(prints: npt.NDArray[np.uint64], page: IntArray) -> tuple[IntArray, IntArray]:
    """Return how many lines of its page have each line's fingerprint, and the row of the first of them."""
    order = np.lexsort((prints, page))
    new = np.append(True, (np.diff(prints[order]) != 0) | (np.diff(page[order]) != 0))
    group = np.cumsum(new) - 1
    counts, first = np.empty_like(page), np.empty_like(page)
    counts[order], first[order] = np.bincount(group)[group], order[new][group]
    return counts, first


NAMES = tuple(describe_context(describe_form([""], [""]), np.zeros(1, np.uint64)))
TAG_MEANS = tuple(tags_around(np.zeros((1, len(TAG_NAMES)), np.float32)))
PIECES: dict[str, tuple[str, ...]] = {
    "repeats": ("twin_in_page", "twin_before"),
    "labels": (
        *(f"{name}_mean_{r}" for name in LABELS if name in FORM_PIECES["terms"] for r in LABEL_RADII),
        *(f"{way}_{name}" for way in ("since", "until") for name in LABELS),
    ),
    "run": ("in_run", "before_run", "after_run", "run_place", "run_lines", "run_share"),
    "rhythm": (*(f"like_lag_{lag}" for lag in LAGS), "period_2", "period_3", "same_length"),
    "page": ("page_lines", "page_prose", "prose_lines"),
    "place": ("place", "place_in_prose"),
    "around": (
        *(f"{name}_at_{o:+d}" for name in SERIES for o in OFFSETS),
        *(f"{name}_mean_{r}" for name in SERIES for r in RADII),
        *(f"{name}_{way}_5" for name in SERIES for way in ("before", "after")),
        *(f"{name}_mean_{r}" for name in LABELS if name not in FORM_PIECES["terms"] for r in LABEL_RADII),
    ),
    "length": ("prose", "length_rank", "length_to_longest"),
    "tags": TAG_MEANS,
}
