"""Quality: numbers that say how far to trust topics, the choice of their number, and a separation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from analysis.tfidf import FloatArray

TOP_WORDS = 10
MOST_POINTS = 3_000  # a silhouette compares all pairs


def npmi(
    topics: Sequence[Sequence[str]], presence: sparse.csr_matrix, terms: Sequence[str], smoothing: float = 0.01
) -> list[float]:
    """Return each topic's coherence: mean normalised pointwise mutual information of its word pairs (Bouma 2009).

    Counts are smoothed, by a hundredth of a page unless told otherwise, so that a pair never seen together is never
    undefined.

    Parameters
    ----------
    topics : sequences of words
    presence : CSR matrix, shape (n_pages, n_terms)
        Anything but zero where a page has the term.
    terms : sequence of str
        The columns' terms.
    smoothing : float
        In pages; the less, the nearer a pair never seen together comes to -1.

    Returns
    -------
    list of float
        -1..1; 0 for a topic of fewer than two known words.
    """
    place = {t: i for i, t in enumerate(terms)}
    columns = sorted({place[w] for words in topics for w in words if w in place})
    n = presence.shape[0]
    if not columns or not n:
        return [0.0 for _ in topics]
    seen = sparse.csc_matrix(presence)[:, columns].astype(bool).astype(np.float64)
    together = np.asarray((seen.T @ seen).todense())
    at = {terms[c]: i for i, c in enumerate(columns)}
    return [_mean_npmi([at[w] for w in words if w in at], together, n, smoothing) for words in topics]


def _mean_npmi(words: list[int], together: FloatArray, n: int, extra: float) -> float:
    values = []
    for a, b in combinations(words, 2):
        joint = (together[a, b] + extra) / (n + extra)
        alone = (together[a, a] + extra) * (together[b, b] + extra) / (n + extra) ** 2
        values.append(1.0 if joint >= 1.0 else float(np.log(joint / alone) / -np.log(joint)))
    return float(np.clip(np.mean(values), -1.0, 1.0)) if values else 0.0


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


@dataclass(frozen=True, slots=True)
class Separation:
    """Precision, recall and F1 of the kept lines, by characters and by lines, and the mean F1 of the pages."""

    char_precision: float
    char_recall: float
    char_f1: float
    line_precision: float
    line_recall: float
    line_f1: float
    page_f1: float


def separation_scores(
    page: npt.NDArray[np.int64],
    weight: npt.NDArray[np.int64],
    gold: npt.NDArray[np.bool_],
    kept: npt.NDArray[np.bool_],
) -> Separation:
    """Score kept lines against gold, each array of shape (n_lines,); ``weight`` is a line's number of characters."""
    right = gold & kept
    by_char = _prf(weight[right].sum(), weight[kept].sum(), weight[gold].sum())
    by_line = _prf(right.sum(), kept.sum(), gold.sum())
    pages = []
    for p in np.unique(page[gold & (weight > 0)]):
        here = page == p
        pages.append(_prf(weight[right & here].sum(), weight[kept & here].sum(), weight[gold & here].sum())[2])
    return Separation(*by_char, *by_line, float(np.mean(pages)) if pages else 0.0)


def _prf(right: float, said: float, gold: float) -> tuple[float, float, float]:
    return float(right / max(1, said)), float(right / max(1, gold)), float(2 * right / max(1, said + gold))


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
    with threadpool_limits(1):
        return float(silhouette_score(points[some], labels[some], metric="cosine"))
