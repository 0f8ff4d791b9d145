"""Affinity: how much a line speaks of what its page speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.arrays import BoolArray, FloatArray, IntArray, one_thread
from analysis.separation.columns import Columns
from analysis.topics.nmf import TopicNMF
from analysis.words.tfidf import as_float_rows

N_TOPICS = 20
LEAST_PAGES = 100  # with fewer, topics are no more than the pages themselves
MOST_PAGES = 2_000  # that the topics are fitted to, evenly spread
UNKNOWN = -1.0
RIDGE = 1e-6
ROUNDING = 1e-9  # of a word's weight: what may be left of it where a line was taken from its core


def describe_affinity(matrix: sparse.csr_matrix, page: IntArray, core: BoolArray) -> Columns:
    """Compare each line with the core of its page.

    Parameters
    ----------
    matrix : CSR matrix, shape (n_lines, n_terms)
        Weighted word counts of the lines.
    page : int array, shape (n_lines,)
        The page of each line, in rising order.
    core : bool array, shape (n_lines,)
        The lines that make up the core of their page. A line is never compared with itself.

    Returns
    -------
    dict of str to array, shape (n_lines,)
        Cosine with the core, share of the line's weight on words of the core, logarithmic number of its words, and
        the cosines with the three lines before and the three lines after it.
    """
    n = len(page)
    if not n or not matrix.shape[1]:
        return {name: np.zeros(n) for name in NAMES}
    line = np.repeat(np.arange(n), np.diff(matrix.indptr))
    _, word, lines = np.unique(page[line] * matrix.shape[1] + matrix.indices, return_inverse=True, return_counts=True)
    own = matrix.data * core[line]
    rest = _settled(np.bincount(word, own)[word] - own)  # of the core's weight on each word of a line
    mass = _sum(matrix)
    size = np.sqrt(_sum(matrix.multiply(matrix)) * _squares_of_rest(matrix, page, core))
    return {
        "core_cosine": _part(_sum_of(matrix, matrix.data * rest), size),
        "core_cover": _part(_sum_of(matrix, matrix.data * (rest > 0)), mass),
        "core_words": np.log1p(np.diff(matrix.indptr).astype(np.float64)),
        "cosine_before": cosine(matrix, _neighbours(matrix, page, (-3, -2, -1))),
        "cosine_after": cosine(matrix, _neighbours(matrix, page, (1, 2, 3))),
        **_recurrence(matrix.data, line, lines[word], mass),
    }


def _squares_of_rest(matrix: sparse.csr_matrix, page: IntArray, core: BoolArray) -> FloatArray:
    """Sum the squares of what the core of each line's page weighs without the line, shape (n_lines,)."""
    cores = cores_of(matrix, page, core, int(page[-1]) + 1)
    cores.sort_indices()
    squares, lines = _sum(cores.multiply(cores))[page], np.flatnonzero(core)
    rest = sparse.csr_matrix(cores[page[lines]] - matrix[lines])  # of the few that are the core's own
    rest.data = _settled(rest.data)
    squares[lines] = _sum(rest.multiply(rest))
    return squares


def _settled(rest: FloatArray) -> FloatArray:
    """Return what is left where something was taken away, without what rounding left."""
    return np.where(np.abs(rest) < ROUNDING, 0.0, rest)


def _recurrence(weight: FloatArray, line: IntArray, lines: IntArray, mass: FloatArray) -> Columns:
    """Return how often the words of a line come again in its page, the weighted mean of the log of lines and the share.

    What the core cannot tell where a page has no prose: an agenda's or a price list's lines speak of the same things.

    Parameters
    ----------
    weight, line, lines : arrays, shape (n_words,)
        Of each word of each line: its weight, its line, and on how many lines of the page it stands.
    mass : array, shape (n_lines,)
        What the words of each line weigh.
    """
    logs, again = (np.bincount(line, weight * of, len(mass)).astype(np.float64) for of in (np.log(lines), lines > 2))
    return {"recurrence": _part(logs, mass), "recurring": _part(again, mass)}


