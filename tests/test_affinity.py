import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.affinity import NAMES, affinity, cosine
from analysis.tfidf import FloatArray

ROWS = st.lists(
    st.tuples(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.5]), min_size=3, max_size=3), st.booleans()),
    min_size=1,
    max_size=8,
)


def compared(rows: list[list[float]], page: list[int], core: list[bool]) -> FloatArray:
    return affinity(sparse.csr_matrix(rows), np.array(page), np.array(core))


def column(facts: FloatArray, name: str) -> list[float]:
    return facts[:, NAMES.index(name)].tolist()


@given(ROWS)
def test_cosines_and_cover_are_shares_of_one(rows: list[tuple[list[float], bool]]) -> None:
    facts = compared([r for r, _ in rows], [0] * len(rows), [c for _, c in rows])
    assert facts.shape == (len(rows), len(NAMES))
    shares = np.delete(facts, NAMES.index("core_words"), axis=1)
    assert (shares >= 0).all()
    assert (shares <= 1 + 1e-9).all()


def test_a_line_is_never_compared_with_itself() -> None:
    alone = compared([[1, 2], [0, 0]], [0, 0], [True, False])
    assert column(alone, "core_cosine") == [0, 0]
    assert column(alone, "core_cover") == [0, 0]


def test_a_line_is_compared_with_the_rest_of_the_core() -> None:
    facts = compared([[1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 1]], [0] * 4, [True, True, False, False])
    np.testing.assert_allclose(column(facts, "core_cosine"), [1, 1, 0, np.sqrt(0.5)])
    np.testing.assert_allclose(column(facts, "core_cover"), [1, 1, 0, 0.5])
    np.testing.assert_allclose(column(facts, "core_words"), np.log1p([1, 1, 1, 2]))


def test_a_line_outside_the_core_adds_nothing_to_it() -> None:
    facts = compared([[1, 0], [1, 0]], [0, 0], [False, False])
    assert column(facts, "core_cosine") == [0, 0]


def test_neighbours_are_the_lines_before_and_after_within_the_page() -> None:
    facts = compared([[1, 0], [1, 0], [0, 1], [0, 1]], [0, 0, 0, 1], [True] * 4)
    np.testing.assert_allclose(column(facts, "cosine_before"), [0, 1, 0, 0])
    np.testing.assert_allclose(column(facts, "cosine_after"), [np.sqrt(0.5), 0, 0, 0])


@given(ROWS, ROWS)
def test_a_page_is_compared_alike_in_any_company(
    one: list[tuple[list[float], bool]], two: list[tuple[list[float], bool]]
) -> None:
    alone = [compared([r for r, _ in p], [0] * len(p), [c for _, c in p]) for p in (one, two)]
    rows = one + two
    together = compared([r for r, _ in rows], [0] * len(one) + [1] * len(two), [c for _, c in rows])
    np.testing.assert_allclose(together, np.vstack(alone), atol=1e-12)


@pytest.mark.parametrize("shape", [(3, 0), (0, 4), (0, 0)])
def test_without_a_word_or_a_line_all_is_zero(shape: tuple[int, int]) -> None:
    facts = affinity(sparse.csr_matrix(shape), np.zeros(shape[0], int), np.ones(shape[0], bool))
    assert facts.tolist() == [[0.0] * len(NAMES)] * shape[0]


def test_the_cosine_with_an_empty_row_is_zero() -> None:
    a = sparse.csr_matrix([[3.0, 4.0], [0.0, 0.0], [1.0, 0.0]])
    b = sparse.csr_matrix([[6.0, 8.0], [1.0, 1.0], [0.0, 1.0]])
    np.testing.assert_allclose(cosine(a, b), [1, 0, 0])
