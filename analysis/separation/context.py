"""Context: what a line's neighbourhood and its page show.

Every fact is computed from the page's own lines alone, so a page is judged alike in any company.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray
from analysis.reading.tags import NAMES as TAG_NAMES
from analysis.reading.tags import MarkupArray
from analysis.separation.form import NAMES as FORM_NAMES

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
PROSE_COST = 1.2  # what a line without prose costs the run that spans it
TAGGED = ("html_linked", "html_in_best", "html_in_item", "html_in_paragraph", "html_bad")
TAG_RADII = (1, 4)
COLUMN = {name: i for i, name in enumerate(FORM_NAMES)}
NAMES = (
    [f"{s}_at_{o:+d}" for s in SERIES for o in OFFSETS]
    + [f"{s}_mean_{r}" for r in RADII for s in SERIES]
    + [f"{s}_before_5" for s in SERIES]
    + [f"{s}_after_5" for s in SERIES]
    + [f"{x}_mean_{r}" for r in LABEL_RADII for x in LABELS]
    + [f"since_{x}" for x in LABELS]
    + [f"until_{x}" for x in LABELS]
    + [f"like_lag_{lag}" for lag in LAGS]
    + "period_2 period_3 same_length prose in_run before_run after_run run_place run_lines run_share".split()
    + "page_lines page_prose prose_lines length_rank length_to_longest".split()
    + "place place_in_prose twin_in_page twin_before".split()
)
MARKUP_NAMES = [f"{name}_mean_{r}" for r in TAG_RADII for name in TAGGED]


def prose(form: FloatArray) -> FloatArray:
    """Return how much each line reads like running text, 0 or more, shape (n_lines,).

    Length in Han characters (logarithmic), for lines that are punctuated or hold function words like sentences.
    """
    han = form[:, COLUMN["han"]]
    punctuated = np.minimum(1.0, form[:, COLUMN["stops"]] + 0.6 * form[:, COLUMN["commas"]])
    worded = np.minimum(1.0, 2.0 * form[:, COLUMN["function_words"]])
    value: FloatArray = np.maximum(0.0, han - 2.2) * (0.25 + 0.5 * punctuated + 0.25 * worded)
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


def context(form: FloatArray, prints: npt.NDArray[np.uint64]) -> FloatArray:
    """Describe the lines of one page by what stands around them.

    Parameters
    ----------
    form : array, shape (n_lines, len(form.NAMES))
        Of `analysis.separation.form`.
    prints : uint64 array, shape (n_lines,)
        The lines' fingerprints.

    Returns
    -------
    array, shape (n_lines, len(NAMES))
    """
    value = prose(form)
    own = {"prose": value, **_long(form)}
    series = np.column_stack([own[s] if s in own else form[:, COLUMN[s]] for s in SERIES])
    labels = form[:, [COLUMN[x] for x in LABELS]]
    return np.column_stack(
        [
            _shifted(series),
            *[_window(series, r, r) for r in RADII],
            _window(series, 5, 0),
            _window(series, 0, 5),
            *[_window(labels, r, r) for r in LABEL_RADII],
            _since(labels > 0),
            _since(labels[::-1] > 0)[::-1],
            _rhythm(form),
            _run(value),
            _whole(form, value, prints),
        ]
    )


def with_neighbours(marked: MarkupArray) -> MarkupArray:
    """Add to the markup facts of a page's lines the means of some of them around each line.

    Parameters
    ----------
    marked : array, shape (n_lines, len(markup.NAMES))

    Returns
    -------
    float32 array, shape (n_lines, len(markup.NAMES) + len(MARKUP_NAMES))
    """
    chosen = marked[:, [TAG_NAMES.index(name) for name in TAGGED]].astype(np.float64)
    return np.hstack([marked, *[_window(chosen, r, r).astype(np.float32) for r in TAG_RADII]])


def _long(form: FloatArray) -> dict[str, FloatArray]:
    """Flag long lines that end like a sentence and long lines that do not: leads clipped by a list, mostly."""
    long = form[:, COLUMN["length"]] >= np.log1p(LONG)
    ended = form[:, COLUMN["sentence_end"]] > 0
    clipped = form[:, COLUMN["clipped"]] > 0
    return {
        "open_long": (long & (~ended | clipped)).astype(float),
        "closed_long": (long & ended & ~clipped).astype(float),
    }


def _shifted(series: FloatArray) -> FloatArray:
    """Return each series' values at the offsets; beyond the page, -1."""
    n = len(series)
    padded = np.pad(series, ((3, 3), (0, 0)), constant_values=-1.0)
    around = np.stack([padded[3 + o : 3 + o + n] for o in OFFSETS], axis=2)
    return around.reshape(n, -1)


