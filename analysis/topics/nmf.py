"""NMF: topics by non-negative matrix factorisation that gives the same bits on every run."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted, validate_data

from analysis.arrays import ALIKE, UNASSIGNED, FloatArray, Labels
from analysis.topics.factorisation import factorise, solve_rows, start_axes
from analysis.topics.fitted import FittedArrays
from analysis.topics.sweeps import gram_of
from analysis.words.tfidf import as_float_rows

DECIMALS = 7  # of the topics: 1e-16 is the rounding of a processor's BLAS, 1e-4 the solver's own tolerance
UPDATES = 5  # rounds over the topics after each further batch


class TopicNMF(FittedArrays, ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Topics of pages by NMF of their TF-IDF rows (Lee & Seung 1999), without a seed.

    The start is NNDSVD (Boutsidis & Gallopoulos 2008) with its zeros filled by the mean, from an exact SVD; the solver
    is coordinate descent with momentum (Ang & Gillis 2019); topics stand in falling order of their share and are
    rounded, so that they are the same on every processor. Transform solves each row by itself, so that a page's topics
    do not depend on its neighbours.

    Parameters
    ----------
    n_topics : int
        How many; fewer are made when the matrix has a smaller side.
    max_iter : int
        Rounds at most, each with two products with the data.
    tol : float
        Relative change of the first round's violation at which to stop.
    n_sweeps : int
        Rounds of coordinate descent for each row in `transform`.
    plain : bool
        Do as scikit-learn does: without momentum, in double precision, from a start that is not rounded. Slower, and
        not quite the same on every processor.

    Attributes
    ----------
    components_ : array, shape (n_topics, n_terms)
        Each row has length one, so that weights compare across topics.
    n_iter_ : int
    n_samples_seen_ : int
        Rows fitted so far.
    inner_, cross_ : arrays, shapes (n_topics, n_topics), (n_topics, n_terms)
        Sums over these rows from which `partial_fit` goes on.
    """

    FITTED = ("components_", "n_iter_", "n_samples_seen_", "n_features_in_", "inner_", "cross_")

    def __init__(
        self,
        n_topics: int = 10,
        *,
        max_iter: int = 50,
        tol: float = 1e-4,
        n_sweeps: int = 100,
        plain: bool = False,
    ) -> None:
        self.n_topics = n_topics
        self.max_iter = max_iter
        self.tol = tol
        self.n_sweeps = n_sweeps
        self.plain = plain

    def fit(self, X: Any, y: None = None) -> Self:  # noqa: ANN401  # what scikit-learn takes
        """Find the topics of a non-negative matrix, shape (n_pages, n_terms)."""
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Any, y: None = None) -> FloatArray:  # noqa: ANN401  # what scikit-learn takes
        """Find the topics and return the pages' weights on them, shape (n_pages, n_topics)."""
        return self.learn(self._check(X, reset=True))

    def learn(self, X: sparse.csr_matrix, threads: int = 1) -> FloatArray:
        """Do as `fit_transform` does, without its checks; a matrix without rows or terms has no topics.

        ``threads`` are for what is ``plain``; the result does not depend on them.
        """
        k = min(self.n_topics, *X.shape)
        H, self.n_iter_ = factorise(X, k, start_axes(X, k), self.max_iter, self.tol, self.plain, threads)
        H = H.round(DECIMALS)
        order = np.argsort(-solve_rows(X, H, self.n_sweeps).sum(axis=0).round(ALIKE), kind="stable")
        self.components_: FloatArray = np.ascontiguousarray(H[order])
        W = solve_rows(X, self.components_, self.n_sweeps)  # again: among topics that are alike, their order shows
        self.n_samples_seen_ = len(W)
        self.inner_, self.cross_ = _sums(X, W)
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
        self.inner_, self.cross_ = self.inner_ + inner, self.cross_ + cross
        self.n_samples_seen_ += len(W)
        self._follow_sums()
        return self

    def _follow_sums(self) -> None:
        """Move the topics to where the sums over all batches want them, rows of length one again."""
        H = self.components_.copy()  # those that were handed out stay as they were
        for _ in range(UPDATES):
            for j in np.flatnonzero(np.diag(self.inner_) > 0).tolist():
                slope = self.cross_[j] - (self.inner_[j, :, None] * H).sum(axis=0)
                H[j] = np.maximum(0.0, H[j] + slope / self.inner_[j, j])
        size = np.linalg.norm(H, axis=1)
        self.components_ = normalize(H).round(DECIMALS)
        self.inner_ = self.inner_ * np.outer(size, size)
        self.cross_ = self.cross_ * size[:, None]

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
        return len(self.components_)  # for scikit-learn's get_feature_names_out

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401  # scikit-learn has no types
        """Say that input must not be negative and may be sparse."""
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = True
        tags.input_tags.sparse = True
        return tags


def _sums(X: sparse.csr_matrix, W: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return what a factorisation remembers of rows: ``W'W`` and ``W'X``."""
    return gram_of(np.ascontiguousarray(W.T)), np.ascontiguousarray(np.asarray((X.T @ W).T))


def strongest(W: FloatArray) -> Labels:
    """Return each row's strongest topic, of equals the first; 0 where there are no topics."""
    return W.round(ALIKE).argmax(axis=1) if W.shape[1] else np.zeros(len(W), np.int64)


def assign(W: FloatArray) -> tuple[Labels, FloatArray]:
    """Return each row's strongest topic and that topic's share of the row's weight.

    Returns
    -------
    topic : int array, shape (n_rows,)
        `UNASSIGNED` for a row without weight.
    share : array, shape (n_rows,)
    """
    total = W.sum(axis=1)
    topic = np.where(total > 0, strongest(W), UNASSIGNED)
    share = np.divide(W.max(axis=1, initial=0.0), total, out=np.zeros(len(W)), where=total > 0)
    return topic, share


def page_shares(W: FloatArray) -> FloatArray:
    """Return each page's weights as shares that sum to one; zeros for a page without weight."""
    total = W.sum(axis=1, keepdims=True)
    shares: FloatArray = np.divide(W, total, out=np.zeros(W.shape), where=total > 0)
    return shares
