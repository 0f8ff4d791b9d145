"""Number: how many topics, how many clusters, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.arrays import ALIKE, FloatArray
from analysis.topics.coherence import npmi
from analysis.topics.factorisation import Axes, solve_rows, start_axes
from analysis.topics.graph import N_NEIGHBORS, communities, modularity, neighbour_graph, spectral_axes, ties_for
from analysis.topics.nmf import strongest
from analysis.topics.quality import agreement, redundancy
from analysis.topics.ranking import TOP_WORDS, Ranking, relevance, top_terms
from analysis.topics.resamples import halves
from analysis.topics.stability import quick_topics, usual_terms

Begin = Callable[..., Future[Any]]  # begins to call a function elsewhere and returns what will come of it
TOPIC_MEASURES = ("coherence", "stability", "redundancy", "modularity")
CLUSTER_MEASURES = ("modularity",)
AGAINST = {"redundancy"}  # the less the better
LATENT = 50  # dimensions of the space in which the pages of a half are neighbours
NUMBERS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30)
PAGES_PER_TOPIC = 4  # at least, on the average, in the corpus
SWEEPS = 10  # for weights of which only the largest is read
TYPICAL = 5  # clusters for which the graph has its ties: one graph for all numbers, or they could not be compared
TIED = 1e-9  # a difference of scores that only rounding makes
PARSIMONY = 0.01  # modularity that more clusters must add
Rows = tuple[sparse.csr_matrix, FloatArray | None]  # of a half, and the points by which they are neighbours
Tried = tuple[list[list[float]], list[list[float]]]  # the measures of topics and of clusters on each of two halves


@dataclass(frozen=True, slots=True)
class Trial:
    """Candidate numbers and what was measured with each on halves of the pages.

    Attributes
    ----------
    numbers : tuple of int
    measures : tuple of str
    values : array, shape (n_numbers, n_halves, n_measures)
    tolerance : float
        A smaller number wins within so much of the best score.
    """

    numbers: tuple[int, ...]
    measures: tuple[str, ...]
    values: FloatArray
    tolerance: float = 0.0

    def scores(self) -> FloatArray:
        """Return the sums of the measures, those `AGAINST` taken off; shape (n_numbers, n_halves)."""
        signs = np.array([-1.0 if m in AGAINST else 1.0 for m in self.measures])
        total: FloatArray = (self.values * signs).sum(axis=2)
        return total

    def errors(self, values: FloatArray) -> FloatArray:
        """Return the standard errors over the halves (axis 1)."""
        found: FloatArray = values.std(axis=1, ddof=1) / np.sqrt(values.shape[1])
        return found

    def ranking(self) -> list[int]:
        """Return the numbers, the recommended one first, then by falling score."""
        mean = self.scores().mean(axis=1)
        first = self._pick(mean)
        rest = sorted(range(len(self.numbers)), key=lambda i: (-round(float(mean[i]), ALIKE), i))
        return [self.numbers[first], *(self.numbers[i] for i in rest if i != first)]

    @property
    def best(self) -> int:
        """Return the recommended number."""
        return self.ranking()[0]

    @property
    def runner_up(self) -> int | None:
        """Return the next best number, None where there was no choice."""
        return self.ranking()[1] if len(self.numbers) > 1 else None

    @property
    def clear(self) -> bool:
        """Tell whether every half of the pages by itself would have led to the recommended number."""
        alone = {self.numbers[self._pick(column)] for column in self.scores().T}
        return alone <= {self.best}

    def _pick(self, scores: FloatArray) -> int:
        return int(np.flatnonzero(scores >= scores.max() - self.tolerance - TIED)[0])


def candidates(n_pages: int) -> tuple[int, ...]:
    """Return the numbers worth trying for so many pages; 1 alone for fewer than twice `PAGES_PER_TOPIC`."""
    most = n_pages // PAGES_PER_TOPIC
    return tuple(k for k in NUMBERS if k <= most) or (1,)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many topics and clusters, and the trials of those that were not given (``"topics"``, ``"clusters"``)."""

    topics: int
    clusters: int
    trials: Mapping[str, Trial]


def choose_numbers(  # noqa: PLR0913, PLR0917  # what both trials take, and who takes part in them
    X: sparse.csr_matrix,
    terms: Sequence[str],
    n_topics: int | str,
    n_clusters: int | str,
    tell: Callable[[int, int], None] = lambda done, total: None,
    near: FloatArray | None = None,
    begin: Begin | None = None,
) -> Numbers:
    """Take the numbers that are given, and find on TF-IDF rows those that are ``"auto"``.

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
    terms : sequence of str
    n_topics, n_clusters : int or "auto"
    tell : callable
        Called with how many numbers were tried, and of how many.
    near : array, shape (n_pages, d), optional
        Points by which pages are neighbours, in place of those of their words.
    begin : callable, optional
        Begins to call a function elsewhere and returns its future: all pairs of halves but one are tried there.
    """
    given = {"topics": n_topics, "clusters": n_clusters}
    found = {name: n for name, n in given.items() if isinstance(n, int)}
    worded = np.diff(X.indptr) > 0
    if X.nnz and any(np.count_nonzero(worded[rows]) < 2 for pair in halves(X.shape[0]) for rows in pair):
        # nearly all are copies, whose words count once: only the pages that have words can be parted
        X, near = sparse.csr_matrix(X[worded]), None if near is None else near[worded]
    numbers = candidates(X.shape[0])
    trials: dict[str, Trial] = {}
    if len(found) < len(given) and len(numbers) > 1 and X.shape[1] > 1 and X.nnz:
        tried = dict(zip(given, try_numbers(X, terms, numbers, tell, near, begin), strict=True))
        trials = {name: trial for name, trial in tried.items() if name not in found}
    best = dict.fromkeys(given, numbers[0]) | {name: trial.best for name, trial in trials.items()} | found
    return Numbers(best["topics"], best["clusters"], trials)


