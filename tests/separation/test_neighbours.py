"""What the judgement of the lines around adds to a line (`neighbours.py`)."""

import numpy as np
import pytest

from analysis.separation.neighbours import (
    APART_MOST,
    BESIDE,
    BETWEEN_MOST,
    ENOUGH,
    LIKELY,
    NEAR,
    PART,
    RELATED,
    RHYTHM,
    TEXT,
    WEIGHT,
)
from analysis.separation.neighbours import told_by_neighbours as told
from analysis.separation.regions import FirstLook
from analysis.separation.roles import ROLES

SURE, NOT, BARELY = 5.0, -5.0, -0.6  # log-odds
BODY, WIDGET, LEAD = (ROLES.index(role) for role in ("body", "widget", "related"))


def added(
    odds: list[float],
    sizes: list[int] | None = None,
    chances: dict[int, float] | None = None,
    *,
    rhythm: float = 0.0,
    page: list[int] | None = None,
) -> list[float]:
    """Return what each line gains or loses; all have the chances told, by default those of text."""
    n = len(odds)
    of_roles = np.zeros((n, len(ROLES)))
    for role, chance in (chances or {BODY: 1.0}).items():
        of_roles[:, role] = chance
    look = FirstLook(np.array(odds), np.array(odds) > 0, of_roles, np.log1p(sizes or [20] * n))
    return told(np.array(odds), np.full(n, rhythm), look, np.array(page or [0] * n)).round(9).tolist()


def test_a_line_between_sure_ones_gains_by_the_less_sure_of_both_sides() -> None:
    assert added([SURE, BARELY, SURE])[1] == WEIGHT * BETWEEN_MOST
    assert added([SURE, BARELY, 1.5])[1] == added([1.5, BARELY, SURE])[1] == pytest.approx(WEIGHT * (1.5 - ENOUGH))
    assert added([SURE, BARELY, ENOUGH])[1] == added([SURE, BARELY])[1] == 0.0


def test_the_surest_of_the_next_lines_on_each_side_is_heard_and_none_beyond() -> None:
    gap = [BARELY] * BESIDE
    assert added([SURE, *gap, SURE]) == [0.0, *[WEIGHT * BETWEEN_MOST] * BESIDE, 0.0]
    assert added([SURE, *gap, *gap, SURE]) == [0.0] * (2 * BESIDE + 2)
    assert added([SURE, NOT, BARELY, 1.0])[2] == pytest.approx(WEIGHT * (1.0 - ENOUGH))


@pytest.mark.parametrize(
    ("chances", "gains"),
    [
        ({BODY: LIKELY, WIDGET: 1 - LIKELY}, True),
        ({BODY: LIKELY - 0.01, WIDGET: 1.01 - LIKELY}, False),
        ({BODY: 0.5, LEAD: RELATED - 0.01}, True),
        ({BODY: 0.5, LEAD: RELATED}, False),
    ],
)
def test_nothing_is_gained_by_what_its_role_makes_a_tool_or_a_lead(chances: dict[int, float], gains: bool) -> None:
    assert (added([SURE, BARELY, SURE], chances=chances)[1] > 0) == gains


def test_nothing_is_gained_by_what_comes_again_every_three_lines() -> None:
    assert added([SURE, BARELY, SURE], rhythm=RHYTHM - 0.01)[1] > 0
    assert added([SURE, BARELY, SURE], rhythm=RHYTHM)[1] == 0


def test_a_line_apart_from_all_that_may_be_kept_loses_by_the_surest_around_it() -> None:
    far = [NOT] * NEAR

    def lost(*odds: float) -> float:
        """Return what the short line of .2 loses behind an article of one long line."""
        return -added([SURE, *odds], [900, *[9] * len(odds)])[1 + odds.index(0.2)]

    assert lost(*far, 0.2, *far) == lost(*far, 0.2) == WEIGHT * APART_MOST
    assert lost(*far[1:], -0.5, 0.2, *far) == WEIGHT * 0.5
    assert lost(*far[1:], 0.2, *far) == 0.0  # the article is near enough


def test_a_line_that_is_a_part_of_the_article_is_apart_from_nothing() -> None:
    far = [NOT] * NEAR
    odds, short = [SURE, *far, 0.2], [100, *[9] * NEAR]
    most = round(100 * PART / (1 - PART))  # as large a part of both together
    assert added(odds, [*short, most - 1])[-1] < 0
    assert added(odds, [*short, most])[-1] == 0
    assert added([0.2]) == added([*far, 0.2])[-1:] == [0.0]  # all there is


def test_what_does_not_read_like_text_is_apart_from_nothing() -> None:
    odds, sizes = [SURE, *[NOT] * NEAR, 0.2], [900, *[9] * (NEAR + 1)]
    assert added(odds, sizes, {BODY: TEXT, WIDGET: 1 - TEXT})[-1] < 0
    assert added(odds, sizes, {BODY: TEXT - 0.01, WIDGET: 1.01 - TEXT})[-1] == 0


def test_where_nothing_is_kept_nothing_is_apart() -> None:
    assert added([NOT] * 4) == [0.0] * 4


def test_pages_are_told_each_by_itself() -> None:
    draw = np.random.default_rng(2)
    odds, sizes = draw.normal(-5, 3, 600).round(3), draw.integers(1, 90, 600)
    page = np.repeat([0, 1, 2, 3], [1, 2, 300, 297])
    together = added(odds.tolist(), sizes.tolist(), page=page.tolist())
    apart = [added(odds[page == p].tolist(), sizes[page == p].tolist()) for p in range(4)]
    assert together == [value for found in apart for value in found]
    assert any(value > 0 for value in together)
    assert any(value < 0 for value in together)


def test_no_lines_are_told_nothing() -> None:
    assert added([]) == []
