"""Sweeps: coordinate descent over the topics of a factorisation, whose sums run in one order on every processor."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray

BLOCK = 4_096  # columns that are swept together
SUMMED = 256  # products of single precision that are added up before their sum is one of doubles
Factor = npt.NDArray[np.floating[Any]]


def sweep(factor: Factor, target: Factor, gram: Factor, measured: bool = True) -> float:
    """Move each topic's weights to where the others want them, in place; return by how much they were not there.

    The coordinate descent of scikit-learn's ``NMF`` (Cichocki & Phan 2009), which calls BLAS for its small products
    and so ends otherwise on another processor; here sums run in one order everywhere.

    Parameters
    ----------
    factor : array, shape (n_topics, n)
    target : array, shape (n_topics, n)
        Products of the other factor with the data.
    gram : array, shape (n_topics, n_topics)
        Of the other factor.
    measured : bool
        Whether to look how far there was to go, which costs as much as the sweep.

    Returns
    -------
    float
        Sum of the projected gradients' absolute values; 0 where it is not measured.
    """
    violation = 0.0
    for j in range(len(factor)):
        slope = np.einsum("k,ki->i", gram[j], factor) - target[j]
        if measured:
            violation += float(np.abs(np.where(factor[j] == 0, np.minimum(0.0, slope), slope)).sum())
        if gram[j, j] > 0:
            factor[j] = np.maximum(0.0, factor[j] - slope / gram[j, j])
    return violation


def gram_of(factor: Factor) -> FloatArray:
    """Return the inner products of rows, without BLAS: shape (n_rows, n_rows)."""
    products: FloatArray = np.einsum("ij,kj->ik", factor, factor)
    return products


def quick_gram(factor: Factor) -> FloatArray:
    """Do as `gram_of` does with a factor of single precision, to about 1e-7 of each product, in a third of the time."""
    total = np.zeros((len(factor), len(factor)))
    for a in range(0, factor.shape[1], SUMMED):
        total += gram_of(np.ascontiguousarray(factor[:, a : a + SUMMED]))
    return total
