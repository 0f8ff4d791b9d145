"""Wording: which role a line's own characters, and those of the lines beside it, are usual for.

A linear classifier over hashed character n-grams (Cavnar & Trenkle 1994 for the n-grams, Weinberger et al. 2009 for
the hashing). scikit-learn's HashingVectorizer makes the same kind of counts, but line by line in Python, ten times
slower than all that is judged of a page; here all lines are hashed at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import FloatArray

LONGEST = 60  # characters of a line that are looked at
SIZES = (1, 2)  # of the n-grams
BITS = 13
BUCKETS = 1 << BITS
PLACES = (0, -1, 1)  # the line itself, the one before it, the one after it
DIGITS = (ord("0"), ord("9"))
PRIMES = tuple(np.uint32(p) for p in (0x9E3779B1, 0x85EBCA6B))  # of the golden ratio and of MurmurHash3


def buckets(folded: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Hash the character n-grams of lines, each digit read as 0 and each line's start marked.

    Returns
    -------
    hashes : uint32 array, shape (n_grams,)
        Below BUCKETS; those of a line stand together.
    lines : int array, shape (n_grams,)
        The line of each.
    """
    cut = [f"\n{text[:LONGEST]}" for text in folded]
    codes = np.frombuffer(("".join(cut) + "\n" * len(SIZES)).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where((codes >= DIGITS[0]) & (codes <= DIGITS[1]), np.uint32(DIGITS[0]), codes)
    n = len(codes) - len(SIZES)
    line = np.repeat(np.arange(len(cut)), [len(t) for t in cut])
    ends = np.append(codes == ord("\n"), True)
    hashes, lines = [], []
    mixed = np.zeros(n, np.uint32)
    whole = np.ones(n, bool)
    for size in SIZES:
        mixed = mixed ^ (codes[size - 1 : size - 1 + n] * PRIMES[size - 1])
        hashes.append(_finish(mixed + np.uint32(size))[whole])
        lines.append(line[whole])
        whole = whole & ~ends[size : size + n]
    order = np.argsort(np.concatenate(lines), kind="stable")
    return np.concatenate(hashes)[order], np.concatenate(lines)[order]


def _finish(mixed: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    spread = (mixed ^ (mixed >> np.uint32(15))) * PRIMES[1]
    return spread >> np.uint32(32 - BITS)


def counts(folded: Sequence[str], page: npt.NDArray[np.int64]) -> sparse.csr_matrix:
    """Return what the classifier is trained on.

    Parameters
    ----------
    folded : sequence of str
    page : int array, shape (n_lines,)
        A line has no neighbour on another page.

    Returns
    -------
    CSR matrix, shape (n_lines, len(PLACES) * BUCKETS)
    """
    own = _own_counts(folded)
    return sparse.csr_matrix(sparse.hstack([shifted(page, place) @ own for place in PLACES]), dtype=np.float32)


def _own_counts(folded: Sequence[str]) -> sparse.csr_matrix:
    """Count the n-grams of each line, shape (n_lines, BUCKETS), a line's counts scaled by the root of their number."""
    hashes, lines = buckets(folded)
    size = np.bincount(lines, minlength=len(folded))
    starts = np.concatenate([[0], np.cumsum(size)])
    return sparse.csr_matrix((1.0 / np.sqrt(size[lines]), hashes.astype(np.int32), starts), (len(folded), BUCKETS))


def shifted(page: npt.NDArray[np.int64], place: int) -> sparse.csr_matrix:
    """Return the matrix that puts each line's neighbour in its place, shape (n_lines, n_lines)."""
    n = len(page)
    here = np.arange(max(0, -place), min(n, n - place))
    here = here[page[here] == page[here + place]]
    return sparse.csr_matrix((np.ones(len(here)), (here, here + place)), shape=(n, n))


@dataclass(frozen=True)
class Wording:
    """The learned weights. The first output is the log-odds of content, the others are those of the roles.

    Attributes
    ----------
    weights : float16 array, shape (len(PLACES), BUCKETS, n_outputs)
    bias : float64 array, shape (n_outputs,)
    """

    weights: npt.NDArray[np.float16]
    bias: FloatArray

    def score(self, folded: Sequence[str], page: npt.NDArray[np.int64]) -> FloatArray:
        """Return the log-odds of each line and output, shape (n_lines, n_outputs)."""
        by_place = _own_counts(folded) @ self._side_by_side
        n = len(self.bias)
        total = np.tile(self.bias, (len(folded), 1))
        for i, place in enumerate(PLACES):
            total += shifted(page, place) @ by_place[:, i * n : (i + 1) * n]
        return total

    @cached_property
    def _side_by_side(self) -> FloatArray:
        """The weights of all places in one table, shape (BUCKETS, len(PLACES) * n_outputs)."""
        return np.hstack(list(self.weights.astype(np.float64)))

    def of_counts(self, counted: sparse.csr_matrix) -> FloatArray:
        """Return the same for lines that were turned into `counts`."""
        scored: FloatArray = counted @ self.weights.astype(np.float64).reshape(-1, len(self.bias)) + self.bias
        return scored

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Return the arrays under names that start with a prefix, for `analysis.store`."""
        return {f"{prefix}_weights": self.weights, f"{prefix}_bias": self.bias}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Wording:
        """Build from what `arrays` returned."""
        return cls(arrays[f"{prefix}_weights"], arrays[f"{prefix}_bias"])
