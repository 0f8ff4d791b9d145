from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from threadpoolctl import threadpool_limits

from analysis.arrays import BoolArray, FloatArray, IntArray
from analysis.separation.affinity import (
    LEAST_PAGES,
    NAMES,
    TOPIC_NAMES,
    UNKNOWN,
    CoreTopics,
    cores_of,
    cosine,
    describe_affinity,
    unknown_topics,
)
from analysis.separation.columns import Columns
from analysis.words.tfidf import Weights, count_tokens

ROWS = st.lists(
    st.tuples(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.5]), min_size=3, max_size=3), st.booleans()),
    min_size=1,
    max_size=8,
)


def compared(rows: list[list[float]], page: list[int], core: list[bool]) -> Columns:
    return describe_affinity(sparse.csr_matrix(rows), np.array(page), np.array(core))


@given(ROWS)
def test_cosines_and_cover_are_shares_of_one(rows: list[tuple[list[float], bool]]) -> None:
    facts = compared([r for r, _ in rows], [0] * len(rows), [c for _, c in rows])
    assert tuple(facts) == NAMES
    for name, column in facts.items():
        assert column.shape == (len(rows),)
        assert (column >= 0).all()
        assert name in {"core_words", "recurrence"} or (column <= 1 + 1e-9).all()


def test_a_line_is_never_compared_with_itself() -> None:
    alone = compared([[1, 2], [0, 0]], [0, 0], [True, False])
    assert alone["core_cosine"].tolist() == [0, 0]
    assert alone["core_cover"].tolist() == [0, 0]


