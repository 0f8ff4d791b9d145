"""Affinity: how much a line speaks of what its page speaks of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.lines import IntArray
from analysis.tfidf import FloatArray

NAMES = ("core_cosine", "core_cover", "core_words", "cosine_before", "cosine_after")


def affinity(matrix: sparse.csr_matrix, page: IntArray, core: npt.NDArray[np.bool_]) -> FloatArray:
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
    array, shape (n_lines, len(NAMES))
        Cosine with the core, share of the line's weight on words of the core, logarithmic number of its words, and
        the cosines with the three lines before and the three lines after it.
    """
    n = len(page)
    if not n or not matrix.shape[1]:
        return np.zeros((n, len(NAMES)))
    pages = int(page[-1]) + 1
    chosen = sparse.csr_matrix((core.astype(np.float64), (page, np.arange(n))), shape=(pages, n))
    cores = sparse.csr_matrix(chosen @ matrix)[page]
    own = sparse.diags(core.astype(np.float64)) @ matrix
    rest = sparse.csr_matrix(cores - own)
    rest.data[np.abs(rest.data) < 1e-9] = 0.0
    rest.eliminate_zeros()
    mass = _sum(matrix)
    cover = _sum(matrix.multiply(rest > 0))
    words = np.diff(matrix.indptr).astype(np.float64)
    return np.column_stack(
        [
            cosine(matrix, rest),
            np.divide(cover, mass, out=np.zeros(n), where=mass > 0),
            np.log1p(words),
            cosine(matrix, _neighbours(matrix, page, (-3, -2, -1))),
            cosine(matrix, _neighbours(matrix, page, (1, 2, 3))),
        ]
    )


def cosine(a: sparse.csr_matrix, b: sparse.csr_matrix) -> FloatArray:
    """Return the cosine of each row of ``a`` with the same row of ``b``, 0 where one is empty; shape (n_rows,)."""
    dot = _sum(a.multiply(b))
    size = np.sqrt(_sum(a.multiply(a)) * _sum(b.multiply(b)))
    return np.divide(dot, size, out=np.zeros(len(dot)), where=size > 0)


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
