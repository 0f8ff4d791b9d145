"""Trees: boosted decision trees as plain arrays, so that learned weights ship as data and explain themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import Float32Array, FloatArray, IntArray

BLOCK = 128  # rows sent down the trees at once: few enough to stay in the processor's cache
MOST_LEAVES = 16  # of a tree: one bit each
NARROW = 8  # tests of a tree that has too many leaves for a byte
EXPONENT_OF_ONE = 127  # in a float32
FIELDS = ("feature", "threshold", "mask", "leaf_value", "node_value", "path", "baseline")


class Spread(NamedTuple):
    """What each leaf adds to each column: a table without its columns of zeros, which are not worth adding up.

    Attributes
    ----------
    table : array, shape (n_leaves, len(columns))
    columns : int array
        Where its columns stand among all.
    n_columns : int
    """

    table: FloatArray
    columns: IntArray
    n_columns: int

    @classmethod
    def of(cls, table: FloatArray) -> Spread:
        """Leave out the columns of zeros."""
        columns = np.flatnonzero(table.any(axis=0))
        return cls(np.ascontiguousarray(table[:, columns]), columns, table.shape[1])


class _Tests(NamedTuple):
    """Tests of trees, of shape (n_different,), and which of them each tree asks, shape (n_tests, n_trees)."""

    feature: IntArray
    threshold: Float32Array
    of_trees: IntArray


@dataclass(frozen=True)
class Trees:
    """A boosted ensemble of small trees.

    A tree's leaves are the bits of a number, from left to right. A test that fails (the fact is above the threshold)
    strikes out the leaves to its left; the leftmost leaf that is left over is the one reached (QuickScorer, Lucchese
    et al. 2015). All trees are walked at once, without branches. Trees with fewer tests than the largest have idle
    ones, whose threshold is infinite. The classes have their trees in turn: the first of each, the second of each, and
    so on. Weighed against treelite and onnxruntime, which do the same at 5 to 20 MB of dependency and do not share a
    leaf's value among the facts.

    Attributes
    ----------
    feature : int32 array, shape (n_tests, n_trees)
    threshold : float32 array, shape (n_tests, n_trees)
    mask : uint16 array, shape (n_tests, n_trees)
        The leaves that stay when a test fails.
    leaf_value : float64 array, shape (n_trees, MOST_LEAVES)
    node_value : float64 array, shape (n_tests, n_trees)
        What a test's node is worth before the test: the mean of its leaves, weighed by their training rows.
    path : int8 array, shape (n_trees, MOST_LEAVES, n_tests)
        The tests on the way to each leaf, from the root down; -1 behind the last.
    baseline : float64 array, shape (n_classes,)
    """

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    mask: npt.NDArray[np.uint16]
    leaf_value: FloatArray
    node_value: FloatArray
    path: npt.NDArray[np.int8]
    baseline: FloatArray

    @property
    def classes(self) -> IntArray:
        """The class each tree speaks for, shape (n_trees,)."""
        return np.arange(len(self.leaf_value)) % len(self.baseline)

    def add_up(self, X: Float32Array, spread: Spread) -> FloatArray:
        """Add up a table's rows of the leaves that each row reaches.

        Parameters
        ----------
        X : float32 array, shape (n_rows, n_features)
        spread : Spread
            Of a table of shape (n_trees * MOST_LEAVES, n_columns), such as `shares`.

        Returns
        -------
        array, shape (n_rows, n_columns)
        """
        sums = np.zeros((len(X), spread.n_columns))
        for i in range(0, len(X), BLOCK):
            sums[i : i + BLOCK, spread.columns] = self._reached(X[i : i + BLOCK]) @ spread.table
        return sums

    def _reached(self, X: Float32Array) -> sparse.csr_matrix:
        """Return the matrix, shape (n_rows, n_trees * MOST_LEAVES), with a 1 for the leaf reached in each tree."""
        n_trees = len(self.leaf_value)
        starts = np.arange(len(X) + 1, dtype=np.int32) * np.int32(n_trees)
        leaves, ones = np.ascontiguousarray(self._leaves(X).T).ravel(), np.ones(len(X) * n_trees)
        return sparse.csr_matrix((ones, leaves, starts), shape=(len(X), n_trees * MOST_LEAVES))

    def _leaves(self, X: Float32Array) -> npt.NDArray[np.int32]:
        """Return the leaf that each row reaches in each tree, of all leaves of all, shape (n_trees, n_rows)."""
        asked, masks = self._tests, self._masks
        facts = np.ascontiguousarray(X.T)[asked.feature]
        holds = -(facts <= asked.threshold[:, None]).view(np.int8)  # all bits or none
        left = np.full((len(self.leaf_value), len(X)), -1, masks.dtype)
        for test, mask in zip(asked.of_trees, masks, strict=True):
            left &= mask[:, None] | holds.take(test, axis=0).astype(masks.dtype, copy=False)
        lowest = (left & -left).view(f"u{masks.itemsize}")
        first = np.float32(lowest).view(np.int32) >> 23  # the exponent tells its place: quicker than a table
        return first + (np.arange(len(left), dtype=np.int32) * MOST_LEAVES - EXPONENT_OF_ONE)[:, None]

    @cached_property
    def _masks(self) -> npt.NDArray[np.signedinteger]:
        """The masks as signed numbers of as few bits as the leaves need."""
        return self.mask.astype(np.uint8).view(np.int8) if len(self.mask) < NARROW else self.mask.view(np.int16)

    @cached_property
    def _tests(self) -> _Tests:
        """The tests, each once however many trees ask it."""
        which = self.feature.astype(np.int64) << 32 | self.threshold.view(np.uint32)
        found, of_trees = np.unique(which, return_inverse=True)
        return _Tests(found >> 32, found.astype(np.uint32).view(np.float32), of_trees.reshape(which.shape))

    def raw(self, X: Float32Array) -> FloatArray:
        """Return the summed leaf values, shape (n_rows, n_classes)."""
        return np.vstack([self._summed(X[i : i + BLOCK]) for i in range(0, max(1, len(X)), BLOCK)]) + self.baseline

    def _summed(self, X: Float32Array) -> FloatArray:
        n, n_classes = len(X), len(self.baseline)
        worth = self.leaf_value.ravel().take(self._leaves(X)).reshape(len(self.leaf_value) // n_classes, n_classes, n)
        if n == 1:  # numpy would add up a single row in another order
            worth = worth.repeat(2, axis=2)
        total: FloatArray = worth.sum(axis=0)[:, :n].T
        return total

    def shares(self, n_features: int, which: int = 0) -> FloatArray:
        """Share each leaf's value among the facts on the way to it (the decision-path method of Saabas 2014).

        ``add_up(X, Spread.of(shares(n, which)))`` tells what each fact contributed to ``raw(X)[:, which]``; with
        `start` it sums to it.

        Returns
        -------
        array, shape (n_trees * MOST_LEAVES, n_features)
        """
        table = np.zeros((*self.leaf_value.shape, n_features))
        for tree, leaf in np.argwhere((self.path[:, :, 0] >= 0) & (self.classes == which)[:, None]).tolist():
            tests = [t for t in self.path[tree, leaf].tolist() if t >= 0]
            worth = [*self.node_value[tests, tree].tolist(), float(self.leaf_value[tree, leaf])]
            for test, before, after in zip(tests, worth, worth[1:], strict=False):
                table[tree, leaf, self.feature[test, tree]] += after - before
        return table.reshape(-1, n_features)

    def start(self, which: int = 0) -> float:
        """Return a class's raw value before any test: its baseline and its trees' roots."""
        return float(self.baseline[which] + self.node_value[0, self.classes == which].sum())

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Return the arrays under names that start with a prefix, for `analysis.store`."""
        return {f"{prefix}_{name}": getattr(self, name) for name in FIELDS}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Trees:
        """Build from what `arrays` returned."""
        return cls(**{name: arrays[f"{prefix}_{name}"] for name in FIELDS})