def test_words_that_come_again_are_counted_by_lines_and_weight() -> None:
    rows = [[1.0, 2.0, 1.0], [1.0, 0.0, 0.0], [3.0, 0.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    facts = compared(rows, [0, 0, 0, 0, 1], [True] * 5)
    assert facts["recurrence"].tolist() == pytest.approx([np.log(3) / 4, np.log(3), np.log(3), 0, 0])
    assert facts["recurring"].tolist() == pytest.approx([1 / 4, 1, 1, 0, 0])


def test_a_line_is_compared_with_the_rest_of_the_core() -> None:
    facts = compared([[1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 1]], [0] * 4, [True, True, False, False])
    np.testing.assert_allclose(facts["core_cosine"], [1, 1, 0, np.sqrt(0.5)])
    np.testing.assert_allclose(facts["core_cover"], [1, 1, 0, 0.5])
    np.testing.assert_allclose(facts["core_words"], np.log1p([1, 1, 1, 2]))


def test_a_line_outside_the_core_adds_nothing_to_it() -> None:
    facts = compared([[1, 0], [1, 0]], [0, 0], [False, False])
    assert facts["core_cosine"].tolist() == [0, 0]


def test_neighbours_are_the_lines_before_and_after_within_the_page() -> None:
    facts = compared([[1, 0], [1, 0], [0, 1], [0, 1]], [0, 0, 0, 1], [True] * 4)
    np.testing.assert_allclose(facts["cosine_before"], [0, 1, 0, 0])
    np.testing.assert_allclose(facts["cosine_after"], [np.sqrt(0.5), 0, 0, 0])


@given(ROWS, ROWS)
def test_a_page_is_compared_alike_in_any_company(
    one: list[tuple[list[float], bool]], two: list[tuple[list[float], bool]]
) -> None:
    alone = [compared([r for r, _ in p], [0] * len(p), [c for _, c in p]) for p in (one, two)]
    rows = one + two
    together = compared([r for r, _ in rows], [0] * len(one) + [1] * len(two), [c for _, c in rows])
    for name in NAMES:
        np.testing.assert_allclose(together[name], np.concatenate([p[name] for p in alone]), atol=1e-12)


@pytest.mark.parametrize("shape", [(3, 0), (0, 4), (0, 0)])
def test_without_a_word_or_a_line_all_is_zero(shape: tuple[int, int]) -> None:
    facts = describe_affinity(sparse.csr_matrix(shape), np.zeros(shape[0], int), np.ones(shape[0], bool))
    np.testing.assert_equal(facts, dict.fromkeys(NAMES, np.zeros(shape[0])))


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
    return Weights.fit(counts).weigh(counts, unit=False), np.repeat(np.arange(n_pages), 4)


def describe_topics(matrix: sparse.csr_matrix, page: IntArray, core: BoolArray, n_pages: int) -> Columns:
    terms = [f"{i:05}" for i in range(matrix.shape[1])]
    cores = cores_of(matrix, page, core, n_pages)
    topics = CoreTopics.of(cores, terms)
    return topics.describe(matrix, terms, cores, page) if topics else unknown_topics(len(page))


def topical(n_pages: int, subjects: Sequence[Sequence[str]] = SUBJECTS) -> Columns:
    matrix, page = corpus(n_pages, subjects)
    return describe_topics(matrix, page, np.tile([True, True, False, False], n_pages), n_pages)


def by_page(column: FloatArray) -> FloatArray:
    return column.reshape(-1, 4)


def test_a_line_on_its_page_s_subject_is_nearer_to_it_than_a_foreign_one() -> None:
    facts = topical(LEAST_PAGES + 20)
    near, own = by_page(facts["topic_cosine"]), by_page(facts["topic_own"])
    assert (near[:, 2] > near[:, FOREIGN]).all()
    assert own[:, 2].mean() > own[:, FOREIGN].mean() + 0.1
    assert near[:, 2].mean() > near[:, FOREIGN].mean() + 0.3


def test_lines_are_compared_with_the_core_and_not_with_the_page() -> None:
    matrix, page = corpus(LEAST_PAGES)
    facts = describe_topics(matrix, page, np.tile([False, False, False, True], LEAST_PAGES), LEAST_PAGES)
    near = by_page(facts["topic_cosine"])
    assert (near[:, FOREIGN] > near[:, 2]).all()


def test_topic_facts_are_shares_of_one() -> None:
    facts = topical(LEAST_PAGES)
    assert tuple(facts) == TOPIC_NAMES
    for column in facts.values():
        assert column.shape == (4 * LEAST_PAGES,)
        assert (column >= 0).all()
        assert (column <= 1 + 1e-9).all()
    assert (facts["topic_own"] <= facts["topic_top"]).all()


def test_a_line_without_a_known_word_has_no_topic() -> None:
    matrix, page = corpus(LEAST_PAGES)
    matrix = sparse.csr_matrix(sparse.diags((np.arange(len(page)) != FOREIGN).astype(float)) @ matrix)
    facts = describe_topics(matrix, page, np.tile([True, True, False, False], LEAST_PAGES), LEAST_PAGES)
    assert [column[FOREIGN] for column in facts.values()] == [0] * len(TOPIC_NAMES)
    assert any(column[FOREIGN + 4] > 0 for column in facts.values())


@pytest.mark.parametrize(("n_pages", "n_words"), [(LEAST_PAGES - 1, 12), (1, 12), (0, 12), (LEAST_PAGES, 5)])
def test_topics_of_few_pages_or_few_words_are_unknown(n_pages: int, n_words: int) -> None:
    facts = topical(n_pages, [words[:n_words] for words in SUBJECTS])
    np.testing.assert_equal(facts, dict.fromkeys(TOPIC_NAMES, np.full(4 * n_pages, UNKNOWN)))


def test_the_same_pages_have_the_same_topics_to_the_last_bit() -> None:
    facts = topical(LEAST_PAGES)
    with threadpool_limits(1):
        again = topical(LEAST_PAGES)
    assert [column.tobytes() for column in again.values()] == [column.tobytes() for column in facts.values()]


def test_topics_are_those_that_the_weights_were_learned_on() -> None:
    random = np.random.default_rng(0)
    n, themes, words = 200, 30, 400
    of_page, of_theme = random.dirichlet([0.2] * themes, n), random.dirichlet([0.05] * words, themes)
    counted = np.vstack([random.poisson(25 * of_page[i] @ of_theme) for i in range(n) for _ in range(3)])
    core = np.tile([True, True, False], n)
    facts = describe_topics(sparse.csr_matrix(counted.astype(np.float64)), np.repeat(np.arange(n), 3), core, n)
    # These take 127 rounds. A change of the means is a change of evidence: weights must be learned and measured anew.
    learned = {"topic_cosine": 0.8148667, "topic_own": 0.2677367, "topic_top": 0.3308714}
    assert {name: column.mean() for name, column in facts.items()} == pytest.approx(learned, abs=2e-6)
