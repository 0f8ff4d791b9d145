from decimal import Context, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.words.tfidf import (
    Counts,
    Weights,
    as_float_rows,
    count_tokens,
    logarithms,
    select_vocabulary,
)

DOCUMENTS = st.lists(st.lists(st.sampled_from("河桥店雨船茶"), max_size=8), max_size=8)
SOME = ["河 桥 河", "桥 店 茶 茶 茶", "", "雨 河 店", "雨 雨 雨 雨"]


def counted(documents: list[str]) -> Counts:
    return count_tokens(document.split() for document in documents)


@given(DOCUMENTS)
def test_counts_are_the_words_of_each_document_in_sorted_columns(documents: list[list[str]]) -> None:
    counts = count_tokens(documents)
    assert counts.terms == sorted({word for document in documents for word in document})
    assert counts.matrix.toarray().tolist() == [[d.count(term) for term in counts.terms] for d in documents]


def test_a_vocabulary_restricts_and_orders_the_columns() -> None:
    restricted = counted(SOME).restrict(["雨", "没有", "河"])
    assert restricted.terms == ["雨", "没有", "河"]
    assert restricted.matrix.toarray().tolist() == [[0, 0, 2], [0, 0, 0], [0, 0, 0], [1, 0, 1], [4, 0, 0]]


def test_rows_sum_what_a_selection_joins() -> None:
    counts = counted(SOME)
    joined = counts.rows(sparse.csr_matrix([[1, 0, 0, 1, 0], [0, 0, 1, 0, 0]]))
    dense = counts.matrix.toarray()
    assert joined.matrix.toarray().tolist() == [(dense[0] + dense[3]).tolist(), [0] * len(counts.terms)]
    assert joined.terms == counts.terms


@pytest.mark.parametrize(
    ("min_pages", "max_share", "max_terms", "words"),
    [
        (1, 1.0, 9, "店 桥 河 茶 雨"),
        (2, 1.0, 9, "店 桥 河 雨"),
        (1, 0.2, 9, "茶"),
        (1, 1.0, 2, "店 桥"),
        (1, 1.0, 0, ""),
        (6, 1.0, 9, ""),
    ],
)
def test_the_vocabulary_is_bounded_by_pages_share_and_size(
    min_pages: int, max_share: float, max_terms: int, words: str
) -> None:
    assert select_vocabulary(counted(SOME), min_pages, max_share, max_terms) == words.split()


@given(DOCUMENTS.filter(any), st.booleans())
def test_weights_equal_those_of_scikit_learn(documents: list[list[str]], unit: bool) -> None:
    counts = count_tokens(documents)
    reference = TfidfVectorizer(
        analyzer=lambda words: words, vocabulary=counts.terms, sublinear_tf=True, norm="l2" if unit else None
    )
    expected = reference.fit_transform(documents).toarray()
    weighed = Weights.fit(counts).weigh(counts, unit)
    np.testing.assert_allclose(weighed.toarray(), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("documents", [[], ["", ""]])
def test_weights_without_a_word_weigh_nothing(documents: list[str]) -> None:
    counts = counted(documents)
    assert Weights.fit(counts).weigh(counts).shape == (len(documents), 0)


def test_float_rows_are_a_copy_in_double_precision() -> None:
    counts = np.array([[1, 0], [0, 2]])
    rows = as_float_rows(counts)
    rows.data[:] = 7
    assert rows.dtype == np.float64
    assert counts.tolist() == [[1, 0], [0, 2]]


def test_weights_take_the_columns_of_their_own_terms() -> None:
    weights = Weights.fit(counted(SOME))
    other = counted(["雨 河 没有", "店"])
    rows = weights.weigh(other, unit=False).toarray()
    assert rows.shape == (2, len(weights.terms))
    assert rows[0, weights.terms.index("雨")] == weights.idf[weights.terms.index("雨")]
    assert np.count_nonzero(rows, axis=1).tolist() == [2, 1]


def test_logarithms_are_the_nearest_doubles() -> None:
    numbers = np.arange(1, 2_000)
    exact = [float(Decimal(int(n)).ln(Context(prec=40))) for n in numbers]
    assert logarithms(numbers).tolist() == exact
    assert logarithms(np.array(numbers)[[0, 0]]).tolist() == [exact[0]] * 2
    assert logarithms([0.5, 2.0]).tolist() == [-exact[1], exact[1]]
    assert logarithms([[1, 2], [2, 1]]).tolist() == [[0.0, exact[1]], [exact[1], 0.0]]
