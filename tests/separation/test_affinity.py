from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from threadpoolctl import threadpool_limits

from analysis.arrays import FloatArray, IntArray
from analysis.separation.affinity import LEAST_PAGES, NAMES, TOPIC_NAMES, UNKNOWN, affinity, cosine, topic_affinity
from analysis.words.tfidf import count_tokens, fit_weights, weigh

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


# topics

SUBJECTS = (
    "渡船 码头 石阶 艄公 缆绳 对岸 汛期 航标 船票 水位 摆渡 河滩".split(),
    "茶园 采茶 炒青 茶农 新芽 茶市 茶香 山坡 竹篓 茶师 揉捻 明前".split(),
    "书院 学童 先生 讲堂 藏书 笔墨 碑刻 晨读 山长 课业 抄书 学田".split(),
)
FOREIGN = 3  # the line of each page, counted from 0, that speaks of the next subject


def corpus(n_pages: int, subjects: Sequence[Sequence[str]] = SUBJECTS) -> tuple[sparse.csr_matrix, IntArray]:
    """Make pages of four lines of eight words each, the last line of another subject than the page."""
    random = np.random.default_rng(7)
    subject = [subjects[(i + (j == FOREIGN)) % len(subjects)] for i in range(n_pages) for j in range(4)]
    counts = count_tokens([random.choice(words, 8).tolist() for words in subject])
    return weigh(counts, fit_weights(counts, unit=False)), np.repeat(np.arange(n_pages), 4)


def topical(n_pages: int, subjects: Sequence[Sequence[str]] = SUBJECTS) -> FloatArray:
    matrix, page = corpus(n_pages, subjects)
    return topic_affinity(matrix, page, np.tile([True, True, False, False], n_pages), n_pages)


def test_a_line_on_its_page_s_subject_is_nearer_to_it_than_a_foreign_one() -> None:
    facts = topical(LEAST_PAGES + 20)
    near = facts[:, TOPIC_NAMES.index("topic_cosine")].reshape(-1, 4)
    own = facts[:, TOPIC_NAMES.index("topic_own")].reshape(-1, 4)
    assert (near[:, 2] > near[:, FOREIGN]).all()
    assert own[:, 2].mean() > own[:, FOREIGN].mean() + 0.1
    assert near[:, 2].mean() > near[:, FOREIGN].mean() + 0.3


def test_lines_are_compared_with_the_core_and_not_with_the_page() -> None:
    matrix, page = corpus(LEAST_PAGES)
    facts = topic_affinity(matrix, page, np.tile([False, False, False, True], LEAST_PAGES), LEAST_PAGES)
    near = facts[:, TOPIC_NAMES.index("topic_cosine")].reshape(-1, 4)
    assert (near[:, FOREIGN] > near[:, 2]).all()


def test_topic_facts_are_shares_of_one() -> None:
    facts = topical(LEAST_PAGES)
    assert facts.shape == (4 * LEAST_PAGES, len(TOPIC_NAMES))
    assert (facts >= 0).all()
    assert (facts <= 1 + 1e-9).all()
    assert (facts[:, TOPIC_NAMES.index("topic_own")] <= facts[:, TOPIC_NAMES.index("topic_top")]).all()


def test_a_line_without_a_known_word_has_no_topic() -> None:
    matrix, page = corpus(LEAST_PAGES)
    matrix = sparse.csr_matrix(sparse.diags((np.arange(len(page)) != FOREIGN).astype(float)) @ matrix)
    facts = topic_affinity(matrix, page, np.tile([True, True, False, False], LEAST_PAGES), LEAST_PAGES)
    assert facts[FOREIGN].tolist() == [0] * len(TOPIC_NAMES)
    assert (facts[FOREIGN + 4] > 0).any()


@pytest.mark.parametrize(("n_pages", "n_words"), [(LEAST_PAGES - 1, 12), (1, 12), (0, 12), (LEAST_PAGES, 5)])
def test_topics_of_few_pages_or_few_words_are_unknown(n_pages: int, n_words: int) -> None:
    facts = topical(n_pages, [words[:n_words] for words in SUBJECTS])
    assert facts.tolist() == [[UNKNOWN] * len(TOPIC_NAMES)] * (4 * n_pages)


def test_the_same_pages_have_the_same_topics_to_the_last_bit() -> None:
    facts = topical(LEAST_PAGES).tobytes()
    with threadpool_limits(1):
        assert topical(LEAST_PAGES).tobytes() == facts
