"""Intervals: how far scores would lie apart if other sites had been drawn (bootstrap, Efron 1979)."""

from __future__ import annotations

import numpy as np

from analysis.separation.scores import GOOD

ROUNDS = 2000
ENDS = (2.5, 97.5)  # percent
NAMES = ("char_f1", "line_f1", "page_f1", "page_good")


def site_intervals(
    site: np.ndarray, page: np.ndarray, size: np.ndarray, gold: np.ndarray, keep: np.ndarray
) -> dict[str, tuple[float, float]]:
    """Return the interval that holds 95 % of the scores when as many sites are drawn anew, with all their pages.

    Parameters
    ----------
    site, page : arrays of str, shape (n_lines,)
    size : array, shape (n_lines,)
        Characters of each line.
    gold, keep : bool arrays, shape (n_lines,)

    Returns
    -------
    dict of str to (float, float)
        By `NAMES`.
    """
    names, place = np.unique(site, return_inverse=True)
    drawn = np.random.default_rng(0).multinomial(len(names), np.full(len(names), 1 / len(names)), ROUNDS)
    sums = {k: drawn @ np.bincount(place, weights, len(names)) for k, weights in _line_sums(size, gold, keep).items()}
    owner, own = _page_scores(place, page, size, gold, keep)
    pages = drawn @ np.bincount(owner, minlength=len(names))
    found = (
        _f1(sums["char_right"], sums["char_said"], sums["char_gold"]),
        _f1(sums["line_right"], sums["line_said"], sums["line_gold"]),
        drawn @ np.bincount(owner, own, len(names)) / pages,
        drawn @ np.bincount(owner, own > GOOD, len(names)) / pages,
    )
    ends = (np.percentile(scores, ENDS).round(4).tolist() for scores in found)
    return {name: (low, high) for name, (low, high) in zip(NAMES, ends, strict=True)}


def _line_sums(size: np.ndarray, gold: np.ndarray, keep: np.ndarray) -> dict[str, np.ndarray]:
    counted = {"right": gold & keep, "said": keep, "gold": gold}
    return {f"line_{k}": v.astype(float) for k, v in counted.items()} | {
        f"char_{k}": v * size for k, v in counted.items()
    }


def _page_scores(
    place: np.ndarray, page: np.ndarray, size: np.ndarray, gold: np.ndarray, keep: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the site and the F1 of characters of each page that has content."""
    _, first, row = np.unique(page, return_index=True, return_inverse=True)
    right, said, wanted = (np.bincount(row, size * part) for part in (gold & keep, keep, gold))
    there = wanted > 0
    return place[first][there], _f1(right, said, wanted)[there]


def _f1(right: np.ndarray, said: np.ndarray, gold: np.ndarray) -> np.ndarray:
    return 2 * right / np.maximum(1, said + gold)
