"""Clusters: which pages belong together."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import logsumexp
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, ClusterMixin, TransformerMixin
from sklearn.cluster import HDBSCAN
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted, validate_data

from analysis.arrays import ALIKE, UNASSIGNED, FloatArray, Labels, one_thread
from analysis.topics.fitted import FittedArrays
from analysis.topics.graph import N_NEIGHBORS, communities, neighbour_graph, spectral_axes, ties_for
from analysis.topics.svd import exact_svd
from analysis.words.tfidf import as_float_rows

DECIMALS = 4  # of the axes: 1e-12 is what a BLAS rounds, and finer digits move no page
SMOOTHING = 1.0  # weight that each term has in each cluster before any page is seen
MOST_IN_GRAPH = 12_000  # pages; of more, an even selection makes the communities, and the mixture places the rest
SAME = 12  # decimals to which points are one


class PageClusters(FittedArrays, ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Communities of like pages, made firm by the words they use.

    TF-IDF rows become points of a latent semantic space (Deerwester et al. 1990); the communities of their nearest
    neighbours (spectral clustering, Ng, Jordan & Weiss 2001) are the start of a mixture of multinomials (Nigam,
    McCallum, Thrun & Mitchell 2000), whose expectation maximisation moves pages to the cluster that uses their words.
    Nothing is random, and axes are rounded, so that the clusters are the same on every processor. Clusters stand in
    falling order of size. A row of zeros belongs to no cluster. Where values are
    below zero there is no mixture, and the communities stand.

    Parameters
    ----------
    n_clusters : int
        How many; fewer are made when there are fewer different pages.
    n_dimensions : int
        Of the latent space.
    n_neighbors : int
        Ties of each page; fewer when clusters would be smaller than that.
    max_iter : int
        Rounds of expectation maximisation at most.
    noise : bool
        Leave pages of no dense region out (HDBSCAN, Campello, Moulavi & Sander 2013). A matter of the fitted pages:
        `predict` gives every page with a known word a cluster.

    Attributes
    ----------
    cluster_centers_ : array, shape (n_clusters, n_dimensions)
        Mean points.
    axes_ : array, shape (n_dimensions, n_terms)
    term_logs_ : array, shape (n_clusters, n_terms)
        Logarithmic chances of the terms in each cluster; zeros without a mixture.
    share_logs_ : array, shape (n_clusters,)
        Logarithmic shares of the clusters.
    n_iter_ : int
        Rounds of expectation maximisation.
    labels_ : int array, shape (n_pages,)
    """

    FITTED = ("axes_", "cluster_centers_", "term_logs_", "share_logs_", "n_iter_", "labels_", "n_features_in_")

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        n_dimensions: int = 100,
        n_neighbors: int = N_NEIGHBORS,
        max_iter: int = 50,
        noise: bool = False,
    ) -> None:
        self.n_clusters = n_clusters
        self.n_dimensions = n_dimensions
        self.n_neighbors = n_neighbors
        self.max_iter = max_iter
        self.noise = noise

    def fit(self, X: Any, y: None = None) -> Self:  # noqa: ANN401  # what scikit-learn takes
        """Cluster the rows of a matrix, shape (n_pages, n_terms)."""
        return self.learn(as_float_rows(validate_data(self, X, accept_sparse="csr", dtype=np.float64)))

    def learn(self, X: sparse.csr_matrix, near: FloatArray | None = None) -> Self:
        """Do as `fit` does, without its checks; a matrix without rows or terms has no clusters.

        Parameters
        ----------
        X : CSR matrix, shape (n_pages, n_terms)
        near : array, shape (n_pages, d), optional
            Points by which pages are neighbours, in place of those of the latent space.
        """
        rank = min(self.n_dimensions, min(X.shape) - 1)
        self.axes_ = np.eye(1, X.shape[1])
        if rank >= 1:
            self.axes_ = exact_svd(X, rank)[2].round(DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0
        points = self.project(X)
        used = np.flatnonzero(points.any(axis=1))
        self.labels_: Labels = np.full(X.shape[0], UNASSIGNED)
        self.cluster_centers_ = np.zeros((0, len(self.axes_)))
        self.term_logs_, self.share_logs_, self.n_iter_ = np.zeros((0, X.shape[1])), np.zeros(0), 1
        if len(used):
            self.labels_[used] = self._cluster(
                sparse.csr_matrix(X[used]), points[used], (points if near is None else near)[used]
            )
        return self

    def _cluster(self, X: sparse.csr_matrix, points: FloatArray, near: FloatArray) -> Labels:
        """Find the clusters of rows that have words; return their labels."""
        first, stray = self._communities(near)
        if X.nnz and X.data.min() < 0:
            logs, shares, labels = np.zeros((first.max() + 1, X.shape[1])), np.zeros(first.max() + 1), first
        else:
            logs, shares, labels, self.n_iter_ = mixture(token_weights(X), first, self.max_iter)
        sizes = np.bincount(labels, minlength=len(shares))
        order = np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]
        self.term_logs_, self.share_logs_ = np.ascontiguousarray(logs[order]).round(ALIKE), shares[order].round(ALIKE)
        self.cluster_centers_ = np.stack([points[labels == j].mean(axis=0) for j in order])
        rank = np.empty(len(sizes), np.int64)
        rank[order] = np.arange(len(order))
        ranked: Labels = rank[labels]
        if self.noise:
            ranked[stray] = UNASSIGNED
        return ranked

    def _communities(self, points: FloatArray) -> tuple[Labels, npt.NDArray[np.intp]]:
        """Return a first label for each point and which points are strays, from an even selection of very many."""
        chosen = np.unique(np.linspace(0, len(points) - 1, min(len(points), MOST_IN_GRAPH)).astype(np.int64))
        some = points[chosen]
        k = min(self.n_clusters, len(np.unique(some.round(SAME), axis=0)))
        if k < 2:
            return np.zeros(len(points), np.int64), np.zeros(0, np.intp)
        ties = min(self.n_neighbors, ties_for(len(some), k))
        axes = spectral_axes(neighbour_graph(some, ties), k)
        found = communities(axes)
        centres = np.stack([some[found == j].mean(axis=0) for j in range(found.max() + 1)])
        nearest: Labels = distances(points, centres).round(ALIKE).argmin(axis=1)
        nearest[chosen] = found
        return nearest, chosen[strays(axes, ties)] if self.noise else chosen[:0]

    def transform(self, X: Any) -> FloatArray:  # noqa: ANN401  # what scikit-learn takes
        """Return the rows as points of length one in the latent space, shape (n_pages, n_dimensions)."""
        check_is_fitted(self)
        return self.project(as_float_rows(validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False)))

    def predict(self, X: Any) -> Labels:  # noqa: ANN401  # what scikit-learn takes
        """Return each row's cluster, `UNASSIGNED` for a row without a known word; shape (n_pages,)."""
        check_is_fitted(self)
        return self.place(as_float_rows(validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False)))

    def place(self, X: sparse.csr_matrix) -> Labels:
        """Do as `predict` does, without its checks."""
        points = self.project(X)
        if not len(self.cluster_centers_):
            return np.full(len(points), UNASSIGNED)
        if self.term_logs_.any():
            best = log_chances(token_weights(X), self.term_logs_, self.share_logs_).round(ALIKE).argmax(axis=1)
        else:
            best = distances(points, self.cluster_centers_).round(ALIKE).argmin(axis=1)
        return np.where(points.any(axis=1), best, UNASSIGNED)

    def project(self, X: sparse.csr_matrix) -> FloatArray:
        """Do as `transform` does, without its checks."""
        points = np.asarray(X @ self.axes_.T)
        return normalize(points) if points.size else points

    @property
    def _n_features_out(self) -> int:
        return len(self.axes_)  # for scikit-learn's get_feature_names_out

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401  # scikit-learn has no types
        """Say that sparse input is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags


def token_weights(X: sparse.csr_matrix) -> sparse.csr_matrix:
    """Scale each row so that its weights sum to the number of its terms: TF-IDF as a mixture can count it."""
    total = np.asarray(X.sum(axis=1)).ravel()
    scale = np.divide(np.diff(X.indptr), total, out=np.zeros(len(total)), where=total > 0)
    return sparse.csr_matrix(sparse.diags(scale) @ X)


def mixture(counts: sparse.csr_matrix, labels: Labels, max_iter: int) -> tuple[FloatArray, FloatArray, Labels, int]:
    """Fit a mixture of multinomials by expectation maximisation from given labels.

    Parameters
    ----------
    counts : CSR matrix, shape (n_pages, n_terms)
        0 or more.
    labels : int array, shape (n_pages,)
        0 and up.
    max_iter : int

    Returns
    -------
    term_logs, share_logs : arrays, shapes (n_clusters, n_terms), (n_clusters,)
    labels : int array, shape (n_pages,)
        What these give for the counts.
    n_iter : int
    """
    n, k = len(labels), int(labels.max()) + 1
    chance = np.zeros((n, k))
    chance[np.arange(n), labels] = 1.0
    n_iter = 0
    while n_iter < max_iter:
        n_iter += 1
        seen = np.asarray((counts.T @ chance).T) + SMOOTHING
        term_logs = np.log(seen / seen.sum(axis=1, keepdims=True))
        shares = chance.sum(axis=0) + 1.0
        share_logs = np.log(shares / shares.sum())
        logs = log_chances(counts, term_logs, share_logs)
        before, chance = chance, np.exp(logs - logsumexp(logs, axis=1, keepdims=True))
        if np.abs(chance - before).max() < 1e-3:
            break
    return term_logs, share_logs, logs.round(ALIKE).argmax(axis=1), n_iter


def log_chances(counts: sparse.csr_matrix, term_logs: FloatArray, share_logs: FloatArray) -> FloatArray:
    """Return the logarithmic chances of rows with clusters, shape (n_rows, n_clusters); each row by itself."""
    return np.asarray(counts @ term_logs.T) + share_logs


def strays(axes: FloatArray, least: int) -> npt.NDArray[np.intp]:
    """Return the points that lie, among the spectral axes, in no dense region of ``least`` points or more."""
    with one_thread():
        found = HDBSCAN(min_cluster_size=max(2, min(least, len(axes))), copy=True).fit(normalize(axes)).labels_
    return np.flatnonzero(found < 0)


def distances(points: FloatArray, centres: FloatArray) -> FloatArray:
    """Return squared Euclidean distances, shape (n_points, n_centres), each row by itself."""
    return np.stack([((points - c) ** 2).sum(axis=1) for c in centres], axis=1)
