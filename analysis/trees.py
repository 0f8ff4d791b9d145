"""Trees: boosted decision trees as plain arrays, so that learned weights ship as data and explain themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.tfidf import FloatArray

IntVector = npt.NDArray[np.int32]
BLOCK = 2_048  # rows walked down the trees at once: few enough to stay in the processor's cache
FIELDS = ("feature", "threshold", "left", "right", "value", "roots", "classes", "baseline")


@dataclass(frozen=True, slots=True)
class Trees:
    """A boosted ensemble.

    All nodes stand in one table. A leaf has ``feature`` -1 and its own number as both children.

    Attributes
    ----------
    feature, left, right : int32 arrays, shape (n_nodes,)
    threshold, value : float64 arrays, shape (n_nodes,)
        ``value`` of an inner node is the mean of its leaves, weighed by their training rows.
    roots, classes : int32 arrays, shape (n_trees,)
        Each tree's root node and the class it speaks for.
    baseline : float64 array, shape (n_classes,)
    """

    feature: IntVector
    threshold: FloatArray
    left: IntVector
    right: IntVector
    value: FloatArray
    roots: IntVector
    classes: IntVector
    baseline: FloatArray

    def raw(self, X: FloatArray) -> FloatArray:
        """Return the summed leaf values, shape (n_rows, n_classes)."""
        return np.vstack([self._raw(X[i : i + BLOCK]) for i in range(0, max(1, len(X)), BLOCK)])

    def _raw(self, X: FloatArray) -> FloatArray:
        total = np.tile(self.baseline, (len(X), 1))
        for root, c in zip(self.roots.tolist(), self.classes.tolist(), strict=True):
            node = np.full(len(X), root, np.int32)
            while (self.feature[node] >= 0).any():
                node = self._step(X, node)
            total[:, c] += self.value[node]
        return total

    def contributions(self, X: FloatArray, which: int = 0) -> FloatArray:
        """Share a class's raw value among the features (the decision-path method of Saabas 2014).

        Parameters
        ----------
        X : array, shape (n_rows, n_features)
        which : int
            The class.

        Returns
        -------
        array, shape (n_rows, n_features)
            Sums, with the roots' values and the baseline, to ``raw(X)[:, which]``.
        """
        blocks = range(0, max(1, len(X)), BLOCK)
        return np.vstack([self._contributions(X[i : i + BLOCK], which) for i in blocks])

    def _contributions(self, X: FloatArray, which: int) -> FloatArray:
        shares = np.zeros(X.shape)
        rows = np.arange(len(X))
        for root in self.roots[self.classes == which].tolist():
            node = np.full(len(X), root, np.int32)
            while ((split := self.feature[node]) >= 0).any():
                after = self._step(X, node)
                shares[rows, np.maximum(split, 0)] += self.value[after] - self.value[node]
                node = after
        return shares

    def _step(self, X: FloatArray, node: IntVector) -> IntVector:
        split = np.maximum(self.feature[node], 0)
        goes_left = X[np.arange(len(X)), split] <= self.threshold[node]
        return np.where(goes_left, self.left[node], self.right[node])

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Return the arrays under names that start with a prefix, for `analysis.store`."""
        return {f"{prefix}_{name}": getattr(self, name) for name in FIELDS}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Trees:
        """Build from what `arrays` returned."""
        return cls(**{name: arrays[f"{prefix}_{name}"] for name in FIELDS})

    @classmethod
    def from_sklearn(cls, fitted: Any) -> Trees:  # noqa: ANN401  # scikit-learn has no types
        """Copy a fitted ``HistGradientBoostingClassifier`` that saw numbers only, none missing."""
        tables = [tree.nodes for stage in fitted._predictors for tree in stage]
        starts = np.concatenate([[0], np.cumsum([len(t) for t in tables])[:-1]]).astype(np.int32)
        per_stage = len(fitted._predictors[0])
        joined = [_copy(table, int(start)) for table, start in zip(tables, starts, strict=True)]
        columns = [np.concatenate(parts) for parts in zip(*joined, strict=True)]
        classes = np.tile(np.arange(per_stage, dtype=np.int32), len(fitted._predictors))
        feature, threshold, left, right, value = columns
        baseline = np.ravel(fitted._baseline_prediction).astype(np.float64)
        return cls(feature, threshold, left, right, value, starts, classes, baseline)


def _copy(nodes: Any, start: int) -> Sequence[npt.NDArray[Any]]:  # noqa: ANN401  # a structured array
    """Return one tree's columns, its node numbers moved by ``start`` and its inner values filled in."""
    leaf = nodes["is_leaf"].astype(bool)
    own = np.arange(len(nodes))
    left = np.where(leaf, own, nodes["left"])
    right = np.where(leaf, own, nodes["right"])
    value = nodes["value"].astype(np.float64)
    count = nodes["count"].astype(np.float64)
    for i in own[::-1]:  # children stand behind their parents
        if not leaf[i]:
            a, b = left[i], right[i]
            value[i] = (value[a] * count[a] + value[b] * count[b]) / (count[a] + count[b])
    feature = np.where(leaf, -1, nodes["feature_idx"]).astype(np.int32)
    threshold = np.where(leaf, 0.0, nodes["num_threshold"]).astype(np.float64)
    return feature, threshold, (left + start).astype(np.int32), (right + start).astype(np.int32), value
