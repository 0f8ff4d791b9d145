import numpy as np
import pytest

from analysis.tables.before import usual_topics
from analysis.topics.model import Model, fit_model, row_shares, vocabulary
from analysis.words.tfidf import Counts, count_tokens

GROUPS = (["茶园", "采茶", "春茶"], ["充电", "车位", "电价"], ["门诊", "医生", "患者"])
# groups of unlike sizes: alike ones have equal singular values, and any mixture of them starts as well
OF = [0] * 14 + [1] * 10 + [2] * 6
PAGES = [[*GROUPS[g], "大家", *GROUPS[g][: i % 4]] for i, g in enumerate(OF)]


@pytest.fixture(scope="module")
def words() -> Counts:
    return count_tokens(PAGES)


def test_topics_have_the_words_of_the_groups(words: Counts) -> None:
    model = fit_model(words, lambda X, terms: (3, 3))
    assert {frozenset(w) for w in model.words()} == {frozenset(g) for g in GROUPS}


def test_the_caller_chooses_the_number_from_rows_and_terms(words: Counts) -> None:
    asked = []
    model = fit_model(words, lambda X, terms: asked.append((X.shape, len(terms))) or (2, 3))
    assert asked == [((30, 9), 9)]
    assert len(model.words()) == 2
    assert len(model.clusters.cluster_centers_) == 3


def test_arrays_give_the_same_model_back(words: Counts) -> None:
    model = fit_model(words, lambda X, terms: (3, 3))
    again = Model.from_arrays(model.arrays())
    X, Y = model.weigh(words), again.weigh(words)
    assert np.array_equal(X.toarray(), Y.toarray())
    assert np.array_equal(model.topics.transform(X), again.topics.transform(Y))
    assert np.array_equal(model.clusters.predict(X), again.clusters.predict(Y))


def test_vocabulary_leaves_out_what_most_pages_have_and_what_one_page_has() -> None:
    assert vocabulary(count_tokens([*PAGES, ["唯一", *GROUPS[0]]])) == sorted(w for g in GROUPS for w in g)


def test_vocabulary_keeps_all_that_a_handful_of_pages_has() -> None:
    assert vocabulary(count_tokens([["甲乙", "丙丁"]])) == ["丙丁", "甲乙"]


def test_usual_topics_are_plain_nmf() -> None:
    assert {frozenset(w) for w in usual_topics(PAGES, 3)} == {frozenset(g) for g in GROUPS}


def test_shares_sum_to_one_or_are_zero() -> None:
    assert row_shares(np.array([[1.0, 3.0]])).tolist() == [0.25, 0.75]
    assert row_shares(np.zeros((2, 2))).tolist() == [0.0, 0.0]
