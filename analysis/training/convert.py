"""Convert: what scikit-learn has learned, as the plain arrays that ship."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray
from analysis.errors import BojiError
from analysis.separation.trees import MOST_LEAVES, Trees
from analysis.separation.wording import BUCKETS, PLACES, Wording


def trees_of(fitted: Any) -> Trees:  # noqa: ANN401  # scikit-learn has no types
    """Copy a fitted ``HistGradientBoostingClassifier`` that saw float32 numbers, none missing.

    Raises
    ------
    BojiError
        If a tree has more than MOST_LEAVES leaves.
    """
    tables = [tree.nodes for stage in fitted._predictors for tree in stage]
    largest = max(int(table["is_leaf"].sum()) for table in tables)
    if largest > MOST_LEAVES:
        raise BojiError(f"a tree has {largest} leaves; at most {MOST_LEAVES} can be kept (max_leaf_nodes)")
    per_stage = len(fitted._predictors[0])
    copied = [_copy(table, max(1, largest - 1)) for table in tables]
    feature, threshold, mask, leaf_value, node_value, path = (np.stack(part) for part in zip(*copied, strict=True))
    return Trees(
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
    threshold = np.full(n_tests, np.finfo(np.float32).max, np.float32)
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


def wording_of(coefficients: FloatArray, bias: FloatArray) -> Wording:
    """Keep what a linear model learned from `counts`: coefficients of shape (n_outputs, n_counts), and biases."""
    weights = coefficients.T.reshape(len(PLACES), BUCKETS, -1)
    return Wording(weights.astype(np.float16), np.asarray(bias, np.float64))