@dataclass(frozen=True, slots=True)
class CoreTopics:
    """The topics of the cores of some pages: those of an NMF.

    A line's weights on them are the least-squares ones (with a ridge), those below zero set to zero: a line is short,
    and one product places all of them.

    Attributes
    ----------
    terms : list of str, sorted
        Words of two cores or more, and of no more than half.
    place : array, shape (n_terms, N_TOPICS)
        Takes weighted words to weights on the topics.
    scale : array, shape (N_TOPICS,)
        Length of each topic.
    """

    terms: list[str]
    place: FloatArray
    scale: FloatArray

    @classmethod
    def of(cls, cores: sparse.csr_matrix, terms: Sequence[str], threads: int = 1) -> Self | None:
        """Find the topics of the cores of pages, shape (n_pages, n_terms); None where pages or words are too few.

        The result does not depend on the threads.
        """
        n_pages = cores.shape[0]
        frequency = np.bincount(cores.indices, minlength=cores.shape[1])
        known = np.flatnonzero((frequency >= 2) & (frequency <= n_pages / 2))
        if n_pages < LEAST_PAGES or len(known) < N_TOPICS:
            return None
        rows = np.unique(np.linspace(0, n_pages - 1, min(n_pages, MOST_PAGES)).astype(np.int64))
        X = normalize(cores[rows][:, known])
        with one_thread():  # the sums of more threads differ in their last bits
            found = TopicNMF(N_TOPICS, max_iter=400, tol=1e-4, plain=True)  # as weights were learned
            found.learn(as_float_rows(X), threads)
            H = found.components_
            inner = H @ H.T
            place = H.T @ np.linalg.inv(inner + RIDGE * np.trace(inner) * np.eye(N_TOPICS))
        return cls([terms[i] for i in known.tolist()], place, np.linalg.norm(H, axis=1))

    def describe(
        self, matrix: sparse.csr_matrix, terms: Sequence[str], cores: sparse.csr_matrix, page: IntArray
    ) -> Columns:
        """Compare each line with its page's core by the topics.

        Parameters
        ----------
        matrix : CSR matrix, shape (n_lines, n_terms)
            Weighted word counts of the lines.
        terms : sequence of str, sorted
        cores : CSR matrix, shape (n_pages, n_terms)
            The same of the cores.
        page : int array, shape (n_lines,)
            The page of each line.

        Returns
        -------
        dict of str to array, shape (n_lines,)
            Cosine of the line's topics with its core's, the line's share on the core's main topic and on its own.
        """
        at = {term: i for i, term in enumerate(self.terms)}
        both = [(j, at[term]) for j, term in enumerate(terms) if term in at]
        columns, rows = (np.array(side, np.int64) for side in (zip(*both, strict=True) if both else ((), ())))
        place = self.place[rows]
        parts = matrix[:, columns], normalize(cores[:, columns]) if both else cores[:, columns]
        with one_thread():
            own, page_own = (np.maximum(0.0, part @ place) * self.scale for part in parts)
        return _compare(own, page_own[page])


def unknown_topics(n: int) -> Columns:
    """Return the facts of `CoreTopics.describe` for lines of pages whose topics are not known."""
    return {name: np.full(n, UNKNOWN) for name in TOPIC_NAMES}


def cores_of(matrix: sparse.csr_matrix, page: IntArray, core: BoolArray, n_pages: int) -> sparse.csr_matrix:
    """Sum the lines that make up the core of each page, shape (n_pages, n_terms)."""
    chosen = sparse.csr_matrix((core.astype(np.float64), (page, np.arange(len(page)))), shape=(n_pages, len(page)))
    return sparse.csr_matrix(chosen @ matrix)


def _compare(line: FloatArray, core: FloatArray) -> Columns:
    """Return the facts of `CoreTopics.describe` for weights on topics, both of shape (n_lines, n_topics)."""
    rows = np.arange(len(line))
    size = np.linalg.norm(line, axis=1) * np.linalg.norm(core, axis=1)
    total = line.sum(axis=1)
    return {
        "topic_cosine": _part((line * core).sum(axis=1), size),
        "topic_own": _part(line[rows, core.argmax(axis=1)], total),
        "topic_top": _part(line.max(axis=1), total),
    }


def cosine(a: sparse.csr_matrix, b: sparse.csr_matrix) -> FloatArray:
    """Return the cosine of each row of ``a`` with the same row of ``b``, 0 where one is empty; shape (n_rows,)."""
    return _part(_sum(a.multiply(b)), np.sqrt(_sum(a.multiply(a)) * _sum(b.multiply(b))))


def _neighbours(matrix: sparse.csr_matrix, page: IntArray, offsets: tuple[int, ...]) -> sparse.csr_matrix:
    """Sum the rows at the offsets that belong to the same page."""
    n = len(page)
    rows, columns = [], []
    for offset in offsets:
        here = np.arange(max(0, -offset), min(n, n - offset))
        same = here[page[here] == page[here + offset]]
        rows.append(same)
        columns.append(same + offset)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shift = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(n, n))
    return sparse.csr_matrix(shift @ matrix)


def _sum(matrix: sparse.spmatrix) -> FloatArray:
    return np.asarray(matrix.sum(axis=1), np.float64).ravel()


def _sum_of(matrix: sparse.csr_matrix, values: FloatArray) -> FloatArray:
    """Sum values that stand where a matrix has its own, by rows; zeros, left out, would change the last bits."""
    found = sparse.csr_matrix((values, matrix.indices, matrix.indptr), shape=matrix.shape, copy=True)
    found.eliminate_zeros()
    return _sum(found)


def _part(value: FloatArray, whole: FloatArray) -> FloatArray:
    """Return the part that a value is of a whole, 0 where there is none."""
    part: FloatArray = np.divide(value, whole, out=np.zeros(len(value)), where=whole > 0)
    return part


_NOTHING = sparse.csr_matrix((1, 1)), np.zeros(1, np.int64), np.zeros(1, np.bool_)
NAMES = tuple(describe_affinity(*_NOTHING))
TOPIC_NAMES = tuple(_compare(np.zeros((1, 1)), np.zeros((1, 1))))
PIECES = {"affinity": (*NAMES, *TOPIC_NAMES)}
