"""TF-IDF: word counts, a vocabulary, and weights equal to scikit-learn's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.arrays import FloatArray

MANY = 100_000  # a count up to which the logarithms of all are looked up


@dataclass(frozen=True, slots=True)
class Counts:
    """Word counts of documents (lines or pages).

    Attributes
    ----------
    matrix : CSR matrix of int, shape (n_documents, n_terms)
    terms : list of str, sorted
    """

    matrix: sparse.csr_matrix
    terms: list[str]

    def rows(self, selection: sparse.csr_matrix) -> Counts:
        """Sum rows: ``selection`` of shape (n_groups, n_documents) says which go together."""
        return Counts(sparse.csr_matrix(selection @ self.matrix), self.terms)

    def restrict(self, vocabulary: Sequence[str]) -> Counts:
        """Return the columns of a vocabulary, in its order; a term never seen is a column of zeros."""
        place = {t: i for i, t in enumerate(self.terms)}
        known = [(j, place[t]) for j, t in enumerate(vocabulary) if t in place]
        pick = sparse.csr_matrix(
            (np.ones(len(known), np.int64), ([i for _, i in known], [j for j, _ in known])),
            shape=(len(self.terms), len(vocabulary)),
        )
        restricted = sparse.csr_matrix(self.matrix @ pick)
        restricted.sort_indices()  # so that sums run in one order, however the counts were cut
        return Counts(restricted, list(vocabulary))


def count_tokens(documents: Iterable[Sequence[str]]) -> Counts:
    """Count the words of each document.

    Parameters
    ----------
    documents : iterable of sequences of str

    Returns
    -------
    Counts
        With the sorted terms of exactly these documents.
    """
    index: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for words in documents:
        columns.extend(index.setdefault(w, len(index)) for w in words)
        ends.append(len(columns))
    terms = sorted(index)
    rank = np.empty(len(index), np.int64)
    rank[[index[t] for t in terms]] = np.arange(len(terms))
    matrix = sparse.csr_matrix(
        (np.ones(len(columns), np.int64), rank[columns] if columns else np.zeros(0, np.int64), ends),
        shape=(len(ends) - 1, len(terms)),
    )
    matrix.sum_duplicates()
    return Counts(matrix, terms)


def select_vocabulary(counts: Counts, min_pages: int, max_share: float, max_terms: int) -> list[str]:
    """Choose the terms worth weighing.

    Parameters
    ----------
    counts : Counts
        Of pages.
    min_pages : int
        A term in fewer pages is left out.
    max_share : float
        A term in a larger share (0..1) of the pages is left out.
    max_terms : int
        Of the rest, the terms in most pages, ties in order of the terms.

    Returns
    -------
    list of str, sorted
    """
    pages = np.asarray((counts.matrix > 0).sum(axis=0)).ravel()
    good = np.flatnonzero((pages >= min_pages) & (pages <= max_share * counts.matrix.shape[0]))
    best = good[np.argsort(-pages[good], kind="stable")][:max_terms]
    return [counts.terms[i] for i in np.sort(best)]


@dataclass(frozen=True, slots=True)
class Weights:
    """TF-IDF weights of terms: logarithmic counts times smooth inverse page frequencies.

    Equal to scikit-learn's ``TfidfTransformer(sublinear_tf=True)`` to rounding, and to the last bit on every x86
    processor, where numpy's own logarithm is not.

    Attributes
    ----------
    terms : list of str
    idf : array, shape (n_terms,)
        Logarithmic inverse page frequencies.
    """

    terms: list[str]
    idf: FloatArray

    @classmethod
    def fit(cls, pages: Counts) -> Weights:
        """Weigh the terms of pages by how few have them; without pages, weights that fit no term."""
        n = pages.matrix.shape[0]
        having = np.bincount(pages.matrix.indices, minlength=len(pages.terms))
        return cls(pages.terms, logarithms((n + 1) / (having + 1)) + 1.0)

    def weigh(self, counts: Counts, unit: bool = True) -> sparse.csr_matrix:
        """Return weighted rows, shape (n_documents, n_terms), each of length one where ``unit``."""
        X = as_float_rows(counts.matrix if counts.terms == self.terms else counts.restrict(self.terms).matrix)
        X.data = (logarithms(X.data) + 1.0) * self.idf[X.indices]
        return sparse.csr_matrix(normalize(X, copy=False)) if unit and min(X.shape) else X


def logarithms(numbers: Any) -> FloatArray:  # noqa: ANN401  # what numpy takes
    """Return natural logarithms that are the same on every processor: numpy's for float64 has variants that are not."""
    given = np.asarray(numbers)
    if given.size and given.min() > 0 and given.max() < MANY and (given == (counts := given.astype(np.intp))).all():
        return _exact_logarithms(np.arange(1, int(given.max()) + 1))[counts - 1]
    values, place = np.unique(given, return_inverse=True)
    return np.asarray(_exact_logarithms(values)[place].reshape(given.shape))


def _exact_logarithms(values: npt.NDArray[Any]) -> FloatArray:
    return np.asarray(np.log(values.astype(np.longdouble)), np.float64)


def as_float_rows(X: Any) -> sparse.csr_matrix:  # noqa: ANN401  # an estimator takes whatever scikit-learn takes
    """Return a float64 CSR copy of a matrix."""
    return sparse.csr_matrix(X, dtype=np.float64)
