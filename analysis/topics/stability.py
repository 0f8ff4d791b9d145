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
SAMPLE_TERMS = 4_000  # in most pages; the words of topics are among them
QUICK_ITER, QUICK_TOL = 30, 4e-3  # of factorisations that are only compared
TIED = 1e-9  # a difference that only rounding makes
RETURNED = 0.4  # average Jaccard from which a topic counts as the same


class Returns(NamedTuple):
    """How topics come back: mean average Jaccard, share of resamples that had them; each of shape (n_topics,)."""

    stability: FloatArray
    support: FloatArray


def usual_terms(X: sparse.csr_matrix) -> npt.NDArray[np.intp]:
    """Return the columns of the terms in most pages, in their order."""
    pages = np.bincount(X.indices, minlength=X.shape[1])
    return np.sort(np.argsort(-pages, kind="stable")[:SAMPLE_TERMS])


def quick_topics(X: sparse.csr_matrix, k: int, axes: Axes) -> FloatArray:
    """Return the components of a quick factorisation, good enough to compare."""
    return factorise(X, min(k, *X.shape), axes, QUICK_ITER, QUICK_TOL)[0]


def returns(X: sparse.csr_matrix, topics: Sequence[Sequence[str]], words: Callable[[FloatArray], Words]) -> Returns:
    """Measure how topics come back when the model is fitted to subsets of the pages.

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
        TF-IDF rows.
    topics : sequences of words
        The reference, ten words each.
    words : callable
        Gives the words of components of shape (n_topics, n_terms), ranked as those of the reference.
    """
    if not topics:
        return Returns(np.zeros(0), np.zeros(0))
    columns = usual_terms(X)
    found = []
    for rows in resamples(X.shape[0]):
        sample = sparse.csr_matrix(X[rows][:, columns])
        H = np.zeros((min(len(topics), *sample.shape), X.shape[1]))
        H[:, columns] = quick_topics(sample, len(topics), start_axes(sample, len(topics)))
        found.append(agreement(topics, words(H)))
    agreed = np.array(found)
    return Returns(agreed.mean(axis=0), (agreed >= RETURNED - TIED).mean(axis=0))
