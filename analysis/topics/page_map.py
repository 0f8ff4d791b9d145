"""Page map: pages as points of a plane, near where they are alike."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE

from analysis.arrays import FloatArray, one_thread
from analysis.topics.svd import exact_svd

SAME = 1e-9  # points nearer than this are one
DECIMALS = 6  # of what t-SNE gets: it makes another map of another last digit
START = 1e-4  # the deviation of t-SNE's start, as its authors have it
MOST_FOR_TSNE = 1_500  # beyond this the two strongest axes are shown: t-SNE would cost more than all else


def page_map(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Lay points out in two dimensions, the same bits on every run.

    t-SNE (van der Maaten & Hinton 2008) in one thread from a fixed start; the two strongest axes for many pages.

    Parameters
    ----------
    points : array, shape (n_pages, n_dimensions)

    Returns
    -------
    x, y : arrays, shape (n_pages,)
        About -1..1.
    """
    n, d = points.shape
    if n and np.ptp(points, axis=0).max(initial=0.0) < SAME:
        flat = np.zeros((n, 2))
    elif n < 5 or d < 2:
        flat = np.zeros((n, 2))
        flat[:, : min(2, d)] = points[:, : min(2, d)]
    elif n <= MOST_FOR_TSNE:
        flat = _tsne(points)
    else:
        flat = _strongest(points)
    size = np.abs(flat).max(initial=0.0) or 1.0
    scaled = np.asarray(flat, np.float64) / size
    return scaled[:, 0], scaled[:, 1]


def _strongest(points: FloatArray) -> FloatArray:
    """Return the points on their two strongest axes."""
    d = points.shape[1]
    u, s, _ = exact_svd(sparse.csr_matrix(points - points.mean(axis=0)), min(2, d - 1))
    flat = np.zeros((len(points), 2))
    flat[:, : u.shape[1]] = u * s
    return flat


def _tsne(points: FloatArray) -> FloatArray:
    """Return t-SNE's places. Distances, start and the method of trees keep BLAS, which differs by processor, out."""
    start = _strongest(points)
    start = (start / start[:, 0].std() * START).round(DECIMALS - int(np.log10(START)))
    perplexity = min(30.0, (len(points) - 1) / 3)
    with one_thread():
        tsne = TSNE(perplexity=perplexity, init=start, random_state=0, metric="precomputed")
        return np.asarray(tsne.fit_transform(squareform(pdist(points).round(DECIMALS))))
