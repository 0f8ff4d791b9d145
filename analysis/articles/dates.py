"""Dates: the day on which a page's article was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone

from analysis.articles.places import FoldedLine, Places, signed
from analysis.reading.characters import NOT_WORD

# All patterns match folded text: half width, lower case, Simplified script.
YEAR = r"(?P<y>(?:19|20)\d\d)"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = rf"(?P<m>{'|'.join(MONTHS)})[a-z]*\.?"
DATES = [
    re.compile(pattern)
    for pattern in (
        # a clock may be glued to the day
        rf"(?<!\d){YEAR}\s?[-年/.]\s?(?P<m>\d{{1,2}})\s?[-月/.]\s?(?P<d>\d{{1,2}})(?:(?!\d)|(?=\d\d:\d))",
        rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s){YEAR}(?!\d|(?P=s))",
        rf"(?<![a-z]){MONTH}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s?{YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s{MONTH},?\s{YEAR}(?!\d)",
    )
]
NUMERALS = "〇一二三四五六七八九十"
HAN_DATE = re.compile(rf"([{NUMERALS[:10]}零○]{{4}})年([{NUMERALS}]{{1,3}})月([{NUMERALS}]{{1,3}})(?=[日号])")
MONTH_ALONE = re.compile(rf"{YEAR}年(?P<m>\d{{1,2}})月")
LABEL = re.compile(r"(?:(?<!更新)(?:时间|日期)|发[布表]于?|刊[登发]于?|posted|published|date)[^\w]{0,4}$")
NOT_ITS_OWN = re.compile(r"注册|加入|建立|成立|创建|登录|编辑于|回复|截至|截止|版权|copyright|©")
PUBLISHED = re.compile(r"发布(?:时间|日期)[^\w]{0,4}$")  # where others tell when a document was signed or received
NO_LABEL = re.compile("")
SECONDS = re.compile(r"(1\d{9})(?:\d{3})?")  # since 1970, perhaps in thousandths
DAY_IN_DIGITS = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?=$|\D|\d{6}$)")
CHINA = timezone(timedelta(hours=8))
NEXT = 4  # lines of metadata behind the first text
LABEL_REACH = 12  # characters before a date in which its label stands
BESIDE = 16  # letters that may stand beside a date in a line of text that is no more than a date
STOPS = re.compile(r"[,。!?]")
DATELINE = re.compile(r"日?[^,。]{0,8}?(?:电|讯|消息|报道)")


def publication_date(places: Places) -> str:
    """Return the day of publication as ``YYYY-MM-DD``, ``YYYY-MM`` where no more is told, or an empty string."""
    alone = [line for line in (*places.first, *signed(places.last)) if _is_date(line)]
    ways = (
        _dates(places.head, PUBLISHED),
        _dates(places.tail[:NEXT], PUBLISHED),
        _dates(places.head, LABEL),
        _dates(places.head),
        _dates(places.tail, LABEL),
        _dates(alone),
        _dates(places.tail),
        _dates(places.near),
        _months([*places.head, *places.tail]),
    )
    return next((day for way in ways for day in way), "")


def stated_day(text: str) -> str:
    """Return the day that a field of a record states, as `publication_date` does, an empty string where it is none."""
    line = FoldedLine.of(text)
    if found := SECONDS.fullmatch(line.flat):
        return datetime.fromtimestamp(int(found[1]), CHINA).date().isoformat()
    flat = DAY_IN_DIGITS.sub(r"\1-\2-\3 ", line.flat)
    days = _dates([FoldedLine(flat, flat)])
    return next(days, "") or next(_months([line]), "")


def _dates(lines: Iterable[FoldedLine], label: re.Pattern[str] = NO_LABEL) -> Iterator[str]:
    """Yield the dates in lines; no days on which somebody joined or somebody answered."""
    for line in lines:
        flat = HAN_DATE.sub(_in_digits, line.flat)
        found = sorted((m for pattern in DATES for m in pattern.finditer(flat)), key=lambda m: m.start())
        for match in found:
            before = flat[max(0, match.start() - LABEL_REACH) : match.start()]
            if not NOT_ITS_OWN.search(before) and label.search(before) and (day := _iso(match)):
                yield day


def _iso(found: re.Match[str]) -> str:
    part = found.groupdict()
    month, day = part.get("m"), part.get("d")
    if not month or not day:
        month, day = _month_first(part["a"], part["b"], part["s"])
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    try:
        return date(int(part["y"]), number, int(day)).isoformat()
    except ValueError:
        return ""


def _month_first(one: str, other: str, sign: str) -> tuple[str, str]:
    """Order day and month where the year comes last.

    A slash between numbers without leading zeros is the American short form; other ways of writing have the day first.
    """
    american = sign == "/" and min(len(one), len(other)) == 1 and not (one + "/" + other).startswith("0")
    if int(other) > 12 or (american and int(one) <= 12):
        return one, other
    return other, one


def _in_digits(found: re.Match[str]) -> str:
    """Write a date of Chinese numerals in digits."""
    year = "".join(str(max(0, NUMERALS.find(c))) for c in found[1])
    return f"{year}年{_number(found[2])}月{_number(found[3])}"


def _number(han: str) -> int:
    """Read a numeral of up to two digits."""
    tens, ten, ones = han.rpartition("十")
    return 10 * (NUMERALS.find(tens or "一") if ten else 0) + (NUMERALS.find(ones) if ones else 0)


def _months(lines: Iterable[FoldedLine]) -> Iterator[str]:
    for line in lines:
        if (found := MONTH_ALONE.search(line.flat)) and 1 <= int(found["m"]) <= 12:
            yield f"{found['y']}-{int(found['m']):02}"


def _is_date(line: FoldedLine) -> bool:
    """Tell whether a line of text is a date, or begins with one in a dateline."""
    flat = HAN_DATE.sub(_in_digits, line.flat)
    for found in filter(None, (pattern.search(flat) for pattern in DATES)):
        before, behind = flat[: found.start()], flat[found.end() :]
        alone = not STOPS.search(before + behind) and len(NOT_WORD.sub("", before + behind)) <= BESIDE
        if alone or (len(before) <= BESIDE and not STOPS.search(before) and DATELINE.match(behind)):
            return True
    return False
