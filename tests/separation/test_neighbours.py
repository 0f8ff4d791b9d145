"""What was judged of the lines around a line tells of it (`neighbours.py`)."""

import numpy as np
import pytest

from analysis.separation.neighbours import (
    APART,
    BESIDE,
    BETWEEN,
    ENOUGH,
    LEAD,
    LIKELY,
    LONGER,
    MOST_APART,
    MOST_BETWEEN,
    MOST_LEAD,
    NEAR,
    PART,
    RELATED,
    RHYTHM,
    TEXT,
    told_by_neighbours,
)
from analysis.separation.regions import FirstLook
from analysis.separation.roles import ROLES

SURE, NOT, BARELY = 6.0, -6.0, -0.6  # log-odds
ARTICLE = [SURE] * 3
ALL = round(MOST_BETWEEN * BETWEEN, 9)  # gained between lines that are sure
BODY, WIDGET, OTHERS = (ROLES.index(role) for role in ("body", "widget", "related"))


def told(
    odds: list[float],
    sizes: list[int] | None = None,
    chances: dict[int, float] | list[dict[int, float]] | None = None,
    *,
    rhythm: float = 0.0,
    tagged: bool = False,
    page: list[int] | None = None,
) -> list[float]:
    """Return what each line gains or loses; they are of 20 characters each and likely text unless said."""
    n = len(odds)
    of_roles, each = np.zeros((n, len(ROLES))), chances if isinstance(chances, list) else [chances or {BODY: 1.0}] * n
    for row, of_line in enumerate(each):
        for role, chance in of_line.items():
            of_roles[row, role] = chance
    look = FirstLook(np.array(odds), np.array(odds) > 0, of_roles, np.log1p(sizes or [20] * n))
    beside = np.full(n, rhythm, np.float32)
    return told_by_neighbours(look, beside, np.full(n, tagged), np.array(page or [0] * n)).round(9).tolist()


# between


def test_a_line_between_sure_ones_gains_by_the_less_sure_of_both_sides() -> None:
    assert told([SURE, BARELY, SURE])[1] == ALL
    assert told([SURE, BARELY, 1.5])[1] == told([1.5, BARELY, SURE])[1] == pytest.approx(BETWEEN * (1.5 - ENOUGH))
    assert told([SURE, BARELY, ENOUGH])[1] == told([SURE, BARELY])[1] == 0.0


def test_the_surest_of_the_next_lines_on_each_side_is_heard_and_none_beyond() -> None:
    gap = [BARELY] * BESIDE
    assert told([SURE, *gap, SURE]) == [0.0, *[ALL] * BESIDE, 0.0]
    assert told([SURE, *gap, *gap, SURE]) == [0.0] * (2 * BESIDE + 2)
    assert told([SURE, NOT, BARELY, 1.0])[2] == pytest.approx(BETWEEN * (1.0 - ENOUGH))


@pytest.mark.parametrize(
    ("chances", "gains"),
    [
        ({BODY: LIKELY, WIDGET: 1 - LIKELY}, True),
        ({BODY: LIKELY - 0.01, WIDGET: 1.01 - LIKELY}, False),
        ({BODY: 0.5, OTHERS: RELATED - 0.01}, True),
        ({BODY: 0.5, OTHERS: RELATED}, False),
    ],
)
def test_nothing_is_gained_by_what_is_likely_a_tool_or_of_another_article(
    chances: dict[int, float], gains: bool
) -> None:
    assert (told([SURE, BARELY, SURE], chances=chances)[1] > 0) == gains


def test_nothing_is_gained_by_what_comes_again_every_three_lines() -> None:
    assert told([SURE, BARELY, SURE], rhythm=RHYTHM - 0.01)[1] > 0
    assert told([SURE, BARELY, SURE], rhythm=RHYTHM + 0.01)[1] == 0


# apart


def lost_apart(*odds: float, size: int = 9, chances: dict[int, float] | None = None) -> float:
    """Return what the short line of .2 loses behind an article of one line."""
    row = 1 + odds.index(0.2)
    sizes = [100, *[9] * len(odds)]
    sizes[row] = size
    return -told([SURE, *odds], sizes, chances)[row]


