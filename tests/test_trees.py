from functools import cache
from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from analysis import store
from analysis.tfidf import FloatArray
from analysis.trees import Trees

N_FEATURES = 5


@cache
def fitted(n_classes: int) -> tuple[HistGradientBoostingClassifier, FloatArray, FloatArray]:
    random = np.random.default_rng(n_classes)
    X = random.normal(size=(240, N_FEATURES))
    signal = X[:, 0] + X[:, 1] * X[:, 2] + 0.3 * random.normal(size=240)
    y = np.digitize(signal, np.quantile(signal, np.arange(1, n_classes) / n_classes))
    model = HistGradientBoostingClassifier(max_iter=6, max_leaf_nodes=7, random_state=0, early_stopping=False)
    with threadpool_limits(1):
        model.fit(X, y)
    return model, X, random.normal(size=(60, N_FEATURES))


@pytest.fixture(params=[2, 3, 4])
def case(request: pytest.FixtureRequest) -> tuple[HistGradientBoostingClassifier, FloatArray, Trees]:
    model, _, X = fitted(request.param)
    return model, X, Trees.from_sklearn(model)


Case = tuple[HistGradientBoostingClassifier, FloatArray, Trees]


def test_raw_values_are_the_models_decision_function(case: Case) -> None:
    model, X, trees = case
    expected = model.decision_function(X).reshape(len(X), -1)
    assert np.ptp(expected, axis=0).min() > 0.5
    np.testing.assert_allclose(trees.raw(X), expected, rtol=0, atol=1e-12)


def test_values_on_a_threshold_go_the_models_way(case: Case) -> None:
    model, _, trees = case
    inner = trees.feature >= 0
    X = np.zeros((inner.sum(), N_FEATURES))
    X[np.arange(len(X)), trees.feature[inner]] = trees.threshold[inner]
    np.testing.assert_allclose(trees.raw(X), model.decision_function(X).reshape(len(X), -1), rtol=0, atol=1e-12)


def test_contributions_with_the_roots_and_the_baseline_sum_to_raw(case: Case) -> None:
    _, X, trees = case
    for c, base in enumerate(trees.baseline.tolist()):
        shares = trees.contributions(X, c)
        assert shares.shape == X.shape
        start = base + trees.value[trees.roots[trees.classes == c]].sum()
        np.testing.assert_allclose(shares.sum(axis=1) + start, trees.raw(X)[:, c], rtol=0, atol=1e-10)


@pytest.mark.parametrize("n_classes", [2, 3])
def test_the_roots_hold_the_mean_of_the_training_rows(n_classes: int) -> None:
    model, X, _ = fitted(n_classes)
    trees = Trees.from_sklearn(model)
    start = trees.baseline.copy()
    np.add.at(start, trees.classes, trees.value[trees.roots])
    np.testing.assert_allclose(start, trees.raw(X).mean(axis=0), rtol=0, atol=1e-10)


def test_a_feature_that_no_node_asks_for_contributes_nothing(case: Case) -> None:
    model, X, _ = case
    wide = np.column_stack([X, np.full(len(X), 9.0)])
    shares = Trees.from_sklearn(model).contributions(wide)
    assert not shares[:, N_FEATURES].any()
    assert shares[:, :N_FEATURES].any()


def test_a_leaf_is_its_own_child(case: Case) -> None:
    _, _, trees = case
    leaves = np.flatnonzero(trees.feature == -1)
    assert len(leaves) > len(trees.roots)
    np.testing.assert_array_equal(trees.left[leaves], leaves)
    np.testing.assert_array_equal(trees.right[leaves], leaves)


def test_no_rows_give_no_values(case: Case) -> None:
    _, _, trees = case
    assert trees.raw(np.zeros((0, N_FEATURES))).shape == (0, len(trees.baseline))
    assert trees.contributions(np.zeros((0, N_FEATURES))).shape == (0, N_FEATURES)


def test_trees_come_back_from_the_disk_with_the_same_bits(case: Case, tmp_path: Path) -> None:
    _, X, trees = case
    store.save(tmp_path, trees.arrays("keep"), {})
    again = Trees.from_arrays(store.load(tmp_path)[0], "keep")
    assert again.raw(X).tobytes() == trees.raw(X).tobytes()
