"""Scores: how well kept lines agree with gold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class SeparationScores:
    """Precision, recall and F1 of the kept lines, by characters and by lines, and the mean F1 of the pages."""

    char_precision: float
    char_recall: float
    char_f1: float
    line_precision: float
    line_recall: float
    line_f1: float
    page_f1: float


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
    return SeparationScores(*by_char, *by_line, float(np.mean(pages)) if pages else 0.0)


def _prf(right: float, said: float, gold: float) -> tuple[float, float, float]:
    return float(right / max(1, said)), float(right / max(1, gold)), float(2 * right / max(1, said + gold))
