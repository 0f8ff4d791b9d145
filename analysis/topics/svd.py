"""SVD: the largest singular triplets, and vectors that depend on their matrix alone."""

from __future__ import annotations

from inspect import signature

import numpy as np
from scipy import sparse
from scipy.linalg import svd
from scipy.sparse.linalg import LinearOperator, aslinearoperator, eigsh

from analysis.arrays import FloatArray, one_thread

SMALL = 64  # rows or columns up to which a dense decomposition costs nothing and ARPACK may fail
SPARE = 8  # triplets computed beyond those asked for, so that the last of these is not one of several equal ones
NULL = 1e-9  # of the largest value: what is left of zero after rounding
NEAR = 1e-6  # of the largest value: below this gap, rounding decides how two vectors share their plane
# Where ARPACK runs out of directions it draws new ones: in scipy 1.17 and newer from a generator of its caller's,
# before by a state of its own, which each call moves on.
DRAWN = {"rng": 0} if "rng" in signature(eigsh).parameters else {}


def exact_svd(X: sparse.csr_matrix, rank: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Compute the largest singular triplets, the same on every run and, but for rounding, on every processor.

    ARPACK from a fixed start vector in one thread: a randomised SVD differs from run to run enough to change whole
    topics. Signs, and the vectors of (nearly) equal values, are settled by `settle`.

    Parameters
    ----------
    X : CSR matrix, shape (n_rows, n_columns)
    rank : int
        At most ``min(X.shape) - 1``.

    Returns
    -------
    U, s, Vt : arrays, shapes (n_rows, rank), (rank,), (rank, n_columns)
        In falling order of ``s``; zeros where it is null, as any vectors would do there.
    """
    most = min(rank + SPARE, min(X.shape) - 1)
    with one_thread():
        if min(X.shape) <= SMALL or not X.nnz:
            u, s, vt = svd(X.toarray(), full_matrices=False)
        else:
            u, s, vt = _largest(X, most)
        turn = settle(vt.T, s)
        u, v = u @ turn, vt.T @ turn
        u[:, s <= NULL * s[0]], v[:, s <= NULL * s[0]] = 0.0, 0.0
    return u[:, :rank], s[:rank].copy(), np.ascontiguousarray(v[:, :rank].T)


def _largest(X: sparse.csr_matrix, k: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Do as scipy's ``svds`` does with ARPACK, which hands no generator on."""
    given, wide = aslinearoperator(X), X.shape[0] < X.shape[1]
    forth, back = (given.rmatvec, given.matvec) if wide else (given.matvec, given.rmatvec)
    n = min(X.shape)
    gram = LinearOperator((n, n), lambda x: back(forth(x)), dtype=X.dtype)
    vectors = np.linalg.qr(leading(gram, k)[1])[0]
    u, s, vt = svd(given.rmatmat(vectors) if wide else given.matmat(vectors), full_matrices=False)
    return (vectors @ vt.T, s, u.T) if wide else (u, s, vt @ vectors.T)


def leading(operator: LinearOperator, k: int) -> tuple[FloatArray, FloatArray]:
    """Return the k largest eigenvalues of a symmetric operator, rising, and their vectors, from a fixed start."""
    start = np.random.default_rng(0).standard_normal(operator.shape[0])
    values, vectors = eigsh(operator, k=k, which="LA", v0=start, **DRAWN)
    return values, vectors


def settle(vectors: FloatArray, values: FloatArray) -> FloatArray:
    """Return the rotation after which singular vectors or eigenvectors are those of their matrix alone.

    A vector's sign is free, and so is the basis of the vectors of equal values; rounding, which differs from processor
    to processor, would choose. Here each group of vectors whose values are nearer than `NEAR` is turned towards fixed
    random directions.

    Parameters
    ----------
    vectors : array, shape (n, k)
        Orthonormal columns.
    values : array, shape (k,)
        In falling order.

    Returns
    -------
    array, shape (k, k)
        Orthogonal, to be multiplied from the right.
    """
    k = len(values)
    towards = np.random.default_rng(0).standard_normal((len(vectors), k))
    turn = np.zeros((k, k))
    gaps = -np.diff(values) > NEAR * np.abs(values).max(initial=0.0)
    for group in np.split(np.arange(k), np.flatnonzero(gaps) + 1):
        q, r = np.linalg.qr(vectors[:, group].T @ towards[:, : len(group)])
        turn[np.ix_(group, group)] = q * np.where(np.diag(r) < 0, -1.0, 1.0)
    return turn
