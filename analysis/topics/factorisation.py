"""Factorisation: a matrix as the product of two that are not negative, the same bits on every processor."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.arrays import FloatArray
from analysis.topics.svd import exact_svd

START_DECIMALS = 4  # of the start: finer digits do not change where it leads, and processors round them differently
SAME = 1e-9  # of a length: below this difference the positive half of an axis is taken
RESTING = 1e-10  # change of a row's weights, of its largest, below which it has been solved
INNER = 4  # sweeps a product
CALM = 10  # rounds of one sweep each, which settle where it leads
BLOCK = 4_096  # columns that are swept together
Factor = npt.NDArray[np.floating[Any]]
Axes = tuple[FloatArray, FloatArray, FloatArray]


def start_axes(X: sparse.csr_matrix, k: int) -> Axes:
    """Return the singular triplets from which ``k`` topics, or fewer, start."""
    rank = min(k, min(X.shape) - 1)
    if rank < 1 or not X.nnz:
        return np.zeros((X.shape[0], 0)), np.zeros(0), np.zeros((0, X.shape[1]))
    return exact_svd(X, rank)


def factorise(
    X: sparse.csr_matrix, k: int, axes: Axes, max_iter: int, tol: float, plain: bool = False
) -> tuple[FloatArray, int]:
    """Factorise a matrix into ``k`` topics from given singular triplets; into none with ``k`` 0.

    Accelerated HALS (Gillis & Glineur 2012): the products with the data, which cost most, serve several sweeps over
    the topics. In single precision; the rounding of both starts and results hides that. Stops by the projected
    gradient (Lin 2007).

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
    k : int
    axes : U, s, Vt
        Of `start_axes`, for ``k`` topics or more.
    max_iter : int
        Products with the data, at most.
    tol : float
        Of the first round's violation, at which to stop.
    plain : bool
        One sweep a product, in double precision, from a start as it comes: scikit-learn's coordinate descent.

    Returns
    -------
    H : array, shape (k, n_terms)
        Rows of length one.
    n_iter : int
    """
    if not k:
        return np.zeros((0, X.shape[1])), 0
    kind: type[np.floating[Any]] = np.float64 if plain else np.float32
    factors = _start(X, k, axes, None if plain else START_DECIMALS)
    W: Factor = np.asarray(factors[0], kind)
    H: Factor = np.asarray(factors[1], kind)
    rows = X.astype(kind)
    columns = sparse.csr_matrix(rows.T)
    first, n_iter = 0.0, 0
    while n_iter < max_iter:
        n_iter += 1
        sweeps = 1 if plain or n_iter <= CALM else INNER
        violation = _update(W, H, rows, sweeps) + _update(H, W, columns, sweeps)
        first = first or violation
        if violation <= tol * first:
            break
    return normalize(H.astype(np.float64)), n_iter


def _update(factor: Factor, other: Factor, data: sparse.csr_matrix, inner: int) -> float:
    """Move one factor to where the data and the other want it, in place; return by how much it was not there."""
    target = data @ np.ascontiguousarray(other.T)
    gram = gram_of(other.astype(np.float64)).astype(factor.dtype)
    violation = 0.0
    for a in range(0, factor.shape[1], BLOCK):  # each row of the data stands by itself; a block stays in the cache
        part, goal = np.ascontiguousarray(factor[:, a : a + BLOCK]), np.ascontiguousarray(target[a : a + BLOCK].T)
        violation += _sweep(part, goal, gram)
        for _ in range(inner - 1):
            _sweep(part, goal, gram, measured=False)
        factor[:, a : a + BLOCK] = part
    return violation


def _start(X: sparse.csr_matrix, k: int, axes: Axes, decimals: int | None) -> tuple[FloatArray, FloatArray]:
    """Return the NNDSVDa start: the dominant signed half of each singular pair, zeros filled with the mean.

    Returns
    -------
    W, H : arrays, shapes (k, n_rows), (k, n_terms)
    """
    n, m = X.shape
    mean = max(X.sum() / (n * m), 1e-12)
    W, H = np.zeros((k, n)), np.zeros((k, m))
    U, s, Vt = axes
    for j in range(min(k, len(s))):
        u, v = _dominant_half(U[:, j], Vt[j])
        size = np.linalg.norm(u) * np.linalg.norm(v)
        if size > 0:
            W[j] = np.sqrt(s[j] * size) * u / np.linalg.norm(u)
            H[j] = np.sqrt(s[j] * size) * v / np.linalg.norm(v)
    if decimals is not None:
        W, H = W.round(decimals), H.round(decimals)
    W[W <= 0] = mean
    H[H <= 0] = mean
    return W, H


def _dominant_half(u: FloatArray, v: FloatArray) -> tuple[FloatArray, FloatArray]:
    positive = np.maximum(u, 0), np.maximum(v, 0)
    negative = np.maximum(-u, 0), np.maximum(-v, 0)
    sizes = [np.linalg.norm(a) * np.linalg.norm(b) for a, b in (positive, negative)]
    return positive if sizes[0] >= sizes[1] * (1.0 - SAME) else negative


def _sweep(factor: Factor, target: Factor, gram: Factor, measured: bool = True) -> float:
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


def solve_rows(X: sparse.csr_matrix, H: FloatArray, sweeps: int) -> FloatArray:
    """Solve ``min ||x - w H||, w >= 0`` for each row by coordinate descent, the same bits in any batch.

    Sums run along each row by itself (no BLAS, whose blocking depends on the batch), and a row rests as soon as a
    sweep has not moved it, whatever the others do.

    Parameters
    ----------
    X : CSR matrix, shape (n_rows, n_terms)
    H : array, shape (n_topics, n_terms)
    sweeps : int

    Returns
    -------
    array, shape (n_rows, n_topics)
    """
    gram = gram_of(H)
    target = np.ascontiguousarray(np.asarray(X @ H.T))
    W = np.zeros_like(target)
    topics = np.flatnonzero(np.diag(gram) > 0).tolist()
    moving = np.arange(len(W))
    for _ in range(sweeps):
        if not len(moving):
            break
        before, now, goal = W[moving], W[moving], target[moving]
        for j in topics:
            now[:, j] = np.maximum(0.0, now[:, j] + (goal[:, j] - (now * gram[j]).sum(axis=1)) / gram[j, j])
        W[moving] = now
        moving = moving[np.abs(now - before).max(axis=1, initial=0.0) > RESTING * np.abs(now).max(axis=1, initial=0.0)]
    return W


def gram_of(factor: FloatArray) -> FloatArray:
    """Return the inner products of rows, without BLAS: shape (n_rows, n_rows)."""
    products: FloatArray = np.einsum("ij,kj->ik", factor, factor)
    return products
