"""Clusters: which pages belong together."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator, ClusterMixin, TransformerMixin
from sklearn.cluster import KMeans
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted, validate_data
from threadpoolctl import threadpool_limits

from analysis.tfidf import FloatArray, as_float_rows, exact_svd

UNASSIGNED = -1


class PageClusters(TransformerMixin, ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Spherical k-means of pages in their latent semantic space (Deerwester et al. 1990).

    TF-IDF rows are reduced by an exact truncated SVD, brought to length one and clustered in one thread. Clusters
    stand in falling order of size. A row of zeros belongs to no cluster.

    Parameters
    ----------
    n_clusters : int
        How many; fewer are made when there are fewer different pages.
    n_dimensions : int
        Of the latent space.
    n_init : int
        Starts of k-means.
    random_state : int
        Of the starts; the same number gives the same clusters.

    Attributes
    ----------
    cluster_centers_ : array, shape (n_clusters, n_dimensions)
    axes_ : array, shape (n_dimensions, n_terms)
    labels_ : int array, shape (n_pages,)
    """

    def __init__(
        self, n_clusters: int = 8, n_dimensions: int = 100, n_init: int = 10, random_state: int | None = 0
    ) -> None:
        self.n_clusters = n_clusters
        self.n_dimensions = n_dimensions
        self.n_init = n_init
        self.random_state = random_state

    def fit(self, X: Any, y: None = None) -> Self:  # noqa: ANN401  # what scikit-learn takes
        """Cluster the rows of a matrix, shape (n_pages, n_terms)."""
        X = as_float_rows(validate_data(self, X, accept_sparse="csr", dtype=np.float64))
        rank = min(self.n_dimensions, min(X.shape) - 1)
        self.axes_ = exact_svd(X, rank)[2] if rank >= 1 else np.eye(1, X.shape[1])
        points = self._project(X)
        used = np.flatnonzero(points.any(axis=1))
        self.labels_ = np.full(X.shape[0], UNASSIGNED)
        self.cluster_centers_ = np.zeros((0, len(self.axes_)))
        if len(used):
            self._cluster(points, used)
        return self

    def _cluster(self, points: FloatArray, used: npt.NDArray[np.intp]) -> None:
        k = min(self.n_clusters, len(np.unique(points[used].round(12), axis=0)))
        with threadpool_limits(1):
            means = KMeans(k, n_init=self.n_init, random_state=self.random_state).fit(points[used])
        order = np.argsort(-np.bincount(means.labels_, minlength=k), kind="stable")
        self.labels_[used] = np.argsort(order)[means.labels_]
        self.cluster_centers_ = means.cluster_centers_[order]

    def transform(self, X: Any) -> FloatArray:  # noqa: ANN401  # what scikit-learn takes
        """Return the rows as points of length one in the latent space, shape (n_pages, n_dimensions)."""
        check_is_fitted(self)
        return self._project(as_float_rows(validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False)))

    def predict(self, X: Any) -> npt.NDArray[np.int64]:  # noqa: ANN401  # what scikit-learn takes
        """Return each row's nearest cluster, `UNASSIGNED` for a row without a known word; shape (n_pages,)."""
        points = self.transform(X)
        if not len(self.cluster_centers_):
            return np.full(len(points), UNASSIGNED)
        nearest = distances(points, self.cluster_centers_).argmin(axis=1)
        return np.where(points.any(axis=1), nearest, UNASSIGNED)

    def _project(self, X: sparse.csr_matrix) -> FloatArray:
        points: FloatArray = normalize(np.asarray(X @ self.axes_.T))
        return points

    @property
    def _n_features_out(self) -> int:
        return len(self.axes_)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401  # scikit-learn has no types
        """Say that sparse input is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags


def distances(points: FloatArray, centres: FloatArray) -> FloatArray:
    """Return squared Euclidean distances, shape (n_points, n_centres), each row's bits its own."""
    return np.stack([((points - c) ** 2).sum(axis=1) for c in centres], axis=1)
