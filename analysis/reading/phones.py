"""Phones: where phone numbers stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

REGION = "CN"  # whose phone numbers need no country code
MASK = "〔电话〕"
NEAR = 20  # characters in front of a number that tell what it is

DIGITS = re.compile(r"(?:[0-9][^0-9]{0,3}){7}")
APART = '(?:号码|號碼)?[ :.、,;/或和及是为為()|"-]{0,6}'
LABEL = (
    "(?:电话|電話|手机|手機|热线|熱線|传真|傳真|座机|座機|联系方式|聯繫方式|致电|致電|拨打|撥打"
    rf"|tel(?:ephone)?|phone|mobile|fax|{MASK}){APART}"
)
LABEL_BEFORE = re.compile(f"{LABEL}$", re.IGNORECASE)
# No area code; the library knows no such number, and none with a further number behind it.
NUMBER = (
    "([0-9]{7,12}|[0-9]{3,4}[ -][0-9]{4}|0[0-9]{1,3}-[0-9]{3,4}-[0-9]{4})(?:-[0-9]{1,5})?"
    r"(?![0-9]|-[0-9]|\.[0-9])"
)
LABELLED, FURTHER = re.compile(LABEL + NUMBER, re.IGNORECASE), re.compile(APART + NUMBER)
EXTENDED = re.compile(r"(?<![0-9])\(?0[1-9][0-9]{1,2}\)?[ -]{0,2}[2-9][0-9]{6,7}-[0-9]{1,8}(?![0-9])")
EXTENSION = re.compile(rf"{MASK}(?: ?(?:转|轉|分机|分機|-|ext\.?)[ :]?[0-9]{{1,6}}(?![0-9]))+", re.IGNORECASE)

MOBILE = re.compile(r"(?:(?:00)?86)?0?1[3-9][0-9]{9}")
WITH_CODE = re.compile(r"\+.*|0[1-9].*|(?:00)?86.*|[48]00[0-9]{7}")  # of an area, a country, or for all of it
STOCK = re.compile(r"[(（][0-9]{6}[)）]")  # the code of a share, a year behind it
OTHER_BEFORE = re.compile(
    r"(?:[0-9][.,]|[¥￥$]|[a-z][/=_]|/[0-9]+/|(?:qq|群|编号|編號|单号|單號|流水号|批号|文号|证号|注册号|代码|账号|帐号"
    r"|isbn|issn|no\.?)[^0-9]{0,6})$",
    re.IGNORECASE,
)
OTHER_BEHIND = re.compile(r"\.[0-9a-z]|,[0-9]{3}|:[0-9]| ?(?:万|亿|元|美元|股|吨|人民币|公里|千瓦|%)", re.IGNORECASE)


def find_phones(line: str) -> Iterator[tuple[int, int]]:
    """Yield where phone numbers begin and end, by the rules of Google's libphonenumber and what stands around them.

    Parameters
    ----------
    line : str
        Its digits and signs in half width.
    """
    if DIGITS.search(line):
        yield from (m.span() for m in EXTENDED.finditer(line))
        yield from _valid(line)
        for m in LABELLED.finditer(line):
            yield from _listed(m)
    yield from (m.span() for m in EXTENSION.finditer(line))


def _listed(first: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the number behind a label, and those behind it, since one that is hidden is the next one's label."""
    found: re.Match[str] | None = first
    while found and not _is_date(found[1]):
        yield found.span(1)
        found = FURTHER.match(found.string, found.end())


def is_mobile(digits: str) -> bool:
    """Return whether digits are a Chinese mobile phone's number."""
    return MOBILE.fullmatch(digits) is not None


def _valid(line: str) -> Iterator[tuple[int, int]]:
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415  # its tables take a while to load; few lines need it

    for m in PhoneNumberMatcher(line, REGION):
        before, behind = line[max(0, m.start - NEAR) : m.start], line[m.end : m.end + 4]
        if STOCK.match(m.raw_string):
            continue
        if _is_meant(re.sub("[^0-9+]", "", m.raw_string), before) and not OTHER_BEHIND.match(behind):
            yield m.start, m.end


def _is_meant(digits: str, before: str) -> bool:
    """Return whether what is a valid phone number is meant as one, given what stands before it."""
    if MOBILE.fullmatch(digits) or WITH_CODE.fullmatch(digits):
        return not OTHER_BEFORE.search(before)
    return LABEL_BEFORE.search(before) is not None


def _is_date(digits: str) -> bool:
    """Return whether eight digits are a day of this century or the last."""
    if not re.fullmatch("(?:19|20)[0-9]{6}", digits):
        return False
    try:
        return bool(date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    except ValueError:
        return False
