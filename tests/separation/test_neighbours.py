"""Leads of other articles lose by the headlines around them (`neighbours.py`)."""

import numpy as np
import pytest

from analysis.separation.neighbours import LEAD, LONGER, MOST_LEAD, RELATED, lost_as_leads
from analysis.separation.regions import FirstLook
from analysis.separation.roles import ROLES

SURE, NOT = 6.0, -6.0  # log-odds
ARTICLE = [SURE] * 3
BODY, WIDGET, OTHERS = (ROLES.index(role) for role in ("body", "widget", "related"))


def lost(
    odds: list[float], sizes: list[int], chances: list[dict[int, float]], page: list[int] | None = None
) -> list[float]:
    """Return what each line loses; they are of so many characters, and of their roles with these chances."""
    n = len(odds)
    of_roles = np.zeros((n, len(ROLES)))
    for row, of_line in enumerate(chances):
        for role, chance in of_line.items():
            of_roles[row, role] = chance
    look = FirstLook(np.array(odds), np.array(odds) > 0, of_roles, np.log1p(sizes))
    return lost_as_leads(look, np.array(page or [0] * n)).round(9).tolist()


LEADS = [*ARTICLE, *[NOT] * 4, -2.0, 0.9, -4.0, 0.7]
LEAD_SIZES = [300] * 3 + [9] * 4 + [16, 60, 16, 50]
OF_LEADS = [{BODY: 1.0}] * 7 + [{OTHERS: 0.9}, {BODY: 1.0}, {OTHERS: RELATED, WIDGET: 1 - RELATED}, {BODY: 1.0}]


def test_a_longer_line_between_headlines_of_others_loses_by_the_less_surely_dropped() -> None:
    found = lost(LEADS, LEAD_SIZES, OF_LEADS)
    assert found[8] == round(LEAD * 2.0, 9)
    assert found[10] == 0.0  # none stands below it
    sure = lost([*LEADS[:7], NOT, 0.9, NOT], LEAD_SIZES[:10], OF_LEADS[:10])
    assert sure[8] == pytest.approx(LEAD * MOST_LEAD)


def test_a_line_as_short_as_the_headlines_is_no_lead() -> None:
    size = round(16 * LONGER)
    assert lost(LEADS, [*LEAD_SIZES[:8], size, *LEAD_SIZES[9:]], OF_LEADS)[8] > 0
    assert lost(LEADS, [*LEAD_SIZES[:8], size - 1, *LEAD_SIZES[9:]], OF_LEADS)[8] == 0


def test_between_lines_that_are_likely_no_headlines_of_others_stands_no_lead() -> None:
    unlike = [*OF_LEADS[:9], {OTHERS: RELATED - 0.01, WIDGET: 1.01 - RELATED}, OF_LEADS[10]]
    assert lost(LEADS, LEAD_SIZES, unlike)[8] == 0


def test_a_text_between_headlines_that_is_a_part_of_what_is_kept_is_no_lead() -> None:
    assert lost(LEADS, [*LEAD_SIZES[:8], 400, *LEAD_SIZES[9:]], OF_LEADS)[8] == 0


def test_where_nothing_is_kept_nothing_is_lost() -> None:
    assert lost([NOT, -1.0] * 4, [9] * 8, [{BODY: 1.0}] * 8) == [0.0] * 8


def test_pages_are_told_each_by_itself() -> None:
    draw = np.random.default_rng(2)
    odds, sizes = draw.normal(-1, 3, 600).round(3), draw.integers(1, 90, 600)
    chances = [{OTHERS: 0.9} if odd < 0 else {BODY: 1.0} for odd in odds]
    page = np.repeat([0, 1, 2, 3], [1, 2, 300, 297])
    together = lost(odds.tolist(), sizes.tolist(), chances, page.tolist())
    apart = []
    for p in range(4):
        own = np.flatnonzero(page == p)
        apart += lost(odds[own].tolist(), sizes[own].tolist(), [chances[row] for row in own])
    assert together == apart
    assert any(together)


def test_no_lines_lose_nothing() -> None:
    assert lost([], [], []) == []
