"""Periods: how the topics' shares run over time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.arrays import Columns, FloatArray, IntArray, any_above, exact_sums
from analysis.topics.nmf import page_shares

Dated = tuple[date, int]  # a day, and the place in `STEPS` of the finest step that it is known to
STEPS = ("day", "week", "month", "quarter", "year")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII)
MOST_PERIODS = 40
FEW_PERIODS = 12  # that a handful of pages may fill; a dozen of any step is two or more of the next
PAGES_A_PERIOD = 3  # on average at least, beyond a few periods: a mean of fewer is a page's, not a period's
FEWEST_PAGES = 5  # dated ones; of fewer no course can be told
COARSE_SHARE, STRAY_SHARE = 0.1, 0.05  # of pages with a date too coarse for a step; of strays at either end
PRIOR = 4  # pages' worth of trust in the spread over all periods, where one period's own spread is told


@dataclass(frozen=True, slots=True)
class Periods:
    """The topics' shares over time; without periods when there is too little to tell.

    Attributes
    ----------
    step : str
        One of `STEPS`; empty without periods.
    labels : list of str
        In a row without gaps: ``2024-03-05`` (also for the week of that Monday), ``2024-03``, ``2024-Q1``, ``2024``.
    pages : int array, shape (n_periods,)
    share, error : array, shape (n_periods, n_topics)
        Mean of the pages' topic shares and its standard error; zeros in a period without pages.
    outside : int
        Dated pages that stand in no period: strays, and dates too coarse for the step.
    """

    step: str
    labels: list[str]
    pages: IntArray
    share: FloatArray
    error: FloatArray
    outside: int


def read_date(text: str) -> Dated | None:
    """Read ``2024-03-05`` (a time may follow), ``2024-03`` or ``2024``; anything else is no date."""
    found = DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = found.groups()
    finest = "day" if day else "month" if month else "year"
    try:
        return date(int(year), int(month or 1), int(day or 1)), STEPS.index(finest)
    except ValueError:  # 30 February
        return None


def over_time(dates: Sequence[str], W: FloatArray, most: int = MOST_PERIODS) -> Periods:
    """Cut time into periods as `shares_over_time` does, from weights of shape (n_pages, n_topics)."""
    return shares_over_time(dates, page_shares(W).T, most)


def shares_over_time(dates: Sequence[str], shares: Columns, most: int = MOST_PERIODS) -> Periods:
    """Cut the time that the pages span into periods, and tell each topic's share in each.

    The step is the finest that gives ``most`` periods or fewer, with `PAGES_A_PERIOD` pages on average (or
    `FEW_PERIODS` in all); where none does, the coarsest that tells two apart. Strays are left out (`_without_strays`).

    Parameters
    ----------
    dates : sequence of str
        For `read_date`; a page without a date is left out, as is one without weight.
    shares : sequence of arrays of shape (n_pages,)
        Of each page for each topic (`page_shares`).
    most : int

    Returns
    -------
    Periods
        None with fewer than `FEWEST_PAGES` dated pages or two periods.

    Raises
    ------
    ValueError
        When there are more or fewer dates than rows.
    """
    day, known = _days(dates)
    dated = np.flatnonzero((day > 0) & any_above(shares, len(dates)))
    near = _without_strays(dated, day) if len(dated) >= FEWEST_PAGES else dated[:0]
    step, rows, number = _place(near, day, known, min(most, max(FEW_PERIODS, len(near) // PAGES_A_PERIOD)))
    if not step:
        empty = np.zeros((0, len(shares)))
        return Periods("", [], np.zeros(0, np.int64), empty, empty, len(dated))
    numbers = range(int(number.min()), int(number.max()) + 1)
    pages, share, error = _means(shares, rows, number - numbers[0], len(numbers))
    return Periods(step, [_label(step, n) for n in numbers], pages, share, error, len(dated) - len(rows))


def _days(dates: Sequence[str]) -> tuple[IntArray, IntArray]:
    """Return the day of each date, counted from the year 1 on, 0 for none, and how finely it is known."""
    read = {text: read_date(text) for text in set(dates)}
    found = {text: (known[0].toordinal(), known[1]) if known else (0, 0) for text, known in read.items()}
    day, fineness = (np.fromiter((found[text][i] for text in dates), np.int64, len(dates)) for i in (0, 1))
    return day, fineness


def _without_strays(dated: IntArray, day: IntArray) -> IntArray:
    """Leave out pages far from all others: a clock at 1970, the day a firm was founded, a year mistyped.

    The time between the outer twentieths of the pages (one page at least) is sure; a page further from it than it is
    long (or than `MOST_PERIODS` days) is a stray. So nine pages in ten fill a third of the axis; a slow start stays.
    """
    days = np.sort(day[dated])
    cut = max(1, int(STRAY_SHARE * len(days)))
    low, high = days[cut], days[-1 - cut]
    reach = max(high - low, MOST_PERIODS)
    near: IntArray = dated[(low - reach <= day[dated]) & (day[dated] <= high + reach)]
    return near


def _place(pages: IntArray, day: IntArray, known: IntArray, most: int) -> tuple[str, IntArray, IntArray]:
    """Choose the step, if any; return it, the pages whose date is fine enough for it, and the numbers of their periods.

    Parameters
    ----------
    pages : int array, shape (n,)
    day, known : int arrays
        Of all pages, of `_days`.
    most : int
        Periods.
    """
    chosen = "", pages[:0], pages[:0]
    for fineness, step in enumerate(STEPS):
        rows = pages[known[pages] <= fineness]
        days, which = np.unique(day[rows], return_inverse=True)
        numbers = np.array([_number(step, date.fromordinal(d)) for d in days.tolist()], np.int64)
        if len(np.unique(numbers)) < 2 or len(rows) < (1 - COARSE_SHARE) * len(pages):
            continue
        chosen = step, rows, numbers[which]
        if numbers[-1] - numbers[0] < most:
            break
    return chosen


def _number(step: str, day: date) -> int:
    """Return the number of the period that a day lies in; periods in a row have numbers in a row."""
    month = 12 * day.year + day.month - 1
    days = day.toordinal()  # day 1 is a Monday
    return {"day": days, "week": (days - 1) // 7, "month": month, "quarter": month // 3, "year": day.year}[step]


def _label(step: str, number: int) -> str:
    """Name a period by its number."""
    if step in ("day", "week"):
        return date.fromordinal(number if step == "day" else 7 * number + 1).isoformat()
    year, part = divmod(number, {"month": 12, "quarter": 4, "year": 1}[step])
    return f"{year:04d}" + {"month": f"-{part + 1:02d}", "quarter": f"-Q{part + 1}", "year": ""}[step]


def _means(shares: Columns, rows: IntArray, period: IntArray, n: int) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the pages of each period, of some rows, the mean of their shares and its standard error.

    A period's variance is moderated by that of all pages (as in Smyth 2004): two pages that agree make no sure mean.
    """
    pages = np.bincount(period, minlength=n)
    count = np.maximum(1, pages)[:, None]
    mean = exact_sums((share[rows] for share in shares), period, n) / count
    one = np.zeros_like(period)
    whole = exact_sums((share[rows] for share in shares), one, 1) / len(rows)
    apart = (np.square(share[rows] - mid) for share, mid in zip(shares, whole[0], strict=True))
    overall = exact_sums(apart, one, 1) / (len(rows) - 1)
    apart = (np.square(share[rows] - mids[period]) for share, mids in zip(shares, mean.T, strict=True))
    within = exact_sums(apart, period, n)
    variance = (within + PRIOR * overall) / (count - 1 + PRIOR)
    error = np.where(pages[:, None] > 0, np.sqrt(variance / count), 0.0)
    return pages, mean, error
