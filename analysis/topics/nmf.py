"""NMF: topics by non-negative matrix factorisation that gives the same bits on every run."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import non_negative_factorization
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_is_fitted, validate_data
from threadpoolctl import threadpool_limits

from analysis.arrays import UNASSIGNED, FloatArray
from analysis.topics.svd import exact_svd
from analysis.words.tfidf import as_float_rows

UPDATES = 5  # rounds over the topics after each further batch
RESTING = 1e-10  # change of a row's weights, of its largest, below which it has been solved


class TopicNMF(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Topics of pages by NMF of their TF-IDF rows (Lee & Seung 1999), without a seed.

    The start is NNDSVD (Boutsidis & Gallopoulos 2008) with its zeros filled by the mean, from an exact SVD; the solver
    is scikit-learn's coordinate descent in one thread; topics stand in falling order of their share. Transform
    solves each row by itself, so that a page's topics do not depend on its neighbours.

    Parameters
    ----------
    n_topics : int
        How many; fewer are made when the matrix has a smaller side.
    max_iter : int
        Rounds of coordinate descent at most.
    tol : float
        Relative change of the first round's violation at which to stop.
    n_sweeps : int
        Rounds of coordinate descent for each row in `transform`.

    Attributes
    ----------
    components_ : array, shape (n_topics, n_terms)
        Each row has length one, so that weights compare across topics.
    n_iter_ : int
    n_samples_seen_ : int
        Rows fitted so far.
    """

    def __init__(self, n_topics: int = 10, max_iter: int = 400, tol: float = 1e-4, n_sweeps: int = 100) -> None:
        self.n_topics = n_topics
        self.max_iter = max_iter
        self.tol = tol
        self.n_sweeps = n_sweeps

    def fit(self, X: Any, y: None = None) -> Self:  # noqa: ANN401  # what scikit-learn takes
        """Find the topics of a non-negative matrix, shape (n_pages, n_terms)."""
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Any, y: None = None) -> FloatArray:  # noqa: ANN401  # what scikit-learn takes
        """Find the topics and return the pages' weights on them, shape (n_pages, n_topics)."""
        X = self._check(X, reset=True)
        k = min(self.n_topics, *X.shape)
        H, self.n_iter_ = factorise(X, k, start_axes(X, k), self.max_iter, self.tol)
        W = solve_rows(X, H, self.n_sweeps)
        order = np.argsort(-W.sum(axis=0), kind="stable")
        self.components_: FloatArray = np.ascontiguousarray(H[order])
        W = np.ascontiguousarray(W[:, order])
        self.n_samples_seen_ = len(W)
        self._inner, self._cross = _sums(X, W)
        return W

    def partial_fit(self, X: Any, y: None = None) -> Self:  # noqa: ANN401  # what scikit-learn takes
        """Go on learning from a further batch of rows, shape (n_pages, n_terms).

        Weights of the batch are solved against the topics as they stand; the topics then follow the sums of all
        batches (Mairal, Bach, Ponce & Sapiro 2010), so that memory does not grow. The first batch is fitted as `fit`
        does and settles how many topics there are; they keep their places afterwards. CONTRIBUTING tells how far this
        stays behind `fit`.
        """
        first = not hasattr(self, "components_")
        X = self._check(X, reset=first)
        if first:
            return self.fit(X)
        W = solve_rows(X, self.components_, self.n_sweeps)
        inner, cross = _sums(X, W)
        self._inner, self._cross = self._inner + inner, self._cross + cross
        self.n_samples_seen_ += len(W)
        self._follow_sums()
        return self

    def _follow_sums(self) -> None:
        """Move the topics to where the sums over all batches want them, rows of length one again."""
        H = self.components_
        for _ in range(UPDATES):
            for j in np.flatnonzero(np.diag(self._inner) > 0).tolist():
                with threadpool_limits(1):
                    slope = self._cross[j] - self._inner[j] @ H
                H[j] = np.maximum(0.0, H[j] + slope / self._inner[j, j])
        size = np.linalg.norm(H, axis=1)
        self.components_ = _unit_rows(H)
        self._inner = self._inner * np.outer(size, size)
        self._cross = self._cross * size[:, None]

    def transform(self, X: Any) -> FloatArray:  # noqa: ANN401  # what scikit-learn takes
        """Return the pages' weights on the topics, shape (n_pages, n_topics); zeros for a page without a known word."""
        check_is_fitted(self)
        return solve_rows(self._check(X, reset=False), self.components_, self.n_sweeps)

    def _check(self, X: Any, reset: bool) -> sparse.csr_matrix:  # noqa: ANN401  # what scikit-learn takes
        X = as_float_rows(validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=reset))
        if X.nnz and X.data.min() < 0:
            raise ValueError("Negative values in data passed to TopicNMF; give counts or TF-IDF weights, 0 or more")
        return X

    @property
    def _n_features_out(self) -> int:
        return len(self.components_)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401  # scikit-learn has no types
        """Say that input must not be negative and may be sparse."""
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = True
        tags.input_tags.sparse = True
        return tags


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
    with threadpool_limits(1):
        gram = H @ H.T
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


