from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics import periods
from analysis.topics.nmf import page_shares
from analysis.topics.periods import over_time, read_date
from tests.topics.made_pages import days, of_one


@pytest.mark.parametrize(
    ("text", "day", "finest"),
    [
        ("2024-03-05", date(2024, 3, 5), "day"),
        (" 2024-03-05T08:00:00+08:00 ", date(2024, 3, 5), "day"),
        ("2024-02-29 08:00", date(2024, 2, 29), "day"),
        ("2024-03", date(2024, 3, 1), "month"),
        ("2024", date(2024, 1, 1), "year"),
    ],
)
def test_dates_are_read_as_finely_as_they_are_told(text: str, day: date, finest: str) -> None:
    assert read_date(text) == (day, periods.STEPS.index(finest))


@pytest.mark.parametrize(
    "text",
    ["", "2023-02-29", "2024-13", "2024-3-5", "0000-01-01", "2024-03-05x", "三月五日", "２０２４-03-05", "20240305"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_shares_of_a_page_sum_to_one_or_zero() -> None:
    assert page_shares(np.array([[1.0, 3.0], [0.0, 0.0]])).tolist() == [[0.25, 0.75], [0.0, 0.0]]


def test_shares_and_errors_are_as_by_hand() -> None:
    dates = ["2024-03-04"] * 3 + ["2024-03-06"] * 2
    found = over_time(dates, np.array([[2.0, 0], [0, 5], [1, 1], [0, 1], [0, 7]]))
    assert (found.step, found.labels, found.outside) == ("day", ["2024-03-04", "2024-03-05", "2024-03-06"], 0)
    assert found.pages.tolist() == [3, 0, 2]
    assert found.share.tolist() == [[0.5, 0.5], [0.0, 0.0], [0.0, 1.0]]
    # shares of the first topic 1 0 .5 | 0 0: overall .8 / 4 = .2, within .5 | 0
    first = np.sqrt((0.5 + periods.PRIOR * 0.2) / (2 + periods.PRIOR) / 3)
    last = np.sqrt(periods.PRIOR * 0.2 / (1 + periods.PRIOR) / 2)
    assert found.error[:, 0].tolist() == pytest.approx([first, 0.0, last])
    assert found.error[:, 1].tolist() == pytest.approx([first, 0.0, last])


def test_one_page_alone_has_an_error_too() -> None:
    found = over_time(days("2024-03-04", [0, 1, 2, 3, 4]), of_one([0, 1, 0, 1, 0]))
    # overall variance of 1 0 1 0 1: 1.2 / 4
    assert found.error[:, 0].tolist() == pytest.approx([np.sqrt(0.3)] * 5)


@pytest.mark.parametrize(
    ("start", "step", "span", "first", "last"),
    [
        ("2024-03-06", "day", 39, "2024-03-06", "2024-04-14"),
        ("2024-03-06", "week", 200, "2024-03-04", "2024-09-16"),
        ("2024-03-06", "month", 1000, "2024-03", "2026-12"),
        ("2024-03-06", "quarter", 3000, "2024-Q1", "2032-Q2"),
        ("2024-03-06", "year", 5000, "2024", "2037"),
    ],
)
def test_the_step_is_the_finest_that_fits(start: str, step: str, span: int, first: str, last: str) -> None:
    dates = days(start, np.linspace(0, span, 150).astype(int).tolist())
    found = over_time(dates, of_one([0] * 150))
    assert found.step == step
    assert len(found.labels) <= periods.MOST_PERIODS
    assert (found.labels[0], found.labels[-1]) == (first, last)
    assert found.pages.sum() == 150


def test_labels_of_months_and_quarters_run_over_the_new_year() -> None:
    dates = days("2023-11-30", [0, 5, 40, 80, 90, 100])
    assert over_time(dates, of_one([0] * 6), most=5).labels == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]
    assert over_time(dates, of_one([0] * 6), most=2).labels == ["2023-Q4", "2024-Q1"]


def test_few_pages_get_few_periods() -> None:
    spread = days("2024-03-04", [0, 7, 14, 21, 28, 35])
    found = over_time(spread, of_one([0] * 6))
    assert (found.step, found.pages.tolist()) == ("week", [1] * 6)
    many = over_time(spread * 20, of_one([0] * 120))
    assert (many.step, len(many.labels)) == ("day", 36)


def test_days_of_one_week_are_told_apart_whatever_is_allowed() -> None:
    found = over_time(days("2024-03-04", range(6)), of_one([0] * 6), most=2)
    assert (found.step, len(found.labels)) == ("day", 6)


def test_months_alone_make_the_steps_months() -> None:
    dates = [*days("2024-03-01", range(0, 30, 3)), "2024-03", "2024-04", "bad"]
    found = over_time(dates, of_one([0] * 13))
    assert (found.step, found.labels, found.outside) == ("month", ["2024-03", "2024-04"], 0)
    assert found.pages.tolist() == [11, 1]


def test_one_month_alone_among_many_days_is_left_out() -> None:
    found = over_time([*days("2024-03-01", range(10)) * 2, "2024-03"], of_one([0] * 21))
    assert (found.step, found.pages.sum(), found.outside) == ("day", 20, 1)


@pytest.mark.parametrize("stray", ["1970-01-01", "2092-03-05"])
def test_a_stray_year_does_not_stretch_the_axis(stray: str) -> None:
    dates = days("2024-03-01", range(30))
    found = over_time([*dates * 3, stray], of_one([0] * 90 + [1]))
    assert (found.labels, found.outside) == (dates, 1)
    assert found.share[:, 1].tolist() == [0.0] * 30


def test_strays_among_pages_of_one_day_leave_nothing_to_tell() -> None:
    found = over_time(["2024-03-05"] * 20 + ["1970-01-01"], of_one([0] * 21))
    assert (found.step, found.labels, found.outside) == ("", [], 21)


def test_a_slow_start_is_no_stray() -> None:
    dates = [f"{year}-06-01" for year in (2016, 2019, *[2020 + i % 5 for i in range(60)])]
    found = over_time(dates, of_one([0] * 62))
    assert (found.labels[0], found.labels[-1], found.outside) == ("2016", "2024", 0)


@pytest.mark.parametrize(
    "dates",
    [[], ["2024-03-05"], ["2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08"], [""] * 9, ["2024-03-05"] * 9],
)
def test_too_little_gives_no_periods(dates: list[str]) -> None:
    found = over_time(dates, of_one([0] * len(dates)))
    assert (found.step, found.labels, found.pages.tolist()) == ("", [], [])
    assert found.share.shape == found.error.shape == (0, 2)


def test_pages_without_weight_or_date_do_not_count() -> None:
    dates = [*days("2024-03-04", range(5)), "2024-03-04", ""]
    W = of_one([0] * 7)
    W[5] = 0.0
    assert over_time(dates, W).pages.tolist() == [1] * 5


def test_a_date_is_needed_for_each_page() -> None:
    with pytest.raises(ValueError, match="got a column of 2 rows, expected 1"):
        over_time(["2024-03-05"], of_one([0, 1]))


@given(st.permutations(range(40)))
def test_the_order_of_the_pages_does_not_show(order: list[int]) -> None:
    rng = np.random.default_rng(5)
    W = rng.random((40, 3))
    dates = [days("2023-12-20", [int(n)])[0] for n in rng.integers(0, 400, 40)]
    one, other = over_time(dates, W), over_time([dates[i] for i in order], W[order])
    assert (one.labels, one.outside) == (other.labels, other.outside)
    assert one.share.tobytes() == other.share.tobytes()
    assert one.error.tobytes() == other.error.tobytes()