def _window(series: FloatArray, back: int, ahead: int) -> FloatArray:
    """Return the mean over ``back`` lines before to ``ahead`` lines after, the line itself included."""
    n = len(series)
    sums = np.vstack([np.zeros((1, series.shape[1])), np.cumsum(series, axis=0)])
    low = np.maximum(0, np.arange(n) - back)
    high = np.minimum(n, np.arange(n) + ahead + 1)
    means: FloatArray = (sums[high] - sums[low]) / (high - low)[:, None]
    return means


def _since(flag: npt.NDArray[np.bool_]) -> FloatArray:
    """Return for each column the log of the number of lines since the latest flag before each line; 6 for none."""
    place = np.arange(len(flag))[:, None]
    latest = np.maximum.accumulate(np.where(flag, place, -1), axis=0)
    before = np.vstack([np.full((1, flag.shape[1]), -1), latest[:-1]])
    return np.where(before < 0, 6.0, np.log1p(place - before))


def _rhythm(form: FloatArray) -> FloatArray:
    """Return how alike the lengths are at each lag, and how periodic and how constant they are around the line."""
    length = form[:, COLUMN["length"]]
    columns = []
    for lag in LAGS:
        apart = np.full(len(length), 4.0)
        apart[lag:] = np.abs(length[lag:] - length[:-lag]) if lag < len(length) else apart[lag:]
        columns.append(np.minimum(4.0, apart))
    alike = np.column_stack(columns)
    around = _window(alike, 6, 6)
    characters = np.expm1(length)
    open_long = _long(form)["open_long"] > 0
    known = np.sort(characters[open_long])
    close = np.searchsorted(known, characters + 3.5) - np.searchsorted(known, characters - 3.5)
    constant = np.where(open_long, np.maximum(0, close - 1), 0.0)
    return np.column_stack([alike, around[:, 0] - around[:, 1], around[:, 0] - around[:, 2], np.log1p(constant)])


def _run(value: FloatArray) -> FloatArray:
    """Return the prose value and the line's place against the densest run."""
    start, stop = densest_run(value)
    place = np.arange(len(value))
    inside = (place >= start) & (place < stop)
    total = value.sum()
    share = value[start:stop].sum() / total if total else 0.0
    return np.column_stack(
        [
            value,
            inside,
            np.log1p(np.maximum(0, start - place)),
            np.log1p(np.maximum(0, place - stop + 1)),
            (place - start) / max(1, stop - start),
            np.full(len(value), np.log1p(stop - start)),
            np.full(len(value), share),
        ]
    )


def _whole(form: FloatArray, value: FloatArray, prints: npt.NDArray[np.uint64]) -> FloatArray:
    """Return facts of the page, the line's place in it and its twins."""
    n = len(value)
    length = form[:, COLUMN["length"]]
    ones = np.ones(n)
    _, first, inverse, counts = np.unique(prints, return_index=True, return_inverse=True, return_counts=True)
    running = np.cumsum(value)
    return np.column_stack(
        [
            ones * np.log1p(n),
            ones * np.log1p(value.sum()),
            ones * np.mean(value > PROSE_COST),
            length.argsort(kind="stable").argsort(kind="stable") / max(1, n - 1),
            length - length.max(),
            np.arange(n) / max(1, n - 1),
            running / running[-1] if running[-1] else ones * 0.0,
            np.log(counts[inverse]),
            first[inverse] < np.arange(n),
        ]
    )
