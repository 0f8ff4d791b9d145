"""SVD: the largest singular triplets, the same bits on every run."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.linalg import svd
from scipy.sparse.linalg import svds
from sklearn.utils.extmath import svd_flip
from threadpoolctl import threadpool_limits

from analysis.arrays import FloatArray

SMALL = 64  # rows or columns up to which a dense decomposition costs nothing and ARPACK may fail


def exact_svd(X: sparse.csr_matrix, rank: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Compute the largest singular triplets, the same bits on every run.

    ARPACK from a fixed start vector in one thread, with a sign rule (scikit-learn's ``svd_flip``): a randomised SVD
    differs from run to run enough to change whole topics.

    Parameters
    ----------
    X : CSR matrix, shape (n_rows, n_columns)
    rank : int
        At most ``min(X.shape) - 1``.

    Returns
    -------
    U, s, Vt : arrays, shapes (n_rows, rank), (rank,), (rank, n_columns)
        In falling order of ``s``.
    """
    with threadpool_limits(1):
        if min(X.shape) <= SMALL or not X.nnz:
            u, s, vt = svd(X.toarray(), full_matrices=False)
        else:
            start = np.random.default_rng(0).standard_normal(min(X.shape))
            u, s, vt = svds(X, k=rank, v0=start, solver="arpack")
            u, s, vt = u[:, ::-1], s[::-1], vt[::-1]
    u, vt = svd_flip(u[:, :rank], vt[:rank])
    return u, s[:rank].copy(), vt
