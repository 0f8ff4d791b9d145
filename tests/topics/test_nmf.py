import numpy as np
import pytest
from scipy import sparse
from sklearn.utils.estimator_checks import parametrize_with_checks
from threadpoolctl import threadpool_limits

from analysis.arrays import UNASSIGNED
from analysis.topics.factorisation import solve_rows
from analysis.topics.nmf import DECIMALS, TopicNMF, assign
from analysis.topics.ranking import Ranking, relevance, top_terms


@parametrize_with_checks([TopicNMF(n_topics=2)])
def test_scikit_learn_estimator_checks(estimator: object, check: object) -> None:
    check(estimator)  # type: ignore[operator]


def blocks(rows: int = 30, terms: int = 12) -> sparse.csr_matrix:
    """Three groups of rows, each with words of its own."""
    rng = np.random.default_rng(3)
    X = np.zeros((rows, terms))
    for i in range(rows):
        g = i % 3
        X[i, 4 * g : 4 * g + 4] = rng.random(4) + 0.5
    return sparse.csr_matrix(X)


def test_topics_are_the_groups() -> None:
    topic, share = assign(TopicNMF(3).fit_transform(blocks()))
    assert [len(set(topic[g::3])) for g in range(3)] == [1, 1, 1]
    assert len(set(topic)) == 3
    assert (share > 0.99).all()


def test_same_bits_with_any_number_of_threads() -> None:
    with threadpool_limits(1):
        one = TopicNMF(3).fit(blocks()).components_
    with threadpool_limits(2):
        two = TopicNMF(3).fit(blocks()).components_
    assert one.tobytes() == two.tobytes()


def test_topics_stand_in_falling_order_and_rows_have_length_one() -> None:
    X = sparse.vstack([blocks(), blocks()[::3], blocks()[::3]])
    model = TopicNMF(3)
    W = model.fit_transform(X)
    assert (np.diff(W.sum(axis=0)) <= 0).all()
    assert np.allclose(np.linalg.norm(model.components_, axis=1), 1)


def test_a_row_is_solved_alike_in_any_company() -> None:
    X = blocks()
    model = TopicNMF(3).fit(X)
    whole = model.transform(X)
    assert all(model.transform(X[[i]]).tobytes() == whole[[i]].tobytes() for i in range(X.shape[0]))


def test_solve_rows_finds_the_least_squares_solution() -> None:
    H = np.array([[1.0, 0, 0], [0.6, 0.8, 0]])
    W = solve_rows(sparse.csr_matrix([[1.6, 0.8, 0.0], [0.0, 0.0, 5.0]]), H, 200)
    assert np.allclose(W, [[1.0, 1.0], [0.0, 0.0]])


def test_a_row_without_words_is_unassigned() -> None:
    X = sparse.vstack([blocks(), sparse.csr_matrix((1, 12))])
    topic, share = assign(TopicNMF(3).fit(blocks()).transform(X))
    assert topic[-1] == UNASSIGNED
    assert share[-1] == 0


def test_more_topics_than_rows_are_cut_back() -> None:
    assert TopicNMF(50).fit(blocks(4)).components_.shape[0] == 4


def test_negative_values_are_refused() -> None:
    with pytest.raises(ValueError, match="Negative values"):
        TopicNMF(2).fit(-blocks())


def test_top_terms_are_the_heaviest_and_never_zero() -> None:
    assert top_terms(np.array([[0.1, 0.0, 0.9, 0.1]]), ["a", "b", "c", "d"], 4) == [["c", "a", "d"]]


def error(X: sparse.csr_matrix, model: TopicNMF) -> float:
    """Return the relative error of a factorisation."""
    return float(np.linalg.norm(X.toarray() - model.transform(X) @ model.components_) / np.linalg.norm(X.toarray()))


@pytest.mark.parametrize("seed", range(3))
def test_several_sweeps_a_product_come_as_near_as_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = sparse.random(300, 120, 0.1, "csr", random_state=rng, data_rvs=rng.random)
    plain, fast = TopicNMF(8, max_iter=400, plain=True).fit(X), TopicNMF(8).fit(X)
    assert error(X, fast) <= 1.0005 * error(X, plain)
    assert fast.n_iter_ < plain.n_iter_


def test_learning_in_batches_comes_near_to_learning_at_once() -> None:
    rng = np.random.default_rng(5)
    X = sparse.csr_matrix(np.maximum(0, blocks(240).toarray() + 0.2 * rng.standard_normal((240, 12))))
    whole, batched = TopicNMF(3).fit(X), TopicNMF(3)
    for rows in np.array_split(rng.permutation(240), 6):
        batched.partial_fit(X[rows])
    assert batched.n_samples_seen_ == 240
    assert np.allclose(np.linalg.norm(batched.components_, axis=1), 1)
    assert error(X, batched) <= error(X, whole) + 0.01


def test_a_further_batch_moves_the_topics_to_what_is_new() -> None:
    X = blocks(30).toarray()
    new = X[::3].copy()
    new[:, 3] = 5.0
    model = TopicNMF(3).fit(sparse.csr_matrix(X))
    before = model.components_.copy()
    model.partial_fit(sparse.csr_matrix(new))
    changed = int(np.abs(model.components_ - before).sum(axis=1).argmax())
    assert before[changed, :4].sum() > 0.99 * before[changed].sum()
    assert model.components_[changed, 3] > 1.2 * before[changed, 3]


