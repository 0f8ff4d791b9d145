"""Trees: boosted decision trees as plain arrays, so that learned weights ship as data and explain themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import FloatArray

Evidence = npt.NDArray[np.float32]
BLOCK = 512  # rows sent down the trees at once: few enough to stay in the processor's cache
MOST_LEAVES = 16  # of a tree: one bit each
NUMBERS = np.arange(1 << MOST_LEAVES)
FIRST_BIT = np.log2(np.maximum(1, NUMBERS & -NUMBERS)).astype(np.uint8)
FIELDS = ("feature", "threshold", "mask", "leaf_value", "node_value", "path", "classes", "baseline")


@dataclass(frozen=True)
class Trees:
    """A boosted ensemble of small trees.

    A tree's leaves are the bits of a number, from left to right. A test that fails (the fact is above the threshold)
    strikes out the leaves to its left; the leftmost leaf that is left over is the one reached (QuickScorer, Lucchese
    et al. 2015). All trees are walked at once, without branches. Trees with fewer tests than the largest have idle
    ones, whose threshold is infinite.

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
    classes : int32 array, shape (n_trees,)
        The class each tree speaks for.
    baseline : float64 array, shape (n_classes,)
    """

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    mask: npt.NDArray[np.uint16]
    leaf_value: FloatArray
    node_value: FloatArray
    path: npt.NDArray[np.int8]
    classes: npt.NDArray[np.int32]
    baseline: FloatArray

    def add_up(self, X: Evidence, table: FloatArray) -> FloatArray:
        """Add up a table's rows of the leaves that each row reaches.

        Parameters
        ----------
        X : float32 array, shape (n_rows, n_features)
        table : array, shape (n_trees * MOST_LEAVES, n_columns)
            Such as `values` or `shares`.

        Returns
        -------
        array, shape (n_rows, n_columns)
        """
        return np.vstack([self._reached(X[i : i + BLOCK]) @ table for i in range(0, max(1, len(X)), BLOCK)])

    def _reached(self, X: Evidence) -> sparse.csr_matrix:
        """Return the matrix, shape (n_rows, n_trees * MOST_LEAVES), with a 1 for the leaf reached in each tree."""
        n_trees = len(self.classes)
        starts = np.arange(len(X) + 1, dtype=np.int32) * np.int32(n_trees)
        ones = np.ones(len(X) * n_trees)
        return sparse.csr_matrix((ones, self._leaves(X), starts), shape=(len(X), n_trees * MOST_LEAVES))

    def _leaves(self, X: Evidence) -> npt.NDArray[np.int32]:
        facts = np.ascontiguousarray(X.T)
        left = np.full((len(self.classes), len(X)), 0xFFFF, np.uint16)
        for feature, threshold, mask in zip(self.feature, self.threshold, self.mask, strict=True):
            holds = facts[feature] <= threshold[:, None]
            left &= mask[:, None] | -holds.astype(np.uint16)
        leaf = FIRST_BIT[left].astype(np.int32) + np.arange(len(left), dtype=np.int32)[:, None] * MOST_LEAVES
        return np.ascontiguousarray(leaf.T).ravel()

    @cached_property
    def values(self) -> FloatArray:
        """What each leaf adds to each class, shape (n_trees * MOST_LEAVES, n_classes)."""
        table = np.zeros((*self.leaf_value.shape, len(self.baseline)))
        table[np.arange(len(self.classes)), :, self.classes] = self.leaf_value
        return table.reshape(-1, len(self.baseline))

    def raw(self, X: Evidence) -> FloatArray:
        """Return the summed leaf values, shape (n_rows, n_classes)."""
        return self.add_up(X, self.values) + self.baseline

    def shares(self, n_features: int, which: int = 0) -> FloatArray:
        """Share each leaf's value among the facts on the way to it (the decision-path method of Saabas 2014).

        ``add_up(X, shares(n, which))`` tells what each fact contributed to ``raw(X)[:, which]``; with `start` it sums
        to it.

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

    @classmethod
    def from_sklearn(cls, fitted: Any) -> Trees:  # noqa: ANN401  # scikit-learn has no types
        """Copy a fitted ``HistGradientBoostingClassifier`` that saw float32 numbers, none missing.

        Raises
        ------
        ValueError
            If a tree has more than MOST_LEAVES leaves.
        """
        tables = [tree.nodes for stage in fitted._predictors for tree in stage]
        largest = max(int(table["is_leaf"].sum()) for table in tables)
        if largest > MOST_LEAVES:
            raise ValueError(f"a tree has {largest} leaves; at most {MOST_LEAVES} can be kept (max_leaf_nodes)")
        per_stage = len(fitted._predictors[0])
        copied = [_copy(table, max(1, largest - 1)) for table in tables]
        feature, threshold, mask, leaf_value, node_value, path = (np.stack(part) for part in zip(*copied, strict=True))
        return cls(
            np.ascontiguousarray(feature.T),
            np.ascontiguousarray(threshold.T),
            np.ascontiguousarray(mask.T),
            leaf_value,
            np.ascontiguousarray(node_value.T),
            path,
            np.tile(np.arange(per_stage, dtype=np.int32), len(fitted._predictors)),
            np.ravel(fitted._baseline_prediction).astype(np.float64),
        )


def _copy(nodes: Any, n_tests: int) -> tuple[npt.NDArray[Any], ...]:  # noqa: ANN401  # a structured array
    """Return one tree's feature, threshold, mask, leaf_value, node_value and path."""
    worth = _worth(nodes)
    feature = np.zeros(n_tests, np.int32)
    threshold = np.full(n_tests, np.inf, np.float32)
    mask = np.full(n_tests, 0xFFFF, np.uint16)
    leaf_value, node_value = np.zeros(MOST_LEAVES), np.zeros(n_tests)
    path = np.full((MOST_LEAVES, n_tests), -1, np.int8)
    tests = leaves = 0

    def walk(node: int, above: list[int]) -> None:
        nonlocal tests, leaves
        if nodes["is_leaf"][node]:
            leaf_value[leaves] = worth[node]
            path[leaves, : len(above)] = above
            leaves += 1
            return
        test, tests = tests, tests + 1
        feature[test], node_value[test] = nodes["feature_idx"][node], worth[node]
        threshold[test] = _below(float(nodes["num_threshold"][node]))
        first = leaves
        walk(int(nodes["left"][node]), [*above, test])
        mask[test] = 0xFFFF & ~((1 << leaves) - (1 << first))
        walk(int(nodes["right"][node]), [*above, test])

    walk(0, [])
    return feature, threshold, mask, leaf_value, node_value, path


def _worth(nodes: Any) -> FloatArray:  # noqa: ANN401  # a structured array
    """Return each node's value: its own for a leaf, the mean of its children, weighed by their rows, for the rest."""
    worth: FloatArray = nodes["value"].astype(np.float64)
    for i in np.flatnonzero(nodes["is_leaf"] == 0)[::-1]:  # children stand behind their parents
        children = [nodes["left"][i], nodes["right"][i]]
        worth[i] = np.average(worth[children], weights=nodes["count"][children])
    return worth


def _below(threshold: float) -> np.float32:
    """Return the largest float32 that is not above a threshold: float32 facts pass it as they pass the threshold."""
    near = np.float32(threshold)
    return near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf))
