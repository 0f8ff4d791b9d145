"""Convert: what LightGBM and scikit-learn have learned, as the plain arrays that ship."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.arrays import FloatArray
from analysis.errors import BojiError
from analysis.separation.trees import MOST_LEAVES, Trees
from analysis.separation.wording import BUCKETS, PLACES, Wording

if TYPE_CHECKING:
    from lightgbm import Booster

Node = Mapping[str, Any]


class Worth(NamedTuple):
    """The mean of what a node's training rows get, and how many rows they are."""

    mean: float
    rows: int


def trees_of(fitted: Booster) -> Trees:
    """Copy a fitted ``lightgbm.Booster`` that saw float32 numbers, none missing.

    Raises
    ------
    BojiError
        If a tree has more than MOST_LEAVES leaves.
    """
    told = fitted.dump_model()
    per_stage, grown = told["num_tree_per_iteration"], told["tree_info"]
    largest = max(tree["num_leaves"] for tree in grown)
    if largest > MOST_LEAVES:
        raise BojiError(f"a tree has {largest} leaves; at most {MOST_LEAVES} can be kept (num_leaves)")
    n_trees, n_tests = len(grown), max(1, largest - 1)
    trees = Trees(
        np.zeros((n_tests, n_trees), np.int32),
        np.full((n_tests, n_trees), np.finfo(np.float32).max, np.float32),
        np.full((n_tests, n_trees), 0xFFFF, np.uint16),
        np.zeros((n_trees, MOST_LEAVES)),
        np.zeros((n_tests, n_trees)),
        np.full((n_trees, MOST_LEAVES, n_tests), -1, np.int8),
        np.zeros(per_stage),  # the first trees hold it
    )
    for i, tree in enumerate(grown):
        _copy(tree["tree_structure"], trees, i)
    return trees


def _copy(root: Node, trees: Trees, tree: int) -> None:
    """Fill in one tree's feature, threshold, mask, leaf_value, node_value and path."""
    tests = leaves = 0

    def walk(node: Node, above: list[int]) -> Worth:
        nonlocal tests, leaves
        if "split_feature" not in node:
            trees.leaf_value[tree, leaves] = node["leaf_value"]
            trees.path[tree, leaves, : len(above)] = above
            leaves += 1
            return Worth(node["leaf_value"], node.get("leaf_count", 0))  # none told where the root is a leaf
        test, tests = tests, tests + 1
        trees.feature[test, tree] = node["split_feature"]
        trees.threshold[test, tree] = _below(node["threshold"])
        first = leaves
        left = walk(node["left_child"], [*above, test])
        trees.mask[test, tree] = 0xFFFF & ~((1 << leaves) - (1 << first))
        worth = _together(left, walk(node["right_child"], [*above, test]))
        trees.node_value[test, tree] = worth.mean
        return worth

    trees.node_value[0, tree] = walk(root, []).mean


def _together(left: Worth, right: Worth) -> Worth:
    rows = left.rows + right.rows
    return Worth((left.mean * left.rows + right.mean * right.rows) / rows, rows)


def _below(threshold: float) -> np.float32:
    """Return the largest float32 that is not above a threshold: float32 facts pass it as they pass the threshold."""
    near = np.float32(threshold)
    return near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf))


def wording_of(coefficients: FloatArray, bias: FloatArray) -> Wording:
    """Keep what a linear model learned from `counts`: coefficients of shape (n_outputs, n_counts), and biases."""
    weights = coefficients.T.reshape(len(PLACES), BUCKETS, -1)
    return Wording(weights.astype(np.float16), np.asarray(bias, np.float64))