def test_a_further_batch_of_other_terms_is_refused() -> None:
    with pytest.raises(ValueError, match="features"):
        TopicNMF(2).fit(blocks()).partial_fit(blocks(terms=13))


def test_topics_are_rounded_to_what_every_processor_agrees_on() -> None:
    model = TopicNMF(3).fit(blocks())
    assert np.array_equal(model.components_, model.components_.round(DECIMALS))
    model.partial_fit(blocks(9))
    assert np.array_equal(model.components_, model.components_.round(DECIMALS))


def test_sums_over_the_fitted_rows_are_kept() -> None:
    X, model = blocks(), TopicNMF(3)
    W = model.fit_transform(X)
    assert np.allclose(model.inner_, W.T @ W, rtol=0, atol=1e-12)
    assert np.allclose(model.cross_, W.T @ X.toarray(), rtol=0, atol=1e-12)
    assert (model.n_samples_seen_, model.n_features_in_) == (30, 12)


def test_learning_without_checks_is_the_same_as_with_them() -> None:
    one, other = TopicNMF(3), TopicNMF(3)
    assert one.learn(blocks()).tobytes() == other.fit_transform(blocks()).tobytes()
    assert one.components_.tobytes() == other.components_.tobytes()


@pytest.mark.parametrize("shape", [(0, 5), (5, 0)])
def test_a_matrix_without_rows_or_terms_has_no_topics(shape: tuple[int, int]) -> None:
    model = TopicNMF(3)
    assert model.learn(sparse.csr_matrix(shape)).shape == (shape[0], 0)
    assert model.components_.shape == (0, shape[1])


def test_a_topic_model_from_its_arrays_is_whole() -> None:
    model = TopicNMF(3, max_iter=77, n_sweeps=50).fit(blocks())
    arrays = {name: array.copy() for name, array in model.arrays().items()}
    again = TopicNMF.from_arrays(arrays, **model.get_params())
    assert again.get_params() == model.get_params()
    assert {name for name in vars(model) if name.endswith("_")} == set(TopicNMF.FITTED) == set(arrays)
    for name in TopicNMF.FITTED:
        assert type(getattr(again, name)) is type(getattr(model, name)), name
        assert np.array_equal(getattr(again, name), getattr(model, name)), name
    assert again.transform(blocks(7)).tobytes() == model.transform(blocks(7)).tobytes()


def test_a_topic_model_from_its_arrays_goes_on_learning() -> None:
    model = TopicNMF(3).fit(blocks())
    again = TopicNMF.from_arrays({name: array.copy() for name, array in model.arrays().items()}, n_topics=3)
    for one in (model, again):
        one.partial_fit(blocks(12))
    assert again.n_samples_seen_ == model.n_samples_seen_ == 42
    for name in ("components_", "inner_", "cross_"):
        assert getattr(again, name).tobytes() == getattr(model, name).tobytes(), name


def test_topics_that_were_handed_out_stay_as_they_were() -> None:
    model = TopicNMF(3).fit(blocks())
    before, bits = model.components_, model.components_.tobytes()
    model.partial_fit(blocks(12) * 2)
    assert before.tobytes() == bits


def test_topics_have_names_and_may_come_as_a_frame() -> None:
    model = TopicNMF(3).set_output(transform="pandas")
    frame = model.fit_transform(blocks())
    assert model.get_feature_names_out().tolist() == ["topicnmf0", "topicnmf1", "topicnmf2"]
    assert frame.columns.tolist() == ["topicnmf0", "topicnmf1", "topicnmf2"]
    assert np.array_equal(frame.to_numpy(), TopicNMF(3).fit_transform(blocks()))
    assert np.array_equal(model.transform(blocks(6)).to_numpy(), TopicNMF(3).fit(blocks()).transform(blocks(6)))
    assert TopicNMF(50).fit(blocks(4)).get_feature_names_out().tolist() == [f"topicnmf{i}" for i in range(4)]


def test_relevance_lifts_what_is_a_topics_own_and_what_is_common() -> None:
    H = np.array([[0.6, 0.5, 0.0], [0.6, 0.0, 0.1]])
    even = relevance(H, np.zeros(3), Ranking(0.0, 0.5))
    assert even[0] == pytest.approx([0.6 * np.sqrt(0.5), 0.5, 0.0])
    common = relevance(H, np.array([1.0, 3.0, 3.0]), Ranking(0.5, 0.0))
    assert common[0] == pytest.approx([0.6 * np.exp(-0.5), 0.5 * np.exp(-1.5), 0.0])


def test_the_weights_of_fitted_rows_are_those_that_transform_gives() -> None:
    X = sparse.csr_matrix(np.random.default_rng(7).random((30, 3)) + 1.0)  # topics are much alike
    model = TopicNMF(2)
    assert model.fit_transform(X).tobytes() == model.transform(X).tobytes()


@pytest.mark.parametrize("threads", [2, 5])
def test_threads_find_the_topics_that_one_finds(threads: int) -> None:
    X = sparse.random(300, 9_000, 0.01, "csr", np.float64, np.random.default_rng(3))
    alone, shared = TopicNMF(6, max_iter=5, plain=True), TopicNMF(6, max_iter=5, plain=True)
    np.testing.assert_array_equal(shared.learn(X, threads), alone.learn(X))
    np.testing.assert_array_equal(shared.components_, alone.components_)
