"""Quality: numbers that say how far to trust topics, the choice of their number, and a separation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from analysis.tfidf import FloatArray
from analysis.topics import Axes, factorise, start_axes, top_terms

TOP_WORDS = 10
RESAMPLES = 3
QUICK_ITER, QUICK_TOL = 60, 1e-3  # of factorisations that are only compared
SAMPLE_SHARE = 0.8
SAMPLE_PAGES = 1_500  # resamples larger than this say no more and cost more
CLEAR_LEAD = 0.02  # a best score closer than this to the runner-up's is no clear choice


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """Scores of one candidate number of topics: coherence (NPMI), stability and redundancy, each about 0..1."""

    n_topics: int
    coherence: float
    stability: float
    redundancy: float

    @property
    def score(self) -> float:
        """Return what the choice maximises."""
        return self.coherence + self.stability - self.redundancy


def npmi(topics: Sequence[Sequence[str]], presence: sparse.csr_matrix, terms: Sequence[str]) -> list[float]:
    """Return each topic's coherence: mean normalised pointwise mutual information of its word pairs (Bouma 2009).

    Counts are smoothed by a hundredth of a page, so that a pair never seen together is near -1 and never undefined.

    Parameters
    ----------
    topics : sequences of words
    presence : CSR matrix, shape (n_pages, n_terms)
        Anything but zero where a page has the term.
    terms : sequence of str
        The columns' terms.

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
    return [_mean_npmi([at[w] for w in words if w in at], together, n) for words in topics]


def _mean_npmi(words: list[int], together: FloatArray, n: int) -> float:
    values = []
    for a, b in combinations(words, 2):
        joint = (together[a, b] + 0.01) / (n + 0.01)
        alone = (together[a, a] + 0.01) * (together[b, b] + 0.01) / (n + 0.01) ** 2
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


def resamples(n_pages: int) -> list[npt.NDArray[np.intp]]:
    """Return the fixed subsets of pages (rows, in order) on which stability is measured."""
    size = max(1, min(SAMPLE_PAGES, round(SAMPLE_SHARE * n_pages)))
    return [np.sort(np.random.default_rng(seed).permutation(n_pages)[:size]) for seed in range(RESAMPLES)]


def stability(X: sparse.csr_matrix, terms: list[str], topics: Sequence[Sequence[str]]) -> FloatArray:
    """Return how well each topic comes back when the model is fitted to subsets of the pages.

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
        TF-IDF rows.
    terms : list of str
    topics : sequences of words
        The reference, ten words each.

    Returns
    -------
    array, shape (n_topics,)
        Mean average Jaccard over the resamples, 0..1.
    """
    if not topics:
        return np.zeros(0)
    samples = [X[rows] for rows in resamples(X.shape[0])]
    starts = [start_axes(sample, len(topics)) for sample in samples]
    return _stability(samples, starts, terms, topics)


def _stability(
    samples: list[sparse.csr_matrix], starts: list[Axes], terms: list[str], topics: Sequence[Sequence[str]]
) -> FloatArray:
    found = [
        agreement(topics, _words(sample, len(topics), axes, terms))
        for sample, axes in zip(samples, starts, strict=True)
    ]
    means: FloatArray = np.mean(found, axis=0)
    return means


def _words(X: sparse.csr_matrix, k: int, axes: Axes, terms: list[str]) -> list[list[str]]:
    """Return the words of a quick factorisation, good enough to compare."""
    return top_terms(factorise(X, min(k, *X.shape), axes, QUICK_ITER, QUICK_TOL)[0], terms, TOP_WORDS)


def candidates(n_pages: int) -> list[int]:
    """Return the numbers of topics worth trying for so many pages."""
    most = max(2, min(30, n_pages // 4))
    return [k for k in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30) if k <= most] if n_pages > 2 else [1]


def try_topics(
    X: sparse.csr_matrix, terms: list[str], numbers: Sequence[int], tell: Callable[[int], None] = lambda k: None
) -> list[TopicChoice]:
    """Score candidate numbers of topics by coherence, stability and redundancy together.

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
        TF-IDF rows; more than `SAMPLE_PAGES` are sampled.
    terms : list of str
    numbers : sequence of int
    tell : callable
        Called with each number when it is done.

    Returns
    -------
    list of TopicChoice
        In the order of ``numbers``.
    """
    if X.shape[0] > SAMPLE_PAGES:
        X = X[np.sort(np.random.default_rng(0).permutation(X.shape[0])[:SAMPLE_PAGES])]
    samples = [X[rows] for rows in resamples(X.shape[0])]
    most = max(numbers)
    whole, starts = start_axes(X, most), [start_axes(sample, most) for sample in samples]
    choices = []
    for k in numbers:
        words = _words(X, k, whole, terms)
        stable = float(_stability(samples, starts, terms, words).mean())
        choices.append(TopicChoice(k, float(np.mean(npmi(words, X, terms))), stable, redundancy(words)))
        tell(k)
    return choices


def choose(choices: Sequence[TopicChoice]) -> tuple[TopicChoice, TopicChoice | None, bool]:
    """Return the best choice, the runner-up and whether the lead is clear."""
    ranked = sorted(choices, key=lambda c: (-round(c.score, 9), c.n_topics))
    runner_up = ranked[1] if len(ranked) > 1 else None
    return ranked[0], runner_up, runner_up is None or ranked[0].score - runner_up.score >= CLEAR_LEAD


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
