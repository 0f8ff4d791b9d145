"""What LightGBM and scikit-learn have learned and what is kept of it say the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analysis.arrays import Float32Array, FloatArray
from analysis.errors import BojiError
from analysis.separation.trees import BLOCK, MOST_LEAVES, Spread, Trees
from analysis.separation.wording import BUCKETS, PLACES, buckets
from analysis.training.convert import trees_of, wording_of
from analysis.training.fitting import SAME_BYTES

if TYPE_CHECKING:
    from lightgbm import Booster

pytestmark = pytest.mark.usefixtures("grows_trees")
N_FEATURES = 5
ONE = np.float32(1)


def fit(X: Float32Array, y: np.ndarray, rounds: int, **settings: int) -> Booster:
    """Fit trees that may put any two rows apart."""
    import lightgbm  # noqa: PLC0415  # see `grows_trees`

    n_classes = int(y.max()) + 1
    task = {"objective": "multiclass", "num_class": n_classes} if n_classes > 2 else {"objective": "binary"}
    params = {"min_data_in_bin": 1, **task, **SAME_BYTES, **settings}
    return lightgbm.train(params, lightgbm.Dataset(X, y, params=params), rounds)


@cache
def learned(n_classes: int, leaves: int = 7) -> tuple[Booster, Trees, Float32Array]:
    """Return a model, its copy and the rows it was fitted to."""
    random = np.random.default_rng(n_classes)
    X = random.normal(size=(240, N_FEATURES)).astype(np.float32)
    signal = X[:, 0] + X[:, 1] * X[:, 2] + 0.3 * random.normal(size=240)
    y = np.digitize(signal, np.quantile(signal, np.arange(1, n_classes) / n_classes))
    model = fit(X, y, 6, num_leaves=leaves, min_data_in_leaf=5)
    return model, trees_of(model), X


def expected(model: Booster, X: Float32Array) -> FloatArray:
    return np.asarray(model.predict(X, raw_score=True, num_threads=1)).reshape(len(X), -1)


def close(got: FloatArray, wanted: FloatArray) -> None:
    np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-10)


# trees


@st.composite
def cases(draw: st.DrawFn) -> tuple[Booster, Trees, Float32Array]:
    """Draw a model and rows of any numbers, many of them on a threshold or next to one."""
    model, trees, _ = learned(draw(st.sampled_from([2, 3, 4])), draw(st.sampled_from([2, 7, MOST_LEAVES])))
    on = np.unique(trees.threshold[trees.threshold < np.finfo(np.float32).max])
    edges = np.concatenate([on, np.nextafter(on, np.float32(np.inf)), np.nextafter(on, np.float32(-np.inf))])
    numbers = st.sampled_from(edges.tolist()) | st.floats(width=32, allow_nan=False, allow_infinity=False)
    return model, trees, draw(hnp.arrays(np.float32, (draw(st.integers(0, 8)), N_FEATURES), elements=numbers))


@given(cases())
def test_raw_values_are_the_models_decision_function(case: tuple[Booster, Trees, Float32Array]) -> None:
    model, trees, X = case
    assert trees.raw(X).shape == (len(X), len(trees.baseline))
    if len(X):
        close(trees.raw(X), expected(model, X))


@given(cases())
def test_the_start_and_the_shares_of_all_facts_sum_to_raw(case: tuple[Booster, Trees, Float32Array]) -> None:
    _, trees, X = case
    for which in range(len(trees.baseline)):
        contributed = trees.add_up(X, Spread.of(trees.shares(N_FEATURES, which)))
        assert contributed.shape == X.shape
        close(contributed.sum(axis=1) + trees.start(which), trees.raw(X)[:, which])


@given(cases())
def test_each_row_reaches_one_leaf_of_each_tree(case: tuple[Booster, Trees, Float32Array]) -> None:
    _, trees, X = case
    each = Spread.of(np.eye(len(trees.classes) * MOST_LEAVES))
    reached = trees.add_up(X, each).reshape(len(X), len(trees.classes), MOST_LEAVES)
    np.testing.assert_array_equal(reached.sum(axis=2), 1)
    used = trees.path[:, :, 0] >= 0
    assert not reached[:, ~used].any()


@pytest.mark.parametrize("n_classes", [2, 3])
def test_many_rows_have_the_models_values(n_classes: int) -> None:
    model, trees, _ = learned(n_classes)
    X = np.random.default_rng(9).normal(size=(2 * BLOCK + 7, N_FEATURES)).astype(np.float32)
    assert np.ptp(expected(model, X), axis=0).min() > 0.5
    close(trees.raw(X), expected(model, X))


def test_neighbouring_float32_facts_are_told_apart() -> None:
    x = ONE + np.arange(12, dtype=np.float32) * np.finfo(np.float32).eps  # their middles are no float32
    X, y = np.repeat(x, 30)[:, None], np.repeat(np.arange(12) % 2, 30)
    model = fit(X, y, 20, num_leaves=12, min_data_in_leaf=1)
    raw = trees_of(model).raw(x[:, None])
    close(raw, expected(model, x[:, None]))
    assert ((raw[:, 0] > 0) == (np.arange(12) % 2)).all()


@pytest.mark.parametrize("n_classes", [2, 3])
def test_the_start_is_the_mean_of_the_training_rows(n_classes: int) -> None:
    _, trees, X = learned(n_classes)
    close(np.array([trees.start(c) for c in range(len(trees.baseline))]), trees.raw(X).mean(axis=0))


def test_a_fact_gets_what_its_test_changed() -> None:
    x = np.repeat(np.arange(2, dtype=np.float32), 50)
    X = np.column_stack([np.zeros_like(x), x])
    trees = trees_of(fit(X, x.astype(int), 1, num_leaves=2))
    contributed = trees.add_up(X[[0, -1]], Spread.of(trees.shares(4)))
    half = float(np.ptp(trees.raw(X))) / 2
    assert half > 0.1
    close(contributed, np.array([[0, -half, 0, 0], [0, half, 0, 0]]))


def test_a_tree_without_a_test_is_worth_the_same_everywhere() -> None:
    trees = trees_of(fit(np.ones((40, N_FEATURES), np.float32), np.arange(40) % 4 // 3, 2))
    X = np.array([[-1e30] * N_FEATURES, [1e30] * N_FEATURES], np.float32)
    close(trees.raw(X), np.full((2, 1), np.log(1 / 3)))
    assert trees.start() == pytest.approx(np.log(1 / 3))
    assert not trees.shares(N_FEATURES).any()


def test_trees_of_sixteen_leaves_are_kept_and_of_more_refused() -> None:
    model, trees, X = learned(2, MOST_LEAVES)
    assert (trees.path[:, :, 0] >= 0).sum(axis=1).max() == MOST_LEAVES
    close(trees.raw(X), expected(model, X))
    with pytest.raises(BojiError, match="17 leaves; at most 16"):
        learned(2, MOST_LEAVES + 1)


# wording


def test_what_a_linear_model_learned_is_kept() -> None:
    mark, character = buckets(["渡"])[0].tolist()[:2]
    coefficients = np.zeros((2, len(PLACES) * BUCKETS))
    coefficients[0, mark] = 4.0  # a line's mark, on the line itself
    coefficients[1, 2 * BUCKETS + character] = -8.0  # a character, on the line after
    kept = wording_of(coefficients, np.array([0.25, 0.5]))
    assert kept.weights.shape == (len(PLACES), BUCKETS, 2)
    scored = kept.score(["船", "渡"], np.zeros(2, np.int64))
    np.testing.assert_allclose(scored, [[0.25 + 4 / 3**0.5, 0.5 - 8 / 3**0.5], [0.25 + 4 / 3**0.5, 0.5]])
