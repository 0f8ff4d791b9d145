"""Graph: each page tied to the pages nearest to it, and the communities these ties make."""

from __future__ import annotations

import warnings

import numpy as np
from scipy import sparse
from scipy.linalg import eigh, qr, svd
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import normalize

from analysis.arrays import ALIKE, FloatArray, Labels, one_thread
from analysis.topics.svd import SPARE, leading, settle

N_NEIGHBORS = 10
BLOCK = 1_000  # points compared with all others at once
GROUPS = 256  # of points, whose largest cosines tell which points need not be sorted
DENSE = 1_000  # points up to which all eigenvectors cost no more than the leading ones
LEAST_TIE = 1e-6  # of pages that share nothing: a page is never without ties


def ties_for(n_points: int, n_clusters: int) -> int:
    """Return how many ties a page may have so that a cluster of the mean size can hold them."""
    return max(3, n_points // (2 * n_clusters))


def neighbour_graph(points: FloatArray, n_neighbors: int = N_NEIGHBORS) -> sparse.csr_matrix:
    """Tie each point to its nearest by cosine; a tie that either end asks for counts.

    scikit-learn's NearestNeighbors leaves the order of equally near points, such as pages that are copies, to
    rounding; here of equals the first are taken.

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
    n, k = len(points), min(n_neighbors, len(points) - 1)
    found = [_nearest(points, start, min(start + BLOCK, n), k) for start in range(0, n, BLOCK)]
    other, cosine = (np.concatenate(part) for part in zip(*found, strict=True))
    rows = np.repeat(np.arange(n), k)
    asked = sparse.csr_matrix((np.maximum(cosine, LEAST_TIE), (rows, other)), shape=(n, n))
    return sparse.csr_matrix(asked.maximum(asked.T))


def _nearest(points: FloatArray, start: int, stop: int, k: int) -> tuple[Labels, FloatArray]:
    """Return the k nearest of some points and their cosines, row after row, of equals the first."""
    with one_thread():
        cosine = points[start:stop] @ points.T
    cosine[np.arange(stop - start), np.arange(start, stop)] = -np.inf  # no tie with itself
    row, other = np.nonzero(cosine >= _least(cosine, k)[:, None])
    near = cosine[row, other].round(ALIKE)
    order = np.lexsort((-near, row))  # stable: of equals the first
    rank = np.arange(len(row)) - np.searchsorted(row, row)  # rows are as long after sorting as before
    chosen = np.sort(order[rank < k])
    return other[chosen], near[chosen]


def _least(cosine: FloatArray, k: int) -> FloatArray:
    """Return, for each row, a number that few besides its k largest reach, rounded or not."""
    n = cosine.shape[1]
    if k < GROUPS < n // 4:  # each group's largest stand for all: the k-th of them is not above the k-th of all
        whole = n - n % GROUPS
        peaks = cosine[:, :whole].reshape(len(cosine), -1, GROUPS).max(axis=1)
    else:
        peaks = cosine
    least: FloatArray = np.partition(peaks, -k, axis=1)[:, -k] - 10.0**-ALIKE
    return least


def spectral_axes(graph: sparse.csr_matrix, n_axes: int) -> FloatArray:
    """Return the leading eigenvectors of the normalised graph (Ng, Jordan & Weiss 2001).

    The same on every run and, but for rounding, on every processor. Each part of the graph that no tie leaves has the
    largest eigenvalue, 1: its vector is known, and an iterative solver would miss some of several equal ones, so these
    are taken out before the rest is solved.

    Returns
    -------
    array, shape (n_points, n_axes)
        In falling order of the eigenvalues.
    """
    n, most = graph.shape[0], min(n_axes + SPARE, graph.shape[0])
    degree = np.asarray(graph.sum(axis=1)).ravel()
    scale = sparse.diags(1.0 / np.sqrt(degree))
    parts = _parts(graph, degree, most)
    left = most - parts.shape[1]
    values, vectors = np.ones(parts.shape[1]), parts
    if left > 0:
        found, others = _leading(sparse.csr_matrix(scale @ graph @ scale), parts, left)
        values, vectors = np.concatenate([values, found]), np.hstack([parts, others])
    with one_thread():
        settled = vectors @ settle(vectors, values)
    return np.ascontiguousarray(settled[:, : min(n_axes, n)])


def _parts(graph: sparse.csr_matrix, degree: FloatArray, most: int) -> FloatArray:
    """Return the vectors of the largest connected parts of a graph, shape (n_points, n_parts), of length one."""
    _, part = connected_components(graph, directed=False)
    largest = np.argsort(-np.bincount(part), kind="stable")[:most]
    vectors = np.where(part[:, None] == largest[None, :], np.sqrt(degree)[:, None], 0.0)
    unit: FloatArray = vectors / np.linalg.norm(vectors, axis=0)
    return unit


def _leading(even: sparse.csr_matrix, known: FloatArray, k: int) -> tuple[FloatArray, FloatArray]:
    """Return the k largest eigenvalues beside those of known vectors of eigenvalue 1, and their vectors."""
    n = even.shape[0]
    with one_thread():
        if n <= DENSE or k >= n - 1:
            values, vectors = eigh(even.toarray() - known @ known.T, subset_by_index=(n - k, n - 1))
        else:
            rest = LinearOperator(even.shape, lambda x: even @ x - known @ (known.T @ x), dtype=np.float64)
            values, vectors = leading(rest, k)
            order = np.argsort(values)
            values, vectors = values[order], vectors[:, order]
    return values[::-1], vectors[:, ::-1]


def communities(axes: FloatArray) -> Labels:
    """Split points into as many groups as they have spectral axes.

    Pivoted QR finds the groups' corners without any random start (Damle, Minden & Ying 2019; scikit-learn has it as a
    private function only), k-means from there finds the groups.

    Returns
    -------
    int array, shape (n_points,)
        Groups are numbered in the order of their first points.
    """
    k = axes.shape[1]
    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # of fewer distinct points than groups, as copies have
        corners = qr(axes.T, pivoting=True, mode="r")[1][:k]
        left, _, right = svd(axes[corners].T)
        first = np.abs(axes @ (left @ right)).argmax(axis=1)
        points = normalize(axes)
        start = np.stack([points[first == j].mean(axis=0) if (first == j).any() else points[j] for j in range(k)])
        found = KMeans(k, init=start, n_init=1).fit(points).labels_
    _, seen, group = np.unique(found, return_index=True, return_inverse=True)
    numbered: Labels = seen.argsort().argsort()[group]
    return numbered


def modularity(graph: sparse.csr_matrix, labels: Labels) -> float:
    """Return how many more ties lie within the groups than chance would have there (Newman & Girvan 2004); below 1."""
    n = graph.shape[0]
    member = sparse.csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, int(labels.max(initial=0)) + 1))
    total = graph.sum()
    inside = (member.T @ graph @ member).diagonal().sum() / total
    degree = np.asarray(member.T @ graph.sum(axis=1)).ravel() / total
    return float(inside - (degree**2).sum())
