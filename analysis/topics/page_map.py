"""Page map: pages as points of a plane, near where they are alike."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.manifold import TSNE

from analysis.arrays import FloatArray, one_thread
from analysis.topics.svd import exact_svd

SAME = 1e-9  # points nearer than this are one
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
        with one_thread():
            flat = TSNE(
                perplexity=min(30.0, (n - 1) / 3),
                init="pca",
                random_state=0,
                method="exact" if n < 400 else "barnes_hut",
            ).fit_transform(points)
    else:
        u, s, _ = exact_svd(sparse.csr_matrix(points - points.mean(axis=0)), min(2, d - 1))
        flat = np.zeros((n, 2))
        flat[:, : u.shape[1]] = u * s
    size = np.abs(flat).max(initial=0.0) or 1.0
    scaled = np.asarray(flat, np.float64) / size
    return scaled[:, 0], scaled[:, 1]
