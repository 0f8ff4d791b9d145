from concurrent.futures import Future

import numpy as np
import pytest
from scipy import sparse

from analysis.arrays import UNASSIGNED
from analysis.topics.model import Basis, Model, Topics, find_topics, fit_model, row_shares, vocabulary
from analysis.words.tfidf import Counts, count_tokens

GROUPS = (["茶园", "采茶", "春茶"], ["充电", "车位", "电价"], ["门诊", "医生", "患者"])
# groups of unlike sizes: alike ones have equal singular values, and any mixture of them starts as well
OF = [0] * 14 + [1] * 10 + [2] * 6
PAGES = [[*GROUPS[g], "大家", *GROUPS[g][: i % 4]] for i, g in enumerate(OF)]


@pytest.fixture(scope="module")
def words() -> Counts:
    return count_tokens(PAGES)


@pytest.fixture(scope="module")
def basis(words: Counts) -> Basis:
    return Basis.of(words)


def test_topics_have_the_words_of_the_groups(basis: Basis) -> None:
    model = fit_model(basis, 3, 3)
    assert {frozenset(w) for w in model.words()} == {frozenset(g) for g in GROUPS}


def test_topics_that_were_found_elsewhere_are_the_models(basis: Basis) -> None:
    begun: Future[Topics] = Future()
    begun.set_result(find_topics(basis, 2))
    model = fit_model(basis, 3, 3, begun=begun)
    assert model.words() == fit_model(basis, 2, 3).words()
    assert model.topics is begun.result().topics


def test_words_of_some_terms_are_those_of_all_where_the_others_weigh_nothing(basis: Basis) -> None:
    model, columns = fit_model(basis, 3, 3), np.array([0, 3, 4, 8])
    H = np.zeros((2, 9))
    H[:, columns] = [[3.0, 1.0, 0.0, 2.0], [0.5, 1.0, 1.0, 0.1]]
    assert model.words_of(H[:, columns], columns) == model.words_of(H)


def test_a_model_is_fitted_to_the_weighed_vocabulary(words: Counts, basis: Basis) -> None:
    assert basis.weights.terms == sorted(w for g in GROUPS for w in g)
    assert basis.X.shape == (30, 9)
    assert np.array_equal(basis.X.toarray(), basis.weights.weigh(words).toarray())
    assert np.linalg.norm(basis.X.toarray(), axis=1) == pytest.approx(np.ones(30))


def test_the_caller_chooses_the_numbers(basis: Basis) -> None:
    model = fit_model(basis, 2, 3)
    assert len(model.words()) == 2
    assert len(model.clusters.cluster_centers_) == 3
    assert (model.topics.n_features_in_, model.clusters.n_features_in_) == (9, 9)
    assert not model.clusters.noise
    assert fit_model(basis, 2, 3, noise=True).clusters.noise


def test_arrays_and_parameters_give_the_same_model_back(words: Counts, basis: Basis) -> None:
    model = fit_model(basis, 3, 3, noise=True)
    again = Model.from_arrays(model.arrays(), model.parameters())
    X, Y = model.weigh(words), again.weigh(words)
    assert np.array_equal(X.toarray(), Y.toarray())
    assert np.array_equal(model.topics.transform(X), again.topics.transform(Y))
    assert np.array_equal(model.clusters.predict(X), again.clusters.predict(Y))
    assert np.array_equal(model.points(X), again.points(Y))
    assert np.array_equal(model.strays(), again.strays())
    assert again.words() == model.words()
    assert again.ranking == model.ranking
    assert again.parameters() == model.parameters()
    assert again.clusters.noise
    assert {name: array.tobytes() for name, array in again.arrays().items()} == {
        name: array.tobytes() for name, array in model.arrays().items()
    }


def test_no_array_of_a_model_holds_objects(basis: Basis) -> None:
    assert not any(array.dtype.hasobject for array in fit_model(basis, 3, 3).arrays().values())


def test_rows_are_placed_as_the_estimators_place_them(words: Counts, basis: Basis) -> None:
    model = fit_model(basis, 3, 3)
    X = model.weigh(words)
    assert np.array_equal(model.topic_weights(X), model.topics.transform(X))
    assert np.array_equal(model.cluster_of(X), model.clusters.labels_)
    assert np.array_equal(model.points(X), model.clusters.transform(X))
    assert model.cluster_of(sparse.csr_matrix((1, 9))).tolist() == [UNASSIGNED]


def test_pages_without_a_usable_word_make_an_empty_model() -> None:
    basis = Basis.of(count_tokens([[], []]))
    model = fit_model(basis, 3, 3)
    assert (model.terms, model.words(), basis.X.shape) == ([], [], (2, 0))
    assert model.topic_weights(basis.X).shape == (2, 0)
    assert model.cluster_of(basis.X).tolist() == [UNASSIGNED] * 2
    again = Model.from_arrays(model.arrays(), model.parameters())
    assert again.words() == []
    assert again.cluster_of(again.weigh(count_tokens([["茶园"]]))).tolist() == [UNASSIGNED]


def test_vocabulary_leaves_out_what_most_pages_have_and_what_one_page_has() -> None:
    assert vocabulary(count_tokens([*PAGES, ["唯一", *GROUPS[0]]])) == sorted(w for g in GROUPS for w in g)


def test_vocabulary_keeps_all_that_a_handful_of_pages_has() -> None:
    assert vocabulary(count_tokens([["甲乙", "丙丁"]])) == ["丙丁", "甲乙"]


def test_shares_sum_to_one_or_are_zero() -> None:
    assert row_shares(np.array([[1.0, 3.0]])).tolist() == [0.25, 0.75]
    assert row_shares(np.zeros((2, 2))).tolist() == [0.0, 0.0]
