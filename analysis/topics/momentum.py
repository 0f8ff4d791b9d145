"""Momentum: coordinate descent of two factors that needs a quarter of the rounds, and each of them cheaper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.arrays import FloatArray
from analysis.topics.sweeps import BLOCK, Factor, quick_gram, sweep

CALM = 3  # rounds before anything is carried on: the first ones lead far
FIRST = 0.7  # share of a round's way by which it is carried on
FASTER, SLOWER = 1.05, 1.5  # how that share grows with each round, and falls with one that made it worse


def hasten(
    W: Factor, H: Factor, rows: sparse.csr_matrix, columns: sparse.csr_matrix, max_iter: int, tol: float
) -> tuple[Factor, int]:
    """Move two factors in turn to where data want them, each carried on beyond (Ang & Gillis 2019).

    By more and more while the error falls; when it rises, both go back to where they were before they were carried.

    Parameters
    ----------
    W, H : arrays, shapes (n_topics, n_rows), (n_topics, n_columns)
        Of single precision.
    rows, columns : CSR matrices, shapes (n_rows, n_columns), (n_columns, n_rows)
        The data, and transposed.
    max_iter : int
        Rounds at most.
    tol : float
        Of the first round's violation, at which to stop.

    Returns
    -------
    H : array, shape (n_topics, n_columns)
    n_iter : int
    """
    pages, terms, pace = _Carried(W, W), _Carried(H, H), _Pace()
    least, first, n_iter = np.inf, 0.0, 0
    while n_iter < max_iter:
        n_iter += 1
        there = _move(pages.ahead, terms.ahead, rows)
        if (error := there.error()) > least:
            pages.ahead, terms.ahead, least = pages.now, terms.now, np.inf
            pace.slow_down()
            continue
        least, share = error, pace.next() if n_iter > CALM else 0.0
        pages.follow(there.factor, share)
        back = _move(terms.ahead, pages.ahead, columns)
        terms.follow(back.factor, share)
        first = first or there.violation + back.violation
        if there.violation + back.violation <= tol * first:
            break
    return terms.now, n_iter


class _Move(NamedTuple):
    """A factor that one sweep has moved, what it was moved by, and by how much it was not there."""

    factor: Factor
    cross: float
    gram: FloatArray
    violation: float

    def error(self) -> float:
        """Return half the squared error but for that of zeros, twice that."""
        return float((self.gram * quick_gram(self.factor)).sum()) - 2.0 * self.cross


def _move(factor: Factor, other: Factor, data: sparse.csr_matrix) -> _Move:
    """Move one factor to where the data and the other want it."""
    target = data @ np.ascontiguousarray(other.T)
    gram = quick_gram(other)
    single, own = gram.astype(factor.dtype), np.diag(gram)
    moved, cross, violation = np.empty_like(factor), 0.0, 0.0
    for a in range(0, factor.shape[1], BLOCK):  # each row of the data stands by itself; a block stays in the cache
        before, goal = factor[:, a : a + BLOCK], np.ascontiguousarray(target[a : a + BLOCK].T)
        part = before.copy()
        sweep(part, goal, single, measured=False)
        cross += float(np.einsum("ki,ki->k", part, goal).sum(dtype=np.float64))
        violation += float((np.abs(part - before).sum(axis=1) * own).sum())
        moved[:, a : a + BLOCK] = part
    return _Move(moved, cross, gram, violation)


@dataclass(slots=True)
class _Carried:
    """A factor where it is, and where the next round begins with it."""

    now: Factor
    ahead: Factor

    def follow(self, factor: Factor, share: float) -> None:
        """Take a factor's new place, and carry it on by a share of its way."""
        self.ahead = np.maximum(0.0, factor + share * (factor - self.now))
        self.now = factor


@dataclass(slots=True)
class _Pace:
    """The share of its way by which a round is carried on."""

    share: float = FIRST
    most: float = 1.0

    def next(self) -> float:
        """Return the share of a round that has made it better, and let that of the next one grow."""
        share = self.share
        self.most = min(1.0, self.most * (1.0 + FASTER) / 2.0)
        self.share = min(self.most, self.share * FASTER)
        return share

    def slow_down(self) -> None:
        """Let the share fall; it shall not soon grow beyond what was too much."""
        self.most, self.share = self.share, self.share / SLOWER
