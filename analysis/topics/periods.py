"""Periods: how the topics' shares run over time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.arrays import FloatArray, IntArray, exact_sums
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
    """Cut the time that the pages span into periods, and tell each topic's share in each.

    The step is the finest that gives ``most`` periods or fewer, with `PAGES_A_PERIOD` pages on average (or
    `FEW_PERIODS` in all); where none does, the coarsest that tells two apart. Strays are left out (`_without_strays`).

    Parameters
    ----------
    dates : sequence of str
        For `read_date`; a page without a date is left out, as is one without weight.
    W : array, shape (n_pages, n_topics)
    most : int

    Returns
    -------
    Periods
        None with fewer than `FEWEST_PAGES` dated pages or two periods.
    """
    shares = page_shares(W)
    pairs = enumerate(zip(dates, shares, strict=True))
    dated = {i: found for i, (text, row) in pairs if row.any() and (found := read_date(text))}
    near = _without_strays(dated) if len(dated) >= FEWEST_PAGES else {}
    step, place = _place(near, min(most, max(FEW_PERIODS, len(near) // PAGES_A_PERIOD)))
    if not place:
        empty = np.zeros((0, W.shape[1]))
        return Periods("", [], np.zeros(0, np.int64), empty, empty, len(dated))
    numbers = range(min(place.values()), max(place.values()) + 1)
    period = np.array(list(place.values()), np.int64) - numbers[0]
    pages, share, error = _means(shares[list(place)], period, len(numbers))
    return Periods(step, [_label(step, n) for n in numbers], pages, share, error, len(dated) - len(place))


def _without_strays(dated: dict[int, Dated]) -> dict[int, Dated]:
    """Leave out pages far from all others: a clock at 1970, the day a firm was founded, a year mistyped.

    The time between the outer twentieths of the pages (one page at least) is sure; a page further from it than it is
    long (or than `MOST_PERIODS` days) is a stray. So nine pages in ten fill a third of the axis; a slow start stays.
    """
    days = sorted(day.toordinal() for day, _ in dated.values())
    cut = max(1, int(STRAY_SHARE * len(days)))
    low, high = days[cut], days[-1 - cut]
    reach = max(high - low, MOST_PERIODS)
    return {i: found for i, found in dated.items() if low - reach <= found[0].toordinal() <= high + reach}


def _place(dated: dict[int, Dated], most: int) -> tuple[str, dict[int, int]]:
    """Choose the step; return it and the number of each page's period, without the pages known too coarsely for it."""
    chosen: tuple[str, dict[int, int]] = "", {}
    for fineness, step in enumerate(STEPS):
        place = {i: _number(step, day) for i, (day, known) in dated.items() if known <= fineness}
        if len(set(place.values())) < 2 or len(place) < (1 - COARSE_SHARE) * len(dated):
            continue
        chosen = step, place
        if max(place.values()) - min(place.values()) < most:
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


def _means(shares: FloatArray, period: IntArray, n: int) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the pages of each period, the mean of their shares and its standard error.

    A period's variance is moderated by that of all pages (as in Smyth 2004): two pages that agree make no sure mean.
    """
    pages = np.bincount(period, minlength=n)
    count = np.maximum(1, pages)[:, None]
    mean = exact_sums(shares, period, n) / count
    whole = exact_sums(shares, np.zeros_like(period), 1) / len(shares)
    overall = exact_sums((shares - whole) ** 2, np.zeros_like(period), 1) / (len(shares) - 1)
    within = exact_sums((shares - mean[period]) ** 2, period, n)
    variance = (within + PRIOR * overall) / (count - 1 + PRIOR)
    error = np.where(pages[:, None] > 0, np.sqrt(variance / count), 0.0)
    return pages, mean, error
