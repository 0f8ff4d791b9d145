"""Stability: whether topics come back when other pages are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import FloatArray
from analysis.topics.factorisation import Axes, factorise, start_axes
from analysis.topics.quality import agreement
from analysis.topics.resamples import resamples

Words = list[list[str]]
Columns = npt.NDArray[np.intp]
SAMPLE_TERMS = 4_000  # in most pages; the words of topics are among them
QUICK_ITER, QUICK_TOL = 30, 4e-3  # of factorisations that are only compared
TIED = 1e-9  # a difference that only rounding makes
RETURNED = 0.4  # average Jaccard from which a topic counts as the same


class Returns(NamedTuple):
    """How topics come back: mean average Jaccard, share of resamples that had them; each of shape (n_topics,)."""

    stability: FloatArray
    support: FloatArray


def usual_terms(X: sparse.csr_matrix) -> Columns:
    """Return the columns of the terms in most pages, in their order."""
    pages = np.bincount(X.indices, minlength=X.shape[1])
    return np.sort(np.argsort(-pages, kind="stable")[:SAMPLE_TERMS])


def quick_topics(X: sparse.csr_matrix, k: int, axes: Axes) -> FloatArray:
    """Return the components of a quick factorisation, good enough to compare."""
    return factorise(X, min(k, *X.shape), axes, QUICK_ITER, QUICK_TOL)[0]


class Redrawn(NamedTuple):
    """Topics of each resample: components of shape (n_topics, n_columns), and which terms the columns are."""

    components: list[FloatArray]
    columns: Columns


def redraw(X: sparse.csr_matrix, n_topics: int) -> Redrawn:
    """Find topics in subsets of the pages, given their TF-IDF rows, shape (n_pages, n_terms)."""
    columns, found = usual_terms(X), []
    for rows in resamples(X.shape[0]):
        sample = sparse.csr_matrix(X[rows][:, columns])
        found.append(quick_topics(sample, n_topics, start_axes(sample, n_topics)))
    return Redrawn(found, columns)


def returns(drawn: Redrawn, topics: Sequence[Sequence[str]], words: Callable[[FloatArray, Columns], Words]) -> Returns:
    """Measure how topics come back when the model is fitted to subsets of the pages.

    Parameters
    ----------
    drawn : Redrawn
        As many topics of each subset as there are in the reference.
    topics : sequences of words
        The reference, ten words each.
    words : callable
        Gives the words of components of shape (n_topics, n_columns), ranked as those of the reference, given the terms
        that the columns are.
    """
    if not topics:
        return Returns(np.zeros(0), np.zeros(0))
    agreed = np.array([agreement(topics, words(H, drawn.columns)) for H in drawn.components])
    return Returns(agreed.mean(axis=0), (agreed >= RETURNED - TIED).mean(axis=0))
