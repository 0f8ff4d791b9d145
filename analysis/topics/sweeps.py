"""Sweeps: coordinate descent over the topics of a factorisation, whose sums run in one order on every processor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray

BLOCK = 4_096  # columns that are swept together
FEW = 4  # rows of which all products are as quick as half of them
SUMMED = 256  # products of single precision that are added up before their sum is one of doubles
Factor = npt.NDArray[np.floating[Any]]
Each = Callable[..., Iterator[Any]]  # as `map` is called


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
    slope, far = np.empty((2, *target.shape[1:]), target.dtype)  # the same memory for all topics
    for j, row in enumerate(factor):
        np.einsum("k,ki->i", gram[j], factor, out=slope)
        slope -= target[j]
        if measured:
            np.minimum(slope, 0.0, out=far)
            np.copyto(far, slope, where=row != 0)
            violation += float(np.abs(far, out=far).sum())
        if gram[j, j] > 0:
            slope /= gram[j, j]
            np.maximum(np.subtract(row, slope, out=row), 0.0, out=row)
    return violation


def gram_of(factor: Factor, each: Each = map) -> FloatArray:
    """Return the inner products of rows, without BLAS: shape (n_rows, n_rows). ``each`` may be that of threads."""
    n = len(factor)
    if n < FEW or factor.shape[1] < BLOCK:
        products: FloatArray = np.einsum("ij,kj->ik", factor, factor)
        return products
    half = np.empty((n, n))

    def fill(i: int) -> None:
        rest = min(i, n - 2)  # of a single row, numpy would add up in another order
        half[i, rest:] = half[rest:, i] = np.einsum("j,kj->k", factor[i], factor[rest:])

    list(each(fill, range(n)))
    return half


def quick_gram(factor: Factor) -> FloatArray:
    """Do as `gram_of` does with a factor of single precision, to about 1e-7 of each product, in a third of the time."""
    total = np.zeros((len(factor), len(factor)))
    for a in range(0, factor.shape[1], SUMMED):
        total += gram_of(np.ascontiguousarray(factor[:, a : a + SUMMED]))
    return total