def _sums(X: sparse.csr_matrix, W: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return what a factorisation remembers of rows: ``W'W`` and ``W'X``."""
    with threadpool_limits(1):
        return W.T @ W, np.ascontiguousarray(np.asarray((X.T @ W).T))


def assign(W: FloatArray) -> tuple[np.ndarray[Any, np.dtype[np.int64]], FloatArray]:
    """Return each row's strongest topic and that topic's share of the row's weight.

    Returns
    -------
    topic : int array, shape (n_rows,)
        `UNASSIGNED` for a row without weight.
    share : array, shape (n_rows,)
    """
    total = W.sum(axis=1)
    topic = np.where(total > 0, W.argmax(axis=1) if W.shape[1] else 0, UNASSIGNED)
    share = np.divide(W.max(axis=1, initial=0.0), total, out=np.zeros(len(W)), where=total > 0)
    return topic, share


Axes = tuple[FloatArray, FloatArray, FloatArray]


def start_axes(X: sparse.csr_matrix, k: int) -> Axes:
    """Return the singular triplets from which ``k`` topics, or fewer, start."""
    rank = min(k, min(X.shape) - 1)
    if rank < 1 or not X.nnz:
        return np.zeros((X.shape[0], 0)), np.zeros(0), np.zeros((0, X.shape[1]))
    return exact_svd(X, rank)


def factorise(X: sparse.csr_matrix, k: int, axes: Axes, max_iter: int, tol: float) -> tuple[FloatArray, int]:
    """Factorise a matrix into ``k`` topics from given singular triplets.

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
    k : int
    axes : U, s, Vt
        Of `start_axes`, for ``k`` topics or more.
    max_iter : int
    tol : float

    Returns
    -------
    H : array, shape (k, n_terms)
        Rows of length one.
    n_iter : int
    """
    W, H = _start(X, k, axes)
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # n_iter_ tells
        _, H, n_iter = non_negative_factorization(
            X, W=W, H=H, n_components=k, init="custom", max_iter=max_iter, tol=tol
        )
    return _unit_rows(H), n_iter


def _start(X: sparse.csr_matrix, k: int, axes: Axes) -> tuple[FloatArray, FloatArray]:
    """Return the NNDSVDa start: the dominant signed half of each singular pair, zeros filled with the mean."""
    n, m = X.shape
    mean = max(X.sum() / (n * m), 1e-12)
    W, H = np.full((n, k), mean), np.full((k, m), mean)
    U, s, Vt = axes
    for j in range(min(k, len(s))):
        u, v = _dominant_half(U[:, j], Vt[j])
        size = np.linalg.norm(u) * np.linalg.norm(v)
        if size > 0:
            W[:, j] = np.maximum(np.sqrt(s[j] * size) * u / np.linalg.norm(u), 0.0)
            H[j] = np.maximum(np.sqrt(s[j] * size) * v / np.linalg.norm(v), 0.0)
    W[W <= 0] = mean
    H[H <= 0] = mean
    return W, H


def _dominant_half(u: FloatArray, v: FloatArray) -> tuple[FloatArray, FloatArray]:
    positive = np.maximum(u, 0), np.maximum(v, 0)
    negative = np.maximum(-u, 0), np.maximum(-v, 0)
    sizes = [np.linalg.norm(a) * np.linalg.norm(b) for a, b in (positive, negative)]
    return positive if sizes[0] >= sizes[1] else negative


def _unit_rows(H: FloatArray) -> FloatArray:
    size = np.linalg.norm(H, axis=1, keepdims=True)
    unit: FloatArray = np.divide(H, size, out=np.zeros_like(H), where=size > 0)
    return unit


def page_shares(W: FloatArray) -> FloatArray:
    """Return each page's weights as shares that sum to one; zeros for a page without weight."""
    total = W.sum(axis=1, keepdims=True)
    shares: FloatArray = np.divide(W, total, out=np.zeros(W.shape), where=total > 0)
    return shares
