"""Quality: numbers that say how far to trust topics and clusters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import silhouette_score

from analysis.arrays import FloatArray, one_thread

MOST_POINTS = 3_000  # a silhouette compares all pairs


def diversity(topics: Sequence[Sequence[str]]) -> float:
    """Return the share of different words among all topics' words (Dieng et al. 2020); 1 for no words."""
    words = [w for topic in topics for w in topic]
    return len(set(words)) / len(words) if words else 1.0


def redundancy(topics: Sequence[Sequence[str]]) -> float:
    """Return the mean Jaccard overlap of the topics' words, pair by pair; 0 for fewer than two topics."""
    pairs = [_jaccard(set(a), set(b)) for a, b in combinations(topics, 2)]
    return float(np.mean(pairs)) if pairs else 0.0


def agreement(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> FloatArray:
    """Return, for each topic of ``one``, the average Jaccard of its ranking with its match in ``other``.

    Topics are matched one to one for the largest sum (Greene, O'Callaghan & Cunningham 2014).

    Returns
    -------
    array, shape (len(one),)
    """
    values = np.array([[_average_jaccard(a, b) for b in other] for a in one]).reshape(len(one), len(other))
    result = np.zeros(len(one))
    rows, columns = linear_sum_assignment(-values)
    result[rows] = values[rows, columns]
    return result


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _average_jaccard(a: Sequence[str], b: Sequence[str]) -> float:
    depth = max(len(a), len(b))
    return float(np.mean([_jaccard(set(a[:d]), set(b[:d])) for d in range(1, depth + 1)])) if depth else 0.0


def silhouette(points: FloatArray, labels: npt.NDArray[np.int64]) -> float:
    """Return the mean silhouette of clusters by cosine (Rousseeuw 1987), -1..1; points without a cluster left out.

    0 where there are fewer than two clusters or no more points than clusters. Of more than `MOST_POINTS` points an
    even selection is measured.
    """
    some = np.flatnonzero(labels >= 0)
    some = some[:: -(-len(some) // MOST_POINTS) or 1]
    n_clusters = len(np.unique(labels[some]))
    if n_clusters < 2 or len(some) <= n_clusters:
        return 0.0
    with one_thread():
        return float(silhouette_score(points[some], labels[some], metric="cosine"))
