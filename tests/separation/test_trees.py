from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import store
from analysis.arrays import Float32Array, FloatArray
from analysis.separation.judge import load_separator
from analysis.separation.trees import BLOCK, FIELDS, MOST_LEAVES, Spread, Trees

INFINITE = float(np.finfo(np.float32).max)
ALL = 0xFFFF
# Four trees by hand, in turn for the first and for the second class:
#   x0 <= 1 ? (x1 <= 0 ? 1 : 3) : (x0 <= 5 ? 4 : 8);   without a test, 2;   x2 <= 0 ? -1 : 2;   without a test, 5
TREES = Trees(
    feature=np.array([[0, 0, 2, 0], [1, 0, 0, 0], [0, 0, 0, 0]], np.int32),
    threshold=np.array([[1, INFINITE, 0, INFINITE], [0, *[INFINITE] * 3], [5, *[INFINITE] * 3]], np.float32),
    mask=np.array([[ALL - 3, ALL, ALL - 1, ALL], [ALL - 1, ALL, ALL, ALL], [ALL - 4, ALL, ALL, ALL]], np.uint16),
    leaf_value=np.pad(
        np.array([[1.0, 3, 4, 8], [2, 0, 0, 0], [-1, 2, 0, 0], [5, 0, 0, 0]]), ((0, 0), (0, MOST_LEAVES - 4))
    ),
    node_value=np.array([[3.0, 2, 0.5, 5], [2, 0, 0, 0], [5, 0, 0, 0]]),
    path=np.pad(
        np.array(
            [
                [[0, 1, -1], [0, 1, -1], [0, 2, -1], [0, 2, -1]],
                [[-1, -1, -1]] * 4,
                [[0, -1, -1], [0, -1, -1], [-1, -1, -1], [-1, -1, -1]],
                [[-1, -1, -1]] * 4,
            ],
            np.int8,
        ),
        ((0, 0), (0, MOST_LEAVES - 4), (0, 0)),
        constant_values=-1,
    ),
    baseline=np.array([0.25, -0.5]),
)
SHARES = Spread.of(TREES.shares(3))
EDGES = [float(np.nextafter(np.float32(t), np.float32(way))) for t in (0, 1, 5) for way in (-9, t, 9)]
FACT = st.sampled_from(EDGES) | st.floats(width=32, allow_nan=False, allow_infinity=False)
ROWS = st.lists(st.tuples(FACT, FACT, FACT), max_size=8)


def as_rows(rows: list[tuple[float, float, float]]) -> Float32Array:
    return np.array(rows, np.float32).reshape(-1, 3)


def worth(row: tuple[float, float, float]) -> list[float]:
    """Walk the trees down by hand."""
    first = (1 if row[1] <= 0 else 3) if row[0] <= 1 else (4 if row[0] <= 5 else 8)
    return [0.25 + first + (-1 if row[2] <= 0 else 2), -0.5 + 2 + 5]


def shared(row: tuple[float, float, float]) -> list[float]:
    """Share the first class's value among the facts, by hand."""
    third = (-1 if row[2] <= 0 else 2) - 0.5
    if row[0] <= 1:
        return [2 - 3, (1 if row[1] <= 0 else 3) - 2, third]
    return [(4 if row[0] <= 5 else 8) - 3, 0, third]


def close(got: FloatArray, wanted: FloatArray | list[list[float]]) -> None:
    np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-12)


@given(ROWS)
def test_each_row_is_worth_the_leaves_it_walks_down_to(rows: list[tuple[float, float, float]]) -> None:
    close(TREES.raw(as_rows(rows)), np.array([worth(row) for row in rows]).reshape(-1, 2))


@given(ROWS)
def test_the_start_and_the_shares_of_all_facts_sum_to_raw(rows: list[tuple[float, float, float]]) -> None:
    X = as_rows(rows)
    contributed = TREES.add_up(X, SHARES)
    close(contributed.sum(axis=1) + TREES.start(), TREES.raw(X)[:, 0])


@given(ROWS)
def test_a_fact_gets_what_its_tests_changed(rows: list[tuple[float, float, float]]) -> None:
    close(TREES.add_up(as_rows(rows), SHARES), np.array([shared(row) for row in rows]).reshape(-1, 3))


@given(ROWS)
def test_each_row_reaches_one_leaf_of_each_tree(rows: list[tuple[float, float, float]]) -> None:
    reached = TREES.add_up(as_rows(rows), Spread.of(np.eye(4 * MOST_LEAVES))).reshape(len(rows), 4, MOST_LEAVES)
    np.testing.assert_array_equal(reached.sum(axis=2), 1)
    assert not reached[:, TREES.leaf_value == 0].any()


@given(ROWS)
def test_columns_of_zeros_are_not_added_up_and_stay_in_their_places(rows: list[tuple[float, float, float]]) -> None:
    table = np.zeros((4 * MOST_LEAVES, 5))
    table[:, [0, 2, 4]] = TREES.shares(3)
    spread = Spread.of(table)
    assert (spread.table.shape, spread.columns.tolist()) == ((4 * MOST_LEAVES, 3), [0, 2, 4])
    X = as_rows(rows)
    np.testing.assert_array_equal(TREES.add_up(X, spread)[:, [0, 2, 4]], TREES.add_up(X, SHARES))
    assert not TREES.add_up(X, spread)[:, [1, 3]].any()


def test_the_start_is_the_baseline_and_the_roots() -> None:
    assert (TREES.start(), TREES.start(1)) == (0.25 + 3 + 0.5, -0.5 + 2 + 5)
    assert not TREES.shares(3, 1).any()


@pytest.mark.parametrize("n", [0, 1, BLOCK, 2 * BLOCK + 7])
def test_rows_in_many_blocks_come_out_in_order(n: int) -> None:
    rows = (list(product([0.0, 2.0, 9.0], [0.0, 1.0], [0.0, 1.0])) * n)[5 : n + 5]
    close(TREES.raw(as_rows(rows)), np.array([worth(row) for row in rows]).reshape(-1, 2))


@pytest.mark.parametrize("name", ["role", "keep"])
def test_few_rows_have_the_bits_that_they_have_among_others(name: str) -> None:
    trees = getattr(load_separator(), name)
    X = np.random.default_rng(0).normal(0, 2, (BLOCK + 1, int(trees.feature.max()) + 1)).astype(np.float32)
    among = trees.raw(X)
    for few in (1, 2, 3):
        np.testing.assert_array_equal(np.vstack([trees.raw(X[i : i + few]) for i in range(0, len(X), few)]), among)


def test_trees_come_back_from_the_disk_with_the_same_bits(tmp_path: Path) -> None:
    store.save(tmp_path, "weights", 1, TREES.arrays("keep"), {})
    again = Trees.from_arrays(store.load(tmp_path, "weights", 1)[0], "keep")
    assert [getattr(again, f).dtype for f in FIELDS] == [getattr(TREES, f).dtype for f in FIELDS]
    X = as_rows([(0, 0, 0), (2, 1, 1), (9, 0, 1)])
    assert again.raw(X).tobytes() == TREES.raw(X).tobytes()
    assert again.shares(3).tobytes() == TREES.shares(3).tobytes()