def try_numbers(
    X: sparse.csr_matrix,
    terms: Sequence[str],
    numbers: Sequence[int],
    tell: Callable[[int, int], None] = lambda done, total: None,
    near: FloatArray | None = None,
    begin: Begin | None = None,
) -> tuple[Trial, Trial]:
    """Measure candidate numbers of topics and of clusters on disjoint halves of the pages.

    Topics are scored by their coherence (NPMI), their stability from half to half (average Jaccard of matched topics,
    Greene, O'Callaghan & Cunningham 2014), less their redundancy, and by the modularity of the groups they make of
    the graph of like pages (Newman & Girvan 2004): without it, two or three broad topics are always the most stable.
    Clusters are scored by the modularity of the communities. Samples, start axes and graphs are shared by all numbers.

    Parameters
    ----------
    X : CSR matrix, shape (n_pages, n_terms)
        TF-IDF rows.
    terms : sequence of str
    numbers : sequence of int
    tell : callable
        Called with how many numbers are done with, and of how many.
    near : array, shape (n_pages, d), optional
    begin : callable, optional
        As `choose_numbers` takes it.

    Returns
    -------
    topics, clusters : Trial, Trial
    """
    columns = usual_terms(X)
    X = sparse.csr_matrix(X[:, columns])
    known = [terms[i] for i in columns]
    pairs = [[(X[rows], None if near is None else near[rows]) for rows in pair] for pair in halves(X.shape[0])]
    own = pairs[:1] if begin else pairs
    begun = [begin(_try_pair, pair, numbers, known) for pair in pairs[1:]] if begin else []
    trying = [_trying(pair, numbers, known) for pair in own]
    found = []
    for tried, values in enumerate(zip(*trying, strict=True), 1):
        found.append(values)
        tell(tried, len(numbers))
    every = [*zip(*found, strict=True), *(one.result() for one in begun)]
    topics, clusters = (
        np.concatenate([[values[kind] for values in pair] for pair in every], axis=1) for kind in range(2)
    )
    named = tuple(numbers)
    return Trial(named, TOPIC_MEASURES, topics), Trial(named, CLUSTER_MEASURES, clusters, PARSIMONY)


def _trying(pair: Sequence[Rows], numbers: Sequence[int], terms: Sequence[str]) -> Iterator[Tried]:
    """Yield what is measured on two halves for one number after another."""
    known = [_Half.of(X, max(numbers), near) for X, near in pair]
    for k in numbers:
        yield _measure(known, k, terms), [[half.clustered(k)] for half in known]


def _try_pair(pair: Sequence[Rows], numbers: Sequence[int], terms: Sequence[str]) -> list[Tried]:
    """Do the same at once, elsewhere."""
    return list(_trying(pair, numbers, terms))


@dataclass(frozen=True, slots=True)
class _Half:
    """A half of the pages and what all candidate numbers share."""

    X: sparse.csr_matrix
    axes: Axes
    graph: sparse.csr_matrix
    spectrum: FloatArray

    @classmethod
    def of(cls, X: sparse.csr_matrix, most: int, near: FloatArray | None = None) -> _Half:
        worded = np.diff(X.indptr) > 0
        X = sparse.csr_matrix(X[worded])
        axes = start_axes(X, max(most, LATENT))
        points = normalize(axes[0] * axes[1]) if near is None else near[worded]
        graph = neighbour_graph(points, min(N_NEIGHBORS, ties_for(len(points), TYPICAL)))
        return cls(X, axes, graph, spectral_axes(graph, min(most, len(points))))

    def clustered(self, k: int) -> float:
        """Return the modularity of as many communities."""
        return modularity(self.graph, communities(self.spectrum[:, :k]))


def _measure(pair: Sequence[_Half], k: int, terms: Sequence[str]) -> list[list[float]]:
    """Return the topics' measures on each of two halves."""
    found = [quick_topics(half.X, k, half.axes) for half in pair]
    even = np.zeros(len(terms))  # halves are compared by weight and share alone
    told = [top_terms(relevance(H, even, Ranking()), terms, TOP_WORDS) for H in found]
    stable = float(agreement(told[0], told[1]).mean())
    rows = []
    for half, words, H in zip(pair, told, found, strict=True):
        groups = strongest(solve_rows(half.X, H, SWEEPS))
        coherent = float(np.mean(npmi(words, half.X, terms)))
        rows.append([coherent, stable, redundancy(words), modularity(half.graph, groups)])
    return rows