def test_a_line_of_text_apart_from_all_that_may_be_kept_loses_by_the_surest_around_it() -> None:
    far = [NOT] * NEAR
    assert lost_apart(*far, 0.2, *far) == lost_apart(*far, 0.2) == APART * MOST_APART
    assert lost_apart(*far[1:], -0.5, 0.2, *far) == APART * 0.5
    assert lost_apart(*far[1:], 0.2, *far) == 0.0  # the article is near enough


def test_what_does_not_read_like_text_is_apart_from_nothing() -> None:
    odds = [*[NOT] * NEAR, 0.2]
    assert lost_apart(*odds, chances={BODY: TEXT, WIDGET: 1 - TEXT}) > 0
    assert lost_apart(*odds, chances={BODY: TEXT - 0.01, WIDGET: 1.01 - TEXT}) == 0


def test_a_line_that_is_a_part_of_the_article_is_apart_from_nothing() -> None:
    odds = [*[NOT] * NEAR, 0.2]
    most = round(100 * PART / (1 - PART))  # as large a part of both together
    assert lost_apart(*odds, size=most - 2) > 0
    assert lost_apart(*odds, size=most + 1) == 0
    assert told([0.2]) == told([*[NOT] * NEAR, 0.2])[-1:] == [0.0]  # all there is


# leads

LEADS = [*ARTICLE, *[NOT] * 4, -2.0, 0.9, -4.0, 0.7]
LEAD_SIZES = [300] * 3 + [9] * 4 + [16, 60, 16, 50]
OF_LEADS = [{BODY: 1.0}] * 7 + [{OTHERS: 0.9}, {BODY: 1.0}, {OTHERS: RELATED, WIDGET: 1 - RELATED}, {BODY: 1.0}]


@pytest.mark.parametrize("tagged", [False, True])
def test_a_longer_line_between_headlines_of_others_loses_by_the_less_surely_dropped(tagged: bool) -> None:
    found = told(LEADS, LEAD_SIZES, OF_LEADS, tagged=tagged)
    assert found[8] == round(-LEAD * 2.0, 9)
    assert found[10] == 0.0  # none stands below it
    sure = told([*LEADS[:7], NOT, 0.9, NOT], LEAD_SIZES[:10], OF_LEADS[:10], tagged=tagged)
    assert sure[8] == pytest.approx(-LEAD * MOST_LEAD)


def test_a_line_as_short_as_the_headlines_is_no_lead() -> None:
    size = round(16 * LONGER)
    assert told(LEADS, [*LEAD_SIZES[:8], size, *LEAD_SIZES[9:]], OF_LEADS)[8] < 0
    assert told(LEADS, [*LEAD_SIZES[:8], size - 1, *LEAD_SIZES[9:]], OF_LEADS)[8] == 0


def test_between_lines_that_are_likely_no_headlines_of_others_stands_no_lead() -> None:
    unlike = [*OF_LEADS[:9], {OTHERS: RELATED - 0.01, WIDGET: 1.01 - RELATED}, OF_LEADS[10]]
    assert told(LEADS, LEAD_SIZES, unlike)[8] == 0


def test_a_text_between_headlines_that_is_a_part_of_what_is_kept_is_no_lead() -> None:
    assert told(LEADS, [*LEAD_SIZES[:8], 400, *LEAD_SIZES[9:]], OF_LEADS)[8] == 0


# pages


def test_of_pages_that_came_as_html_leads_alone_are_told() -> None:
    assert told([SURE, BARELY, SURE], tagged=True) == [0.0] * 3
    odds, sizes = [SURE, *[NOT] * NEAR, 0.2], [900, *[9] * (NEAR + 1)]
    assert told(odds, sizes)[-1] < 0
    assert told(odds, sizes, tagged=True)[-1] == 0


def test_where_nothing_is_kept_nothing_is_told() -> None:
    assert told([NOT, -1.0] * 4) == [0.0] * 8


def test_pages_are_told_each_by_itself() -> None:
    draw = np.random.default_rng(2)
    odds, sizes = draw.normal(-5, 3, 600).round(3), draw.integers(1, 90, 600)
    page = np.repeat([0, 1, 2, 3], [1, 2, 300, 297])
    together = told(odds.tolist(), sizes.tolist(), page=page.tolist())
    apart = [told(odds[page == p].tolist(), sizes[page == p].tolist()) for p in range(4)]
    assert together == [value for found in apart for value in found]
    assert any(value > 0 for value in together)
    assert any(value < 0 for value in together)


def test_no_lines_are_told_nothing() -> None:
    assert told([]) == []
