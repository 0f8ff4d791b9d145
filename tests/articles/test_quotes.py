from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import ArrayLike

from analysis.articles.quotes import QUOTES, quotes
from analysis.reading.pages import Page
from tests.samples import corpus_of

FERRY, TEA, RAIN = "渡口的石阶一共四十七级年年都刷", "茶园里的新芽比去年早了整整六天", "入汛以来水位已经三次超过警戒线"


def quoted(pages: Sequence[str], weights: ArrayLike, dropped: Sequence[int] = ()) -> list[tuple[int, str, int]]:
    """Return topic, page and line of what is quoted of pages a, b, ...; weights and dropped ones are of all lines."""
    corpus = corpus_of([Page(name, text) for name, text in zip("abcdefgh", pages, strict=False)], dropped)
    found = quotes(corpus, np.array(weights, np.float64))
    lines = corpus.lines
    return [(topic, corpus.pages[lines.page[row]].name, int(lines.number[row])) for topic, row in found]


def test_the_heaviest_lines_of_a_topic_are_quoted_first() -> None:
    found = quoted([FERRY, TEA, f"　{RAIN} "], [[0.2, 0], [0, 0.5], [0.4, 0]])
    assert found == [(0, "c", 1), (0, "a", 1), (1, "b", 1)]


def test_lines_of_equal_weight_are_quoted_in_their_order() -> None:
    assert quoted([FERRY, TEA], [[0.3], [0.3]]) == [(0, "a", 1), (0, "b", 1)]


def test_weights_that_only_rounding_sets_apart_are_equal() -> None:
    assert quoted([FERRY, TEA], [[0.3], [0.3 + 1e-13]]) == [(0, "a", 1), (0, "b", 1)]


def test_a_page_is_quoted_once_for_a_topic() -> None:
    assert quoted([f"{FERRY}\n\n{TEA}", RAIN], [[0.3], [0.4], [0.2]]) == [(0, "a", 3), (0, "b", 1)]


def test_a_page_is_quoted_more_than_once_where_lines_need_not_be_apart() -> None:
    corpus = corpus_of([Page("a", f"{FERRY}\n\n{TEA}\n{FERRY}！"), Page("b", RAIN)], dropped=[])
    assert quotes(corpus, np.array([[0.3], [0.4], [0.3], [0.2]]), apart=False) == [(0, 1), (0, 0), (0, 3)]


def test_a_page_is_quoted_for_each_of_its_topics() -> None:
    assert quoted([f"{FERRY}\n{TEA}"], [[0.3, 0], [0, 0.4]]) == [(0, "a", 1), (1, "a", 2)]


def test_equal_lines_are_quoted_once() -> None:
    assert quoted([FERRY, f"{FERRY}。", TEA], [[0.3], [0.3], [0.1]]) == [(0, "a", 1), (0, "c", 1)]


def test_no_more_lines_than_so_many_are_quoted() -> None:
    pages = [f"{FERRY}{end}" for end in "甲乙丙丁戊"]
    found = quoted(pages, [[0.1], [0.5], [0.2], [0.4], [0.3]])
    assert found == [(0, page, 1) for page in "bde"[:QUOTES]]


def test_dropped_lines_are_not_quoted() -> None:
    assert quoted([FERRY, TEA], [[0.5], [0.1]], dropped=[0]) == [(0, "b", 1)]


@pytest.mark.parametrize(("size", "is_quoted"), [(11, False), (12, True), (120, True), (121, False)])
def test_lines_too_short_or_too_long_are_not_quoted(size: int, is_quoted: bool) -> None:
    assert bool(quoted(["，".join("渡" * size)], [[0.5]])) == is_quoted


@pytest.mark.parametrize(
    ("weights", "topics"), [([0.3, 0.3, 0.0], [0]), ([0.25, 0.5, 0.25], [1]), ([0.3, 0.2, 0.2], []), ([0, 0, 0], [])]
)
def test_a_line_is_quoted_for_a_topic_it_is_mainly_of(weights: list[float], topics: list[int]) -> None:
    assert [topic for topic, _, _ in quoted([FERRY], [weights])] == topics


def test_nothing_is_quoted_when_nothing_is_kept() -> None:
    assert quoted([FERRY, TEA], [[0.5], [0.4]], dropped=[0, 1]) == []
    assert quoted([""], np.zeros((0, 3))) == []
