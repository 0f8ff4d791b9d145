"""Scores: how well kept lines agree with gold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

GOOD = 0.95  # F1 of characters above which a page needs no second look


@dataclass(frozen=True, slots=True)
class SeparationScores:
    """How well kept lines agree with gold.

    Attributes
    ----------
    char_precision, char_recall, char_f1, line_precision, line_recall, line_f1 : float
        Of the kept lines of all pages together, by characters and by lines.
    page_f1, page_median : float
        Mean and median of the pages' own F1 of characters.
    page_good : float
        Share of the pages whose own is above `GOOD`.
    """

    char_precision: float
    char_recall: float
    char_f1: float
    line_precision: float
    line_recall: float
    line_f1: float
    page_f1: float
    page_median: float
    page_good: float


def separation_scores(
    page: npt.NDArray[np.int64],
    weight: npt.NDArray[np.int64],
    gold: npt.NDArray[np.bool_],
    kept: npt.NDArray[np.bool_],
) -> SeparationScores:
    """Score kept lines against gold, each array of shape (n_lines,); ``weight`` is a line's number of characters."""
    right = gold & kept
    by_char = _prf(weight[right].sum(), weight[kept].sum(), weight[gold].sum())
    by_line = _prf(right.sum(), kept.sum(), gold.sum())
    pages = []
    for p in np.unique(page[gold & (weight > 0)]):
        here = page == p
        pages.append(_prf(weight[right & here].sum(), weight[kept & here].sum(), weight[gold & here].sum())[2])
    own = np.array(pages or [0.0])
    return SeparationScores(*by_char, *by_line, float(own.mean()), float(np.median(own)), float(np.mean(own > GOOD)))


def _prf(right: float, said: float, gold: float) -> tuple[float, float, float]:
    return float(right / max(1, said)), float(right / max(1, gold)), float(2 * right / max(1, said + gold))
