"""Trends: how the topics' shares run over time, and which topics are those of one site."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from analysis.tfidf import FloatArray

IntArray = npt.NDArray[np.int64]
Dated = tuple[date, int]  # a day, and the place in `STEPS` of the finest step that it is known to

STEPS = ("day", "week", "month", "quarter", "year")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII)
MOST_PERIODS = 40
FEW_PERIODS = 12  # that a handful of pages may fill; a dozen of any step is two or more of the next
PAGES_A_PERIOD = 3  # on average at least, beyond a few periods: a mean of fewer is a page's, not a period's
FEWEST_PAGES = 5  # dated ones; of fewer no course can be told
COARSE_SHARE, STRAY_SHARE = 0.1, 0.05  # of pages with a date too coarse for a step; of strays at either end
PRIOR = 4  # pages' worth of trust in the spread over all periods, where one period's own spread is told
FEWEST_SITES, FEWEST_OWNED = 3, 3  # of two sites one always holds half; the site of two pages is an accident
OWNED = 2 / 3  # of a topic in one site: twice what all others hold together
LIFT = 2.0  # times the site's share of the pages; so a site of more than half of them owns no topic
CHANCE = 0.01  # that any site would hold so much if pages came from the sites at random


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


@dataclass(frozen=True, slots=True)
class Sites:
    """The topics of each site, and the sites of each topic.

    Attributes
    ----------
    sites : list of str
        Most pages first, then by name.
    pages : int array, shape (n_sites,)
    share, held : array, shape (n_sites, n_topics)
        Mean of its pages' topic shares (rows sum to one); the part of the topic that it holds (columns do).
    owner : list of str, length n_topics
        The site whose topic it is, empty for most.
    effective : array, shape (n_topics,)
        Effective number of sites: so many equal parts would be as even; 0 for a topic without weight.
    """

    sites: list[str]
    pages: IntArray
    share: FloatArray
    held: FloatArray
    owner: list[str]
    effective: FloatArray


def page_shares(W: FloatArray) -> FloatArray:
    """Return each page's weights as shares that sum to one; zeros for a page without weight."""
    total = W.sum(axis=1, keepdims=True)
    shares: FloatArray = np.divide(W, total, out=np.zeros(W.shape), where=total > 0)
    return shares


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
    mean = _sums(shares, period, n) / count
    whole = _sums(shares, np.zeros_like(period), 1) / len(shares)
    overall = _sums((shares - whole) ** 2, np.zeros_like(period), 1) / (len(shares) - 1)
    within = _sums((shares - mean[period]) ** 2, period, n)
    variance = (within + PRIOR * overall) / (count - 1 + PRIOR)
    error = np.where(pages[:, None] > 0, np.sqrt(variance / count), 0.0)
    return pages, mean, error


def _sums(values: FloatArray, group: IntArray, n: int) -> FloatArray:
    """Sum the rows of each group, exactly rounded, so that the order of the pages does not show."""
    ends = np.bincount(group, minlength=n).cumsum()
    parts = np.split(values[np.argsort(group, kind="stable")], ends[:-1])[:n]
    return np.array([[math.fsum(column) for column in part.T.tolist()] for part in parts]).reshape(n, values.shape[1])


def by_site(sites: Sequence[str], W: FloatArray) -> Sites:
    """Tell the topics of each site, and which topics are those of one site.

    Of a model's topics 30 to 50 % may follow the source of the texts, not a subject (Thompson & Mimno 2018, "Authorless
    Topic Models"). Here they are told by what one site holds of the sum of the pages' topic shares (`_owner`), and how
    far they lean to few sites by the exponential of the entropy (Jost 2006).

    Parameters
    ----------
    sites : sequence of str
        One a page; a page without a site is left out, as is one without weight.
    W : array, shape (n_pages, n_topics)

    Returns
    -------
    Sites
    """
    shares = page_shares(W)
    rows = [i for i, (site, row) in enumerate(zip(sites, shares, strict=True)) if site and row.any()]
    counted = Counter(sites[i] for i in rows)
    names = sorted(counted, key=lambda site: (-counted[site], site))
    place = {site: i for i, site in enumerate(names)}
    pages = np.array([counted[site] for site in names], np.int64)
    sums = _sums(shares[rows], np.array([place[sites[i]] for i in rows], np.int64), len(names))
    held = np.divide(sums, sums.sum(axis=0), out=np.zeros_like(sums), where=sums.sum(axis=0) > 0)
    logs = np.log(held, out=np.zeros_like(held), where=held > 0)
    effective = np.where(sums.any(axis=0), np.exp(-(held * logs).sum(axis=0)), 0.0)
    owner = [_owner(names, pages, h, pages_worth(s)) for h, s in zip(held.T, shares[rows].T, strict=True)]
    return Sites(names, pages, sums / pages[:, None], held, owner, effective)


def pages_worth(shares: FloatArray) -> float:
    """Return as how many pages of nothing else a topic counts, given its share of each page (Kish 1965)."""
    squares = math.fsum((shares**2).tolist())
    return math.fsum(shares.tolist()) ** 2 / squares if squares else 0.0


def _owner(sites: Sequence[str], pages: IntArray, held: FloatArray, worth: float) -> str:
    """Return the site that owns a topic, given its pages and the part that each site holds; empty when none does.

    The owner holds most of the topic (`OWNED`), far more than its share of the pages (`LIFT`), and more than chance
    gives: so many pages drawn at random hardly give any site so much (Chernoff's bound, ``exp(-worth * divergence)``).
    """
    if len(sites) < FEWEST_SITES or worth < FEWEST_OWNED:
        return ""
    top = int(held.argmax())
    h, p = float(held[top]), float(pages[top] / pages.sum())
    if h < max(OWNED, LIFT * p):
        return ""
    divergence = h * math.log(h / p) + (0.0 if h >= 1 else (1 - h) * math.log((1 - h) / (1 - p)))
    return sites[top] if worth * divergence >= math.log(len(sites) / CHANCE) else ""
