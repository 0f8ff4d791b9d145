"""Context: what a line's neighbourhood and its page show.

Every fact is computed from the page's own lines alone, so a page is judged alike in any company.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.arrays import Float32Array, FloatArray
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


def describe_context(form: Columns, prints: npt.NDArray[np.uint64]) -> Columns:
    """Describe the lines of one page by what stands around them.

    Parameters
    ----------
    form : dict of str to array, shape (n_lines,)
        Of `analysis.separation.form.describe_form`.
    prints : uint64 array, shape (n_lines,)
        The lines' fingerprints.

    Returns
    -------
    dict of str to array, shape (n_lines,)
        The facts of `NAMES`.
    """
    value = prose(form)
    known = form | _long(form) | {"prose": value}
    series = np.column_stack([known[name] for name in SERIES])
    labels = np.column_stack([form[name] for name in LABELS])
    return {
        **_shifted(series),
        **{k: v for r in RADII for k, v in _means("{}_mean_" + str(r), SERIES, series, r, r).items()},
        **_means("{}_before_5", SERIES, series, 5, 0),
        **_means("{}_after_5", SERIES, series, 0, 5),
        **{k: v for r in LABEL_RADII for k, v in _means("{}_mean_" + str(r), LABELS, labels, r, r).items()},
        **named([f"since_{name}" for name in LABELS], _since(labels > 0)),
        **named([f"until_{name}" for name in LABELS], _since(labels[::-1] > 0)[::-1]),
        **_rhythm(form),
        **_run(value),
        **_whole(form, value, prints),
    }


def _means(pattern: str, names: Sequence[str], series: FloatArray, back: int, ahead: int) -> Columns:
    """Return the means of some series around each line, under names made by a pattern."""
    return named([pattern.format(name) for name in names], _window(series, back, ahead))


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
    chosen = tags[:, [TAG_NAMES.index(name) for name in TAGGED]].astype(np.float64)
    return {k: v for r in TAG_RADII for k, v in _means("{}_mean_" + str(r), TAGGED, chosen, r, r).items()}


def _long(form: Columns) -> Columns:
    """Flag long lines that end like a sentence and long lines that do not: leads clipped by a list, mostly."""
    long = form["length"] >= np.log1p(LONG)
    ended = form["sentence_end"] > 0
    clipped = form["clipped"] > 0
    return {
        "open_long": (long & (~ended | clipped)).astype(float),
        "closed_long": (long & ended & ~clipped).astype(float),
    }


def _shifted(series: FloatArray) -> Columns:
    """Return each series' values at the offsets; beyond the page, -1."""
    n, most = len(series), max(OFFSETS)
    padded = np.pad(series, ((most, most), (0, 0)), constant_values=-1.0)
    at = {o: named(SERIES, padded[most + o : most + o + n]) for o in OFFSETS}
    return {f"{name}_at_{o:+d}": at[o][name] for name in SERIES for o in OFFSETS}


def _window(series: FloatArray, back: int, ahead: int) -> FloatArray:
    """Return the mean over ``back`` lines before to ``ahead`` lines after, the line itself included."""
    n = len(series)
    sums = np.vstack([np.zeros((1, series.shape[1])), np.cumsum(series, axis=0)])
    low = np.maximum(0, np.arange(n) - back)
    high = np.minimum(n, np.arange(n) + ahead + 1)
    means: FloatArray = (sums[high] - sums[low]) / (high - low)[:, None]
    return means


def _since(flag: npt.NDArray[np.bool_]) -> FloatArray:
    """Return the log of the number of lines since each column's latest flag before each line; `NEVER` for none."""
    place = np.arange(len(flag))[:, None]
    latest = np.maximum.accumulate(np.where(flag, place, -1), axis=0)
    before = np.vstack([np.full((1, flag.shape[1]), -1), latest[:-1]])
    return np.where(before < 0, NEVER, np.minimum(NEVER, np.log1p(place - before)))


def _rhythm(form: Columns) -> Columns:
    """Return how alike the lengths are at each lag, and how periodic and how constant they are around the line."""
    length = form["length"]
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
    return {
        **named([f"like_lag_{lag}" for lag in LAGS], alike),
        "period_2": around[:, 0] - around[:, 1],
        "period_3": around[:, 0] - around[:, 2],
        "same_length": np.log1p(constant),
    }


def _run(value: FloatArray) -> Columns:
    """Return the prose value and the line's place against the densest run."""
    start, stop = densest_run(value)
    place = np.arange(len(value))
    total = value.sum()
    share = value[start:stop].sum() / total if total else 0.0
    return {
        "prose": value,
        "in_run": ((place >= start) & (place < stop)).astype(np.float64),
        "before_run": np.log1p(np.maximum(0, start - place)),
        "after_run": np.log1p(np.maximum(0, place - stop + 1)),
        "run_place": (place - start) / max(1, stop - start),
        "run_lines": np.full(len(value), np.log1p(stop - start)),
        "run_share": np.full(len(value), share),
    }


def _whole(form: Columns, value: FloatArray, prints: npt.NDArray[np.uint64]) -> Columns:
    """Return facts of the page, the line's place in it and its twins."""
    n = len(value)
    length = form["length"]
    ones = np.ones(n)
    _, first, inverse, counts = np.unique(prints, return_index=True, return_inverse=True, return_counts=True)
    running = np.cumsum(value)
    return {
        "page_lines": ones * np.log1p(n),
        "page_prose": ones * np.log1p(value.sum()),
        "prose_lines": ones * np.mean(value > PROSE_COST),
        "length_rank": length.argsort(kind="stable").argsort(kind="stable") / max(1, n - 1),
        "length_to_longest": length - length.max(),
        "place": np.arange(n) / max(1, n - 1),
        "place_in_prose": running / running[-1] if running[-1] else ones * 0.0,
        "twin_in_page": np.log(counts[inverse]),
        "twin_before": (first[inverse] < np.arange(n)).astype(np.float64),
    }


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
