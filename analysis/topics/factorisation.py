"""Factorisation: a matrix as the product of two that are not negative, the same bits on every processor."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.arrays import FloatArray
from analysis.topics.momentum import hasten
from analysis.topics.svd import exact_svd
from analysis.topics.sweeps import BLOCK, Each, Factor, gram_of, sweep

START_DECIMALS = 4  # of the start: finer digits do not change where it leads, and processors round them differently
SAME = 1e-9  # of a length: below this difference the positive half of an axis is taken
RESTING = 1e-10  # change of a row's weights, of its largest, below which it has been solved
Axes = tuple[FloatArray, FloatArray, FloatArray]


def start_axes(X: sparse.csr_matrix, k: int) -> Axes:
    """Return the singular triplets from which ``k`` topics, or fewer, start."""
    rank = min(k, min(X.shape) - 1)
    if rank < 1 or not X.nnz:
        return np.zeros((X.shape[0], 0)), np.zeros(0), np.zeros((0, X.shape[1]))
    return exact_svd(X, rank)


def factorise(  # noqa: PLR0913, PLR0917  # all that a solver can be told
    X: sparse.csr_matrix, k: int, axes: Axes, max_iter: int, tol: float, plain: bool = False, threads: int = 1
) -> tuple[FloatArray, int]:
    """Factorise a matrix into ``k`` topics from given singular triplets; into none with ``k`` 0.

    Coordinate descent with momentum (`analysis.topics.momentum`), in single precision; the rounding of both starts and
    results hides that. Stops by the projected gradient (Lin 2007).

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
    k : int
    axes : U, s, Vt
        Of `start_axes`, for ``k`` topics or more.
    max_iter : int
        Rounds, at most.
    tol : float
        Of the first round's violation, at which to stop.
    plain : bool
        Without momentum, in double precision, from a start as it comes: scikit-learn's coordinate descent.
    threads : int
        For that; the result does not depend on them.

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
    if plain:
        H, n_iter = _descend(W, H, rows, columns, max_iter, tol, threads)
    else:
        H, n_iter = hasten(W, H, rows, columns, max_iter, tol)
    return normalize(H.astype(np.float64)), n_iter


def _descend(  # noqa: PLR0913, PLR0917  # what `hasten` takes, and threads
    W: Factor, H: Factor, rows: sparse.csr_matrix, columns: sparse.csr_matrix, max_iter: int, tol: float, threads: int
) -> tuple[Factor, int]:
    """Do as `hasten` does without carrying anything on, and in place."""
    first, n_iter = 0.0, 0
    pages, terms = _pieces(rows, threads), _pieces(columns, threads)
    with ThreadPoolExecutor(threads) as pool:
        each: Each = pool.map if threads > 1 else map
        while n_iter < max_iter:
            n_iter += 1
            violation = _update(W, H, pages, each) + _update(H, W, terms, each)
            first = first or violation
            if violation <= tol * first:
                break
    return H, n_iter


def _pieces(data: sparse.csr_matrix, n: int) -> list[sparse.csr_matrix]:
    """Cut the rows of data, each of which is multiplied by itself, into so many pieces."""
    return [data[a:b] for a, b in pairwise(np.linspace(0, data.shape[0], n + 1).astype(int).tolist())]


def _update(factor: Factor, other: Factor, data: Sequence[sparse.csr_matrix], each: Each) -> float:
    """Move one factor to where the data and the other want it, in place; return by how much it was not there."""
    across, gram = np.ascontiguousarray(other.T), gram_of(other, each)
    target = np.vstack(list(each(lambda piece: piece @ across, data)))

    def move(a: int) -> float:
        part, goal = np.ascontiguousarray(factor[:, a : a + BLOCK]), np.ascontiguousarray(target[a : a + BLOCK].T)
        violation = sweep(part, goal, gram)
        factor[:, a : a + BLOCK] = part
        return violation

    return sum(each(move, range(0, factor.shape[1], BLOCK)))  # a block stays in the cache


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


def solve_rows(X: sparse.csr_matrix, H: FloatArray, sweeps: int) -> FloatArray:
    """Solve ``min ||x - w H||, w >= 0`` for each row by coordinate descent, the same bits in any batch.

    No BLAS, whose blocking depends on the batch, and a row rests as soon as a sweep has not moved it, whatever the
    others do.

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
    for a in range(0, len(W), BLOCK):
        W[a : a + BLOCK] = _solved(target[a : a + BLOCK], gram, sweeps)
    return W


def _solved(target: FloatArray, gram: FloatArray, sweeps: int) -> FloatArray:
    """Solve some rows, given their products with the topics; shape (n_rows, n_topics)."""
    W = np.zeros_like(target)
    moving = np.arange(len(W))
    for _ in range(sweeps):
        if not len(moving):
            break
        rows = np.append(moving, moving[:1])  # of two or more, each is summed by itself, one topic after another
        now, goal = np.ascontiguousarray(W[rows].T), np.ascontiguousarray(target[rows].T)
        before = now.copy()
        sweep(now, goal, gram, measured=False)
        W[rows] = now.T
        change, size = np.abs(now - before).max(axis=0, initial=0.0), np.abs(now).max(axis=0, initial=0.0)
        moving = moving[(change > RESTING * size)[:-1]]
    return W
