"""Lines that repeat together on pages whose articles differ (`blocks.py`)."""

import numpy as np
import pytest

from analysis.arrays import FloatArray
from analysis.separation.blocks import BLOCK_WEIGHT, repeated_beside
from analysis.separation.regions import FirstLook
from analysis.separation.roles import ROLES

ARTICLE, MENU = 6.0, -2.0  # log-odds


def lost(
    pages: list[int], odds: list[float], sizes: list[int] | None = None, page: list[int] | None = None
) -> FloatArray:
    """Return the factor of pages that each line loses for, given on how many each stands."""
    n = len(pages)
    look = FirstLook(np.array(odds), np.array(odds) > 0, np.zeros((n, len(ROLES))), np.log1p(sizes or [20] * n))
    found = repeated_beside(np.log(pages), look, np.array(page or [0] * n))
    return np.exp(-found / BLOCK_WEIGHT).round(6)


def test_a_line_between_others_that_repeat_loses_by_the_least_of_their_pages_beyond_two() -> None:
    assert lost([30, 40, 20, 50, 1], [MENU, MENU, MENU, MENU, ARTICLE]).tolist() == [1, 10, 10, 1, 1]
    assert lost([30, 2, 30, 2, 2, 2], [MENU] * 5 + [ARTICLE]).tolist() == [1] * 6


def test_what_repeats_alone_loses_nothing() -> None:
    assert lost([1, 30, 1, 30, 30, 1], [ARTICLE] * 6).tolist() == [1] * 6


def test_the_lines_of_another_page_are_not_beside_it() -> None:
    page = [0, 0, 0, 1, 1, 1]
    below, above = [ARTICLE, MENU, MENU, MENU, MENU, ARTICLE], [MENU, MENU, ARTICLE, ARTICLE, MENU, MENU]
    assert lost([1, 30, 30, 30, 30, 1], below, page=page).tolist() == [1] * 6
    assert lost([30, 30, 1, 1, 30, 30], above, page=page).tolist() == [1] * 6


def test_an_article_that_repeats_whole_loses_nothing_and_its_surroundings_only_what_they_repeat_more() -> None:
    found = lost([90, 90, 90, 9, 9, 9, 9], [MENU] * 3 + [ARTICLE] * 4)
    assert found.tolist() == [1, 5, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("surest", [ARTICLE, -0.3, -4.0])
def test_the_article_is_told_by_the_surest_lines_however_unsure(surest: float) -> None:
    odds = [surest - 4, surest - 4, surest - 4, surest, surest - 1]
    assert lost([1, 1, 1, 9, 9], odds, [900, 900, 900, 30, 30]).tolist() == [1] * 5
    assert lost([40, 40, 40, 1, 1], odds, [900, 900, 900, 30, 30]).tolist() == [1, 20, 1, 1, 1]


def test_long_and_sure_lines_tell_more_of_the_article() -> None:
    some = lost([64, 64, 64, 1, 16], [MENU] * 3 + [ARTICLE, ARTICLE], [9, 9, 9, 100, 100])
    more = lost([64, 64, 64, 1, 16], [MENU] * 3 + [ARTICLE, ARTICLE], [9, 9, 9, 100, 300])
    less = lost([64, 64, 64, 1, 16], [MENU] * 3 + [ARTICLE, ARTICLE - 1.5], [9, 9, 9, 100, 100])
    assert [some[1], more[1]] == [8, 4]  # the article is on 4 pages in the mean, on 8
    assert less[1] == pytest.approx(32 / 16 ** (1 / 3), abs=1e-6)


def test_pages_alone_lose_nothing() -> None:
    assert lost([1, 1, 1], [MENU, ARTICLE, MENU]).tolist() == [1, 1, 1]
    assert lost([], []).tolist() == []
