"""Decoding: the bytes of a Chinese page to text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding

from analysis.reading.limits import UnreadableError

BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The names that detectors and pages use, and the table that decodes all of what they mean. Others are not believed.
TABLES = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("hz-gb-2312", "hz"), "hz"),
}
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
USUAL = re.compile(r"[\n\r\t -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—·]")
HAN = re.compile("[\u3400-\u9fff]")
ASCII = bytes(range(128))
LEAST_UNSCRAMBLED, MOSTLY = 2, 0.6  # Han characters found, and the share of the bytes they must account for
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))


def decode(raw: bytes, html: bool = False) -> tuple[str, str]:
    """Decode the bytes of a Chinese page.

    The order is: byte order mark, strict UTF-8, UTF-16 without a mark, UTF-8 with a few broken bytes, the page's own
    declaration (HTML), resiliparse's detector, GB18030, Big5. A few broken bytes become U+FFFD; bytes that hold no
    text raise.

    Returns
    -------
    text, encoding : str, str

    Raises
    ------
    UnreadableError
        For binary content.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding
    if _nearly_utf8(raw):
        return raw.decode("utf-8", "replace"), "utf-8"
    for encoding in _candidates(raw, html):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if len(raw.translate(None, CONTROL)) < 0.98 * len(raw):
        raise UnreadableError("binary", "")
    tables = ("utf-8", "gb18030", "big5hkscs")
    best, encoding = min(((raw.decode(e, "replace"), e) for e in tables), key=lambda t: t[0].count("\ufffd"))
    if best.count("\ufffd") > 0.2 * len(best):
        raise UnreadableError("encoding", encoding)
    return best, encoding


def _candidates(raw: bytes, html: bool) -> Iterator[str]:
    """Yield the encodings that the bytes may have, the surest first; none for what looks binary."""
    if raw.count(0) <= max(1, 0.01 * len(raw)):
        yield "utf-8"
    if 0 in raw:
        sixteen = max(("utf-16-le", "utf-16-be"), key=lambda e: _usual_share(raw, e))
        if _usual_share(raw, sixteen) > 0.7:
            yield sixteen
        return
    declared = DECLARED.search(raw[:4096]) if html else None
    guessed = [declared[1].decode("ascii").lower()] if declared else []
    guessed.append(detect_encoding(raw))
    yield from (TABLES[name] for name in guessed if name in TABLES)
    yield from ("gb18030", "big5hkscs")


def _usual_share(raw: bytes, encoding: str) -> float:
    """Return the share of characters that Chinese text is made of, read in an encoding."""
    text = raw[:20_000].decode(encoding, "replace")
    return len(USUAL.findall(text)) / max(1, len(text))


def _nearly_utf8(raw: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: other encodings hardly ever form its sequences by chance."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken > 0 and 5 * broken <= sum(c > "\u07ff" for c in text) - broken


def unscrambled(line: str) -> str:
    """Read a line again that is UTF-8 once decoded as GBK (涓浗 for 中国); any other line comes back as it is.

    What was lost on the way becomes U+FFFD. GBK bytes of true Chinese hardly ever form the three-byte sequences of
    UTF-8, so a line that yields them in most of its length was scrambled.
    """
    raw = line.encode("gb18030", "replace")
    again = raw.decode("utf-8", "replace")
    found = HAN.findall(again)
    wide = len(raw.translate(None, ASCII))
    return again if len(found) >= LEAST_UNSCRAMBLED and 3 * len(found) >= MOSTLY * wide else line
