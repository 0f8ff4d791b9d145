"""Masks: numbers and addresses by which a person is found or paid, hidden behind the name of what they are.

Hand-written but for phones: python-stdnum (LGPL) and email-validator check what is at hand and find nothing in text,
and presidio, which does, needs a language model; the check sums are a line each.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from analysis.reading import phones

MASKS = {
    "email": "〔邮箱〕",
    "identity": "〔身份证号〕",
    "card": "〔银行卡号〕",
    "phone": phones.MASK,
    "plate": "〔车牌〕",
}
MASK = re.compile("|".join(map(re.escape, MASKS.values())))
# One character for one, so that places stay.
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
NARROW |= {0x3000: " ", 0xA0: " ", 0xFE6B: "@", 0xFE30: ":"}
# What most lines have not; it is looked for before anything else.
MAYBE = re.compile(r"(?:[0-9０-９][^0-9０-９]{0,3}){3}|[@＠﹫]|[a-z0-9ａ-ｚ０-９][#＃]|at|&#", re.IGNORECASE)

SIGN = r"(?:@|&#0*64;|&#x0*40;|&commat;)"
BOX_AT = r" ?[(\[{<〔【] ?(?:at|@) ?[)\]}>〕】] ?"
BOX_DOT = r" ?[(\[{<〔【] ?(?:dot|\.) ?[)\]}>〕】] ?"
USER = r"[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_])?"
HOST = rf"[a-z0-9-]+(?:(?:\.|{BOX_DOT})[a-z0-9-]+){{0,4}}(?:\.|{BOX_DOT})(?!(?:png|jpe?g|gif|webp|svg)\b)[a-z]{{2,}}"
EMAIL_SIGN = re.compile(rf"{SIGN}|[a-z0-9]#|{BOX_AT}| at [a-z0-9-]+ dot ", re.IGNORECASE)
EMAIL = re.compile(
    rf"(?<![a-z0-9._%+-])(?:{USER}(?:{SIGN}| @ |{BOX_AT}){HOST}"
    rf"|{USER} at [a-z0-9-]+(?: dot [a-z0-9-]+)+"
    rf"|(?<!/){USER}#(?:[a-z0-9-]+\.)+(?:com|cn|net|org))(?![a-z])",
    re.IGNORECASE,
)

IDENTITY = re.compile(r"(?<![0-9a-z.])[1-8][0-9]{5}([ -]?)[0-9]{8}\1[0-9]{3}[0-9x](?![0-9a-z])", re.IGNORECASE)
OLD_IDENTITY = re.compile(
    r"(?:身份证|身份證|身份号|身份號|证件|證件)[^0-9]{0,12}([1-8][0-9]{14})(?![0-9a-z])", re.IGNORECASE
)
ORDER = "10X98765432"  # of check digits (GB 11643, ISO 7064 MOD 11-2)

GROUPED = r"[0-9]{4}([ -])[0-9]{4}(?:\2[0-9]{4}){2}(?:\2[0-9]{1,3})?|[0-9]{6}[ -][0-9]{13}"
CARD = re.compile(rf"(?<![0-9a-z./=_?&%-])([0-9]{{15,19}}|{GROUPED})(?![0-9a-z]|\.[0-9])", re.IGNORECASE)
CHINESE_CARD = re.compile(r"62[0-9]{14,17}|9558[0-9]{15}")
ANY_CARD = re.compile(r"(?:4|5[1-5]|2[2-7]|35|60|65)[0-9]{14,17}|3[47][0-9]{13}")
CARD_NEAR = re.compile(r"卡|账|帐|賬|帳|银行|銀行|visa|master|card|account", re.IGNORECASE)

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
NAMES = ("北京", "南京", "东京", "天津", "江苏", "四川", "西藏", "辽宁", "南宁", "西宁", "最新", "全新", "创新")
NO_NAME = "".join(f"(?<!{name[0]}(?={name[1]}))" for name in NAMES)
PLATE = re.compile(
    rf"{NO_NAME}[{PROVINCES}] ?[A-HJ-Z][ ·•・.-]?(?=(?:[A-Z]{{0,5}}[0-9]){{3}})"
    r"(?:[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[学警挂港澳领試试超]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
    r"(?![A-Z0-9])",
    re.IGNORECASE,
)
DIGITS = tuple("0123456789")
ROUNDS = 20  # in which a number shows for a phone's beside the mask of another; a list may be longer
LONG_NUMBER = re.compile("[0-9０-９]{7,}")  # what is left to hide then, to be safe
WRAPPED = 20  # characters of a line from which a number may go on in the next, as in typeset text


class Private(NamedTuple):
    """A number or address in a text: its kind (a key of `MASKS`), and where it begins and ends."""

    kind: str
    start: int
    stop: int


def mask_text(text: str) -> str:
    r"""Hide the phone, identity and bank-card numbers, e-mail addresses and vehicle plates of a text.

    Each becomes the name of its kind in tortoise-shell brackets, such as 〔电话〕. What is masked stays as it is when
    it is masked again, and lines stay lines.

    Parameters
    ----------
    text : str
        Its lines end with ``\n``.

    Notes
    -----
    Phone numbers: those that phonenumbers holds for valid (mobile, with area code, 400 and 800, with or without the
    country's code), and seven to twelve digits behind a word such as 电话. Identity numbers: 18 digits with a date and
    the right check digit (GB 11643), 15 behind a word such as 身份证. Cards: the right sum (Luhn) and a first part that
    banks have; those not of China's banks where they are grouped or a word such as 卡 stands before. Short numbers for
    everybody (110, 12345, 95588) stay.
    """
    return "\n".join(mask_lines(text.split("\n")))


def mask_lines(lines: Sequence[str]) -> list[str]:
    """Mask the lines of a page; a number that is broken between two of them is masked in both."""
    masked = list(map(_masked, lines))
    for i, (line, behind) in enumerate(pairwise(lines)):
        for kind, left, right in _broken(line, behind):
            head, tail = masked[i].rstrip(), masked[i + 1].lstrip()
            if head.endswith((left, MASKS[kind])) and tail.startswith(right):
                masked[i] = head.removesuffix(left).removesuffix(MASKS[kind]) + MASKS[kind]
                masked[i + 1] = MASKS[kind] + tail.removeprefix(right)
    return masked


def masked_value(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Mask the texts of a field of a record, and a number that is nothing but a phone's, a card's or a person's."""
    if isinstance(value, str):
        return mask_text(value)
    if isinstance(value, list):
        return [masked_value(one) for one in value]
    if isinstance(value, dict):
        return {name: masked_value(one) for name, one in value.items()}
    if isinstance(value, int) and _masked(str(value)) in MASKS.values():
        return _masked(str(value))
    return value


def without_masks(text: str) -> str:
    """Return text with a blank in place of each mask: their names are no words of the page."""
    return MASK.sub(" ", text)


def count_masks(texts: Iterable[str]) -> int:
    """Return how many masks stand in some texts."""
    return sum(len(MASK.findall(text)) for text in texts)


def find_private(text: str) -> list[Private]:
    """Return what is to be masked in a line, in its order; of what overlaps the kind that `MASKS` has first."""
    if not MAYBE.search(text):
        return []
    flat = text.translate(NARROW)
    found: list[Private] = []
    for one in _all(flat):
        place = bisect(found, one.start, key=lambda other: other.start)
        if not any(one.start < other.stop and other.start < one.stop for other in found[max(0, place - 1) : place + 1]):
            found.insert(place, one)
    return found


def _masked(line: str) -> str:
    """Mask a line until nothing is left to mask: some numbers show for what they are beside a mask alone."""
    for _ in range(ROUNDS):
        if not (found := find_private(line)):
            return line
        line = _hidden(line, found)
    return _hidden(line, [Private("phone", *m.span()) for m in LONG_NUMBER.finditer(line)])


def _hidden(line: str, found: Iterable[Private]) -> str:
    """Put masks in the place of what was found."""
    parts, done = list[str](), 0
    for one in found:
        parts += [line[done : one.start], MASKS[one.kind]]
        done = one.stop
    return "".join([*parts, line[done:]])


def _all(flat: str) -> Iterator[Private]:
    if EMAIL_SIGN.search(flat):
        yield from (Private("email", *m.span()) for m in EMAIL.finditer(flat))
    if phones.DIGITS.search(flat):
        yield from _identities(flat)
        yield from _cards(flat)
    yield from (Private("phone", *span) for span in phones.find_phones(flat))
    yield from (Private("plate", *m.span()) for m in PLATE.finditer(flat))


def _identities(flat: str) -> Iterator[Private]:
    for m in IDENTITY.finditer(flat):
        digits = re.sub("[ -]", "", m[0]).upper()
        total = sum(int(digit) * 2 ** (17 - i) for i, digit in enumerate(digits[:17]))
        if _is_birthday(digits[6:14]) and ORDER[total % 11] == digits[17]:
            yield Private("identity", *m.span())
    yield from (Private("identity", *m.span(1)) for m in OLD_IDENTITY.finditer(flat) if _is_birthday("19" + m[1][6:12]))


def _is_birthday(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def _cards(flat: str) -> Iterator[Private]:
    for m in CARD.finditer(flat):
        digits = re.sub("[ -]", "", m[0])
        told = m[0] != digits or CARD_NEAR.search(flat[max(0, m.start() - phones.NEAR) : m.start()])
        if _luhn(digits) and (CHINESE_CARD.fullmatch(digits) or (told and ANY_CARD.fullmatch(digits))):
            yield Private("card", *m.span())


def _luhn(digits: str) -> bool:
    """Return whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    return sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(reversed(digits))) % 10 == 0


def _broken(line: str, behind: str) -> Iterator[tuple[str, str, str]]:
    """Yield the kind and both parts of a number that is broken between two lines."""
    if len(line) < WRAPPED or not line.rstrip().endswith(DIGITS):  # nearly all
        return
    left, right = re.search("(?<![0-9])[0-9]+$", line.rstrip()), re.match("[0-9]+[xX]?", behind.lstrip())
    if left and right:
        whole = left[0] + right[0]
        for one in find_private(whole):
            if (one.start, one.stop) == (0, len(whole)) and (one.kind != "phone" or phones.is_mobile(whole)):
                yield one.kind, left[0], right[0]
