"""Runs of kept lines and the roles above a line, as the first judgement sees them (`regions.py`)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from analysis.arrays import FloatArray, IntArray
from analysis.separation.judge import load_separator
from analysis.separation.regions import (
    NAMES,
    NO_RUN,
    NONE_ABOVE,
    NOTHING_ELSE,
    SUREST,
    FirstLook,
    describe_regions,
    judged_again,
    nothing_else,
    run_shares,
)
from analysis.separation.roles import ROLES


def looked(kept: str, sizes: list[int] | None = None, roles: dict[int, str] | None = None) -> FirstLook:
    """Return a first look at lines: ``x`` for a kept one, ``.`` for another; each of ten characters unless told."""
    keep = np.array([mark == "x" for mark in kept])
    chances = np.zeros((len(kept), len(ROLES)))
    for line, role in (roles or {}).items():
        chances[line, ROLES.index(role)] = 0.9
    return FirstLook(np.where(keep, 2.0, -2.0), keep, chances, np.log1p(sizes or [10] * len(kept)))


def described(look: FirstLook, page: IntArray | None = None) -> dict[str, FloatArray]:
    facts = describe_regions(look, np.zeros(len(look.kept), np.int64) if page is None else page)
    assert facts.dtype == np.float32
    return dict(zip(NAMES, facts.astype(np.float64).T, strict=True))


def test_two_lines_between_kept_ones_do_not_end_a_run_and_three_do() -> None:
    assert described(looked("x..x"))["run_share"].tolist() == [1, 0, 0, 1]
    assert described(looked("x...x"))["run_share"].tolist() == [0.5, 0, 0, 0, 0.5]


def test_the_largest_run_is_that_of_most_characters_and_the_first_of_equals() -> None:
    facts = described(looked("xx...x...x.", [10, 10, 10, 10, 10, 60, 10, 10, 10, 20, 10]))
    np.testing.assert_allclose(facts["run_share"], [0.2, 0.2, 0, 0, 0, 0.6, 0, 0, 0, 0.2, 0], atol=1e-7)
    np.testing.assert_allclose(facts["largest_share"], 0.6, atol=1e-7)
    assert facts["from_largest"].tolist() == [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]
    assert facts["in_largest"].tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert facts["run_order"].tolist() == [-1, -1, *[NO_RUN] * 3, 0, *[NO_RUN] * 3, 1, NO_RUN]
    assert described(looked("x...x"))["in_largest"].tolist() == [1, 0, 0, 0, 0]


def test_what_is_not_kept_counts_nothing_but_lies_within_a_run() -> None:
    facts = described(looked("x.x", [10, 1000, 30]))
    assert facts["in_largest"].tolist() == [1, 1, 1]
    assert facts["run_share"].tolist() == [1, 0, 1]


def test_a_page_of_which_nothing_is_kept_has_no_run() -> None:
    facts = described(looked("..."))
    for name in ("run_share", "from_largest", "in_largest", "largest_share"):
        assert not facts[name].any()
    assert (facts["run_order"] == NO_RUN).all()


@pytest.mark.parametrize("role", ["title", "meta", "related", "widget", "legal", "marker"])
def test_rows_since_the_latest_line_of_a_role(role: str) -> None:
    facts = described(looked("......", roles={1: role, 4: role}))
    assert facts[f"since_{role}"].tolist() == [NONE_ABOVE, 0, 1, 2, 0, 1]
    others = [name for name in NAMES if name.startswith("since_") and name != f"since_{role}"]
    assert all((facts[name] == NONE_ABOVE).all() for name in others)


def test_no_line_has_nothing() -> None:
    assert describe_regions(looked(""), np.zeros(0, np.int64)).shape == (0, len(NAMES))


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=9), min_size=1, max_size=5))
def test_pages_together_are_described_as_each_alone(pages: list[list[bool]]) -> None:
    marks = "".join("x" if kept else "." for page in pages for kept in page)
    roles = {i: ROLES[i % len(ROLES)] for i in range(len(marks))}
    look = looked(marks, [1 + 7 * i % 40 for i in range(len(marks))], roles)
    page = np.repeat(np.arange(len(pages)) * 3, [len(lines) for lines in pages])
    together = describe_regions(look, page)
    for p in np.unique(page):
        np.testing.assert_array_equal(together[page == p], describe_regions(look[page == p], page[page == p]))


def test_shares_of_runs_are_those_that_lines_are_described_by() -> None:
    look, page = looked("xx...x...x.x", [10, 10, 10, 10, 10, 60, 10, 10, 10, 20, 10, 5]), np.repeat([0, 1], [7, 5])
    assert run_shares(look, page).tolist() == pytest.approx([0.25, 0.25, 0, 0, 0, 0.75, 0, 0, 0, 1, 0, 1])
    np.testing.assert_allclose(run_shares(look, page), described(look, page)["run_share"], atol=1e-7)


def test_nothing_is_judged_again_without_a_second_judgement() -> None:
    look, page = looked("x.x"), np.zeros(3, np.int64)
    assert judged_again(None, look, page, shares=(1.0, 1.0)).tolist() == [0.0] * 3


def test_a_run_has_its_rows_its_characters_and_its_mean_odds_by_characters() -> None:
    look = looked("x.x...x", [10, 1000, 30, 10, 10, 10, 20])
    facts = described(replace(look, odds=np.array([1.0, -9.0, 3.0, -9.0, -9.0, -9.0, 2.0])))
    assert facts["run_rows"].tolist() == [3, 0, 3, 0, 0, 0, 1]
    assert facts["run_chars"].tolist() == [40, 0, 40, 0, 0, 0, 20]
    assert facts["run_odds"].tolist() == [2.5, 0, 2.5, 0, 0, 0, 2]


def test_how_much_is_kept_of_the_page_and_above_each_line() -> None:
    facts = described(looked("x.x", [10, 60, 30]))
    np.testing.assert_allclose(facts["kept_above"], [0, 0.25, 0.25])
    assert facts["kept_chars"].tolist() == [40] * 3
    np.testing.assert_allclose(facts["kept_share"], 0.4)
    assert (facts["rows_above"].tolist(), facts["rows_below"].tolist()) == ([0, 1, 2], [2, 1, 0])
    assert not described(looked(".."))["kept_above"].any()


def test_what_was_judged_around_a_line_is_summed_up_by_role_and_by_log_odds_as_far_as_they_are_heard() -> None:
    look = looked("x....", roles={0: "meta", 3: "meta"})
    facts = described(replace(look, odds=np.array([9.0, 0.0, -9.0, 1.0, 0.0])))
    assert facts["meta"].tolist() == pytest.approx([0.9, 0, 0, 0.9, 0])
    assert facts["meta_above_1"].tolist() == pytest.approx([0.9, 0.45, 0, 0.45, 0.45])
    assert facts["meta_below_1"].tolist() == pytest.approx([0.45, 0, 0.45, 0.45, 0])
    assert facts["meta_above_3"].tolist() == pytest.approx([0.9, 0.45, 0.3, 0.45, 0.225])
    assert facts["meta_above"].tolist() == pytest.approx([0, 0.9, 0.9, 0.9, 1.8])
    assert facts["meta_below"].tolist() == pytest.approx([0.9, 0.9, 0.9, 0, 0])
    assert facts["meta_page"].tolist() == pytest.approx([0.36] * 5)
    assert facts["odds_above"].tolist() == pytest.approx([0, SUREST, SUREST, 0, 1], abs=1e-6)
    np.testing.assert_allclose(facts["content_page"], expit([9.0, 0.0, -9.0, 1.0, 0.0]).mean(), atol=1e-7)


def test_a_second_judgement_changes_the_odds_to_its_own() -> None:
    look, page = looked("x.x..", roles={1: "meta"}), np.array([0, 0, 0, 1, 1])
    second = load_separator().passages
    assert second is not None
    changed = judged_again(second, look, page, shares=(1.0, 1.0))
    np.testing.assert_allclose(changed + look.odds, second.raw(describe_regions(look, page))[:, 0])
    shared = judged_again(second, look, page, shares=(0.5, 0.25))
    np.testing.assert_array_equal(shared, np.where(changed > 0, 0.5, 0.25) * changed)
    assert judged_again(second, looked(""), np.zeros(0, np.int64), shares=(1.0, 1.0)).tolist() == []


def test_lines_gain_on_pages_on_which_none_reaches_the_bar_and_on_no_others() -> None:
    odds, page = np.array([-3.0, -0.5, -1.0, 0.2, -1.0]), np.array([0, 0, 1, 1, 2])
    gained = [NOTHING_ELSE, NOTHING_ELSE, 0.0, 0.0, NOTHING_ELSE]
    np.testing.assert_array_equal(nothing_else(odds, -0.4, page), gained)
    assert nothing_else(np.zeros(0), 0.0, np.zeros(0, np.int64)).tolist() == []
