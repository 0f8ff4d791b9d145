"""Graph: each page tied to the pages nearest to it, and the communities these ties make."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.linalg import qr, svd
from scipy.sparse.linalg import eigsh
from sklearn.cluster import KMeans
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from analysis.arrays import FloatArray, Labels
from analysis.topics.svd import SMALL

N_NEIGHBORS = 10
LEAST_TIE = 1e-6  # of pages that share nothing: a page is never without ties


def ties_for(n_points: int, n_clusters: int) -> int:
    """Return how many ties a page may have so that a cluster of the mean size can hold them."""
    return max(3, n_points // (2 * n_clusters))


def neighbour_graph(points: FloatArray, n_neighbors: int = N_NEIGHBORS) -> sparse.csr_matrix:
    """Tie each point to its nearest by cosine; a tie that either end asks for counts.

    Parameters
    ----------
    points : array, shape (n_points, n_dimensions)
        Of length one; two or more.
    n_neighbors : int
        Fewer where there are fewer points.

    Returns
    -------
    CSR matrix, shape (n_points, n_points)
        Symmetric; cosines above zero.
    """
    n = len(points)
    with threadpool_limits(1):
        search = NearestNeighbors(n_neighbors=min(n_neighbors, n - 1), algorithm="brute").fit(points)
        distance, other = search.kneighbors()
    cosine = np.maximum(1.0 - distance**2 / 2.0, LEAST_TIE)
    rows = np.repeat(np.arange(n), other.shape[1])
    asked = sparse.csr_matrix((cosine.ravel(), (rows, other.ravel())), shape=(n, n))
    return sparse.csr_matrix(asked.maximum(asked.T))


def spectral_axes(graph: sparse.csr_matrix, n_axes: int) -> FloatArray:
    """Return the leading eigenvectors of the normalised graph (Ng, Jordan & Weiss 2001), the same bits on every run.

    Returns
    -------
    array, shape (n_points, n_axes)
        In falling order of the eigenvalues.
    """
    n = graph.shape[0]
    scale = sparse.diags(1.0 / np.sqrt(np.asarray(graph.sum(axis=1)).ravel()))
    even = scale @ graph @ scale
    with threadpool_limits(1):
        if n <= SMALL or n_axes >= n - 1:
            vectors = np.linalg.eigh(even.toarray())[1][:, ::-1]
        else:
            start = np.random.default_rng(0).standard_normal(n)
            vectors = eigsh(even, k=n_axes, v0=start)[1][:, ::-1]
    return np.ascontiguousarray(vectors[:, :n_axes])


def communities(axes: FloatArray) -> Labels:
    """Split points into as many groups as they have spectral axes.

    Pivoted QR finds the groups' corners without any random start (Damle, Minden & Ying 2019; scikit-learn has it as a
    private function only), k-means from there finds the groups.

    Returns
    -------
    int array, shape (n_points,)
    """
    k = axes.shape[1]
    with threadpool_limits(1):
        corners = qr(axes.T, pivoting=True, mode="r")[1][:k]
        left, _, right = svd(axes[corners].T)
        first = np.abs(axes @ (left @ right)).argmax(axis=1)
        points = normalize(axes)
        start = np.stack([points[first == j].mean(axis=0) if (first == j).any() else points[j] for j in range(k)])
        found: Labels = KMeans(k, init=start, n_init=1).fit(points).labels_.astype(np.int64)
    return found


def modularity(graph: sparse.csr_matrix, labels: Labels) -> float:
    """Return how many more ties lie within the groups than chance would have there (Newman & Girvan 2004); below 1."""
    n = graph.shape[0]
    member = sparse.csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, int(labels.max(initial=0)) + 1))
    total = graph.sum()
    inside = (member.T @ graph @ member).diagonal().sum() / total
    degree = np.asarray(member.T @ graph.sum(axis=1)).ravel() / total
    return float(inside - (degree**2).sum())
