import numpy as np
import pytest
from scipy import sparse
from sklearn.utils.estimator_checks import parametrize_with_checks
from threadpoolctl import threadpool_limits

from analysis.arrays import UNASSIGNED
from analysis.topics.clusters import DECIMALS, PageClusters, log_chances, mixture, strays, token_weights


@parametrize_with_checks([PageClusters(n_clusters=2)])
def test_scikit_learn_estimator_checks(estimator: object, check: object) -> None:
    check(estimator)  # type: ignore[operator]


def groups(rows: int = 60, seed: int = 3) -> sparse.csr_matrix:
    """Make three groups of rows, of unlike sizes, each with words of its own and some of everyone's."""
    rng = np.random.default_rng(seed)
    X = np.zeros((rows, 24))
    for i in range(rows):
        g = membership(rows)[i]
        X[i, 7 * g : 7 * g + 7] = rng.random(7) * (rng.random(7) > 0.3)
        X[i, 21:] = 0.2 * rng.random(3)
    return sparse.csr_matrix(X)


def membership(rows: int = 60) -> list[int]:
    return [0 if i % 6 < 3 else 1 if i % 6 < 5 else 2 for i in range(rows)]


def test_clusters_are_the_groups_in_order_of_size_and_predict_agrees() -> None:
    model = PageClusters(3).fit(groups())
    assert model.labels_.tolist() == membership()
    assert model.predict(groups()).tolist() == membership()
    assert model.predict(groups(seed=4)).tolist() == membership()


def test_same_bits_with_any_number_of_threads() -> None:
    bits = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            model = PageClusters(3).fit(groups())
        bits.append((model.cluster_centers_.tobytes(), model.term_logs_.tobytes(), model.labels_.tobytes()))
    assert bits[0] == bits[1]


def test_a_row_is_placed_alike_in_any_company() -> None:
    model = PageClusters(3).fit(groups())
    X = groups(seed=8)
    chances = log_chances(token_weights(X), model.term_logs_, model.share_logs_)
    for i in range(X.shape[0]):
        alone = log_chances(token_weights(X[[i]]), model.term_logs_, model.share_logs_)
        assert alone.tobytes() == chances[[i]].tobytes()


def test_a_row_without_words_is_unassigned() -> None:
    X = sparse.vstack([groups(), sparse.csr_matrix((1, 24))]).tocsr()
    model = PageClusters(3).fit(X)
    assert model.labels_[-1] == UNASSIGNED
    assert (model.labels_[:-1] >= 0).all()
    assert model.predict(X)[-1] == UNASSIGNED


def test_more_clusters_than_different_rows_are_cut_back() -> None:
    X = sparse.csr_matrix(np.repeat(np.eye(3, 8), 4, axis=0))
    model = PageClusters(8).fit(X)
    assert sorted(np.bincount(model.labels_)) == [4, 4, 4]


def test_strays_lie_in_no_dense_region() -> None:
    rng = np.random.default_rng(1)
    dense = np.repeat(np.eye(6), 40, axis=0) + 0.02 * rng.standard_normal((240, 6))
    found = strays(np.vstack([dense, rng.standard_normal((20, 6))]), 10)
    assert (found >= 240).sum() >= 10
    assert (found < 240).sum() <= 2


def test_strays_are_left_out_on_request_alone() -> None:
    X = sparse.vstack([groups(240), sparse.random(30, 24, 0.5, random_state=0)]).tocsr()
    assert (PageClusters(3).fit(X).labels_ >= 0).all()
    model = PageClusters(3, noise=True).fit(X)
    assert (model.labels_ == UNASSIGNED).any()
    assert (model.labels_[:240] == UNASSIGNED).mean() < 0.1
    assert (model.predict(X) >= 0).all()


def test_the_mixture_moves_a_row_to_the_cluster_that_uses_its_words() -> None:
    counts = sparse.csr_matrix(np.array([[3.0, 0.0], [4.0, 0.0], [0.0, 3.0], [0.0, 5.0], [0.0, 4.0]]))
    _, shares, labels, n_iter = mixture(counts, np.array([0, 0, 1, 1, 0]), 50)
    assert labels.tolist() == [0, 0, 1, 1, 1]
    assert np.exp(shares).sum() == pytest.approx(1)
    assert 1 <= n_iter <= 50


def test_values_below_zero_leave_the_communities_as_they_are() -> None:
    X = groups().toarray() - 0.1
    model = PageClusters(3).fit(X)
    assert not model.term_logs_.any()
    assert model.predict(X).tolist() == model.labels_.tolist()


def test_token_weights_sum_to_the_number_of_terms() -> None:
    X = sparse.csr_matrix([[0.6, 0.8, 0.0], [0.0, 0.0, 0.0]])
    assert np.asarray(token_weights(X).sum(axis=1)).ravel() == pytest.approx([2, 0])


def test_axes_are_rounded_to_what_every_processor_agrees_on() -> None:
    model = PageClusters(3).fit(groups())
    assert np.array_equal(model.axes_, model.axes_.round(DECIMALS))


def test_learning_without_checks_is_the_same_as_with_them() -> None:
    one, other = PageClusters(3).learn(groups()), PageClusters(3).fit(groups())
    for name in set(PageClusters.FITTED) - {"n_features_in_"}:
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@pytest.mark.parametrize("shape", [(0, 5), (5, 0)])
def test_a_matrix_without_rows_or_terms_has_no_clusters(shape: tuple[int, int]) -> None:
    model = PageClusters(3).learn(sparse.csr_matrix(shape))
    assert model.labels_.tolist() == [UNASSIGNED] * shape[0]
    assert len(model.cluster_centers_) == 0
    assert model.place(sparse.csr_matrix((2, shape[1]))).tolist() == [UNASSIGNED] * 2


@pytest.mark.parametrize("noise", [False, True])
def test_clusters_from_their_arrays_are_whole(noise: bool) -> None:
    model = PageClusters(3, n_dimensions=9, max_iter=20, noise=noise).fit(groups())
    again = PageClusters.from_arrays(model.arrays(), **model.get_params())
    assert again.get_params() == model.get_params()
    assert {name for name in vars(model) if name.endswith("_")} == set(PageClusters.FITTED) == set(model.arrays())
    for name in PageClusters.FITTED:
        assert type(getattr(again, name)) is type(getattr(model, name)), name
        assert np.array_equal(getattr(again, name), getattr(model, name)), name
    assert again.labels_.tolist() == model.labels_.tolist()
    assert again.predict(groups(seed=4)).tolist() == model.predict(groups(seed=4)).tolist()
    assert again.transform(groups(seed=4)).tobytes() == model.transform(groups(seed=4)).tobytes()


def test_the_axes_have_names_and_points_may_come_as_a_frame() -> None:
    model = PageClusters(3, n_dimensions=4).set_output(transform="pandas").fit(groups())
    names = [f"pageclusters{i}" for i in range(4)]
    assert model.get_feature_names_out().tolist() == names
    frame = model.transform(groups(seed=4))
    assert frame.columns.tolist() == names
    assert np.array_equal(frame.to_numpy(), PageClusters(3, n_dimensions=4).fit(groups()).transform(groups(seed=4)))
    assert model.predict(groups()).tolist() == membership()
    assert model.fit_transform(groups()).columns.tolist() == names
