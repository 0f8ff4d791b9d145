"""Resamples: the fixed subsets of pages on which topics are tried again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RESAMPLES = 10
SAMPLE_SHARE = 0.8
SAMPLE_PAGES = 1_200  # resamples larger than this say no more and cost more
LEAST_PART, PART_SHARE = 100, 0.9


def resamples(n_pages: int) -> list[npt.NDArray[np.intp]]:
    """Return the fixed subsets of pages (rows, in order) on which stability is measured."""
    size = max(1, min(SAMPLE_PAGES, round(SAMPLE_SHARE * n_pages)))
    return [np.sort(np.random.default_rng(seed).permutation(n_pages)[:size]) for seed in range(RESAMPLES)]


def halves(n_pages: int, n_splits: int = 2) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Return fixed pairs of disjoint halves of the pages, or of a sample of them.

    Of few pages, halves would lose whole subjects; parts of `LEAST_PART` pages, or `PART_SHARE` of all, overlap.
    """
    size = max(min(n_pages, SAMPLE_PAGES) // 2, min(LEAST_PART, round(PART_SHARE * n_pages)))
    drawn = [np.random.default_rng(seed).permutation(n_pages)[:SAMPLE_PAGES] for seed in range(n_splits)]
    return [(np.sort(rows[:size]), np.sort(rows[-size:])) for rows in drawn]
