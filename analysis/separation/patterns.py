"""Patterns: what a line's form shares with others of its page: its shape, a number that counts on, a label, a tool."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray, IntArray
from analysis.separation.form import SPACES

MOST = 120  # characters of a line that are looked at
MOST_SHAPE = 14  # classes of characters of a line that make its shape
END = 0xFFFFFFFF  # the class of the end of a line
MIX = np.uint64(0x9E3779B97F4A7C15)  # its powers make a shape a number of 64 bits
# All patterns match folded text. What Han numerals count, digits count.
NUMERALS = "一二三四五六七八九十"
ORDINAL = re.compile(rf"第[\d{NUMERALS}百]+|^[(\[【]?[{NUMERALS}]{{1,3}}(?=[、.)\]】])")
CLASSES = (
    ("9", "0", "9"),
    ("a", "a", "z"),
    ("汉", "\u3400", "\u9fff"),
    ("汉", "\uf900", "\ufaff"),
)
STEP = re.compile(
    rf"(?P<open>[(\[【<]?)(?P<rank>第?)(?:(?P<digits>\d{{1,3}})|(?P<han>[{NUMERALS}]{{1,3}}))"
    r"(?P<close>[、)\]】>:]|\.(?!\d)|(?:场|章|节|条|届|名|题|步|天|页|部分|讲|期|回|单元|课|组|轮|\s)|$)"
)
MOMENT = re.compile(r"[(\[【]?(?:(?:(?:19|20)\d\d[-年/.])?(\d{1,2})[-月/.](\d{1,2})日?\s*)?(?:(\d{1,2}):(\d\d))?")
LABEL = re.compile(r"(?:[·•●■◆▪※*-]\s*)?([^\s\d:,。;!?()]{1,10})\s?:(?!//)|(【[^】]{1,10}】)|(\[[^\]\d]{1,10}\])")
TOOL = re.compile(
    r"(?:回复|回应|引用|举报|支持|反对|点?赞|踩|顶)\s*"
    r"(?:[(\[:]?\s*\d+|\s(?:回复|引用|举报|支持|反对|点?赞|踩|顶)|ta\b|该楼|此楼)"
    r"|\d+\s*(?:秒|分钟|小时|天|个?月|周|年)之?前|(?:^|\D)\d{1,4}\s?(?:楼|#|f)(?:\s|$)|^#\s?\d{1,4}\b"
    r"|沙发|板凳|地板|# ?re:|(?:发表|发布|回复|评论)[于在]|只看(?:该|此|楼)|楼主|^回复$|^引用$|^举报$"
    r"|^(?:网友|游客|匿名)|\d\s*条?回复|来自.{0,8}(?:客户端|网友|手机)"
)
MOST_TOOL = 40  # characters of a line that may be a tool's
EXCLAIMED = re.compile("[!~★☆▲▼↓↑→♥❤✨👇]")


@cache
def _classes() -> npt.NDArray[np.uint32]:
    """Give every code point the mark of its class; one of no class is its own."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for mark, low, high in CLASSES:
        table[ord(low) : ord(high) + 1] = ord(mark)
    table[[ord(space) for space in SPACES]] = ord(" ")
    return table


def shapes_of(folded: Sequence[str]) -> tuple[IntArray, FloatArray]:
    """Compare the shapes of lines: their classes of characters in turn, lengths aside, the first `MOST_SHAPE` of them.

    Returns
    -------
    shape : int array, shape (n_lines,)
        Equal for lines of one shape.
    runs : array, shape (n_lines,)
        How many classes follow each other in it.
    """
    texts = [ORDINAL.sub("9", text[:MOST]) + "\n" for text in folded]
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum([len(text) for text in texts])
    kinds = _classes()[codes]
    kinds[ends - 1] = END
    point = (codes == ord(",")) | (codes == ord("."))
    latest = np.maximum.accumulate(np.where(point, 0, np.arange(len(codes))))
    kinds[point & (kinds[latest] == ord("9"))] = ord("9")  # the points of a number are its own
    new = np.append(True, kinds[1:] != kinds[:-1])
    line = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=0))[new]
    place = np.arange(len(line)) - np.searchsorted(line, np.arange(len(texts)))[line]
    told = (kinds[new] != END) & (place < MOST_SHAPE)
    powers = np.cumprod(np.full(MOST_SHAPE, MIX, np.uint64))
    mixed = kinds[new][told].astype(np.uint64) * powers[place[told]]
    sums = np.zeros(len(texts), np.uint64)
    np.add.at(sums, line[told], mixed)
    return np.unique(sums, return_inverse=True)[1].ravel(), np.bincount(line[told], minlength=len(texts)).astype(float)


def number_of(han: str) -> int:
    """Return the number that Han numerals below a hundred write, 0 where they write none.

    By hand: what libraries offer (cn2an) is for amounts in running text, and an import of its own.
    """
    tens, ten, ones = han.partition("十")
    if not ten:
        tens, ones = "", han
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    digit = " " + NUMERALS
    return (10 * max(1, digit.index(tens or " ")) if ten else 0) + digit.index(ones or " ")


@dataclass(frozen=True, slots=True)
class Signs:
    """What the patterns find in some lines.

    Attributes
    ----------
    shape, style, label : int arrays, shape (n_lines,)
        Numbers of the line's shape, of the way its counting is written and of its label; -1 for none.
    step, moment : int arrays, shape (n_lines,)
        The number and the time in minutes that it starts with; -1 for none.
    runs : array, shape (n_lines,)
        How many classes of characters its shape has.
    tool, exclaimed : arrays, shape (n_lines,)
        Whether it reads like a tool of a discussion; the number of its marks of exclamation.
    """

    shape: IntArray
    style: IntArray
    label: IntArray
    step: IntArray
    moment: IntArray
    runs: FloatArray
    tool: npt.NDArray[np.bool_]
    exclaimed: FloatArray


def read_signs(folded: Sequence[str]) -> Signs:
    """Look for the patterns in folded lines, in each distinct line once."""
    unique = list(dict.fromkeys(folded))
    row = {text: i for i, text in enumerate(unique)}
    place = np.fromiter((row[text] for text in folded), np.int64, len(folded))
    shape, runs = shapes_of(unique)
    steps = list(map(_step, unique))
    return Signs(
        shape[place],
        _numbered([style for style, _ in steps])[place],
        _numbered(list(map(_label, unique)))[place],
        np.array([value for _, value in steps], np.int64)[place],
        np.array(list(map(_moment, unique)), np.int64)[place],
        runs[place],
        np.array([len(t) <= MOST_TOOL and TOOL.search(t) is not None for t in unique], np.bool_)[place],
        np.array([len(EXCLAIMED.findall(t)) for t in unique], np.float64)[place],
    )


def _numbered(keys: Sequence[str]) -> IntArray:
    """Give keys numbers in the order they appear; the empty one is -1."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(key, len(known)) if key else -1 for key in keys], np.int64)


def _step(text: str) -> tuple[str, int]:
    """Return how a line's counting is written, and its number; nothing and -1 for a line that does not count."""
    found = STEP.match(text)
    if not found:
        return "", -1
    value = int(found["digits"]) if found["digits"] else number_of(found["han"])
    style = f"{found['open']}{found['rank']}{'9' if found['digits'] else '一'}{found['close'].strip()}"
    return (style, value) if value else ("", -1)


def _moment(text: str) -> int:
    """Return the minutes of the year at which the day and the time are that a line starts with, -1 for none."""
    found = MOMENT.match(text)
    if not found:  # never so: all of it may be missing
        return -1
    month, day, hour, minute = (int(part or 0) for part in found.groups())
    return ((month * 31 + day) * 24 + hour) * 60 + minute or -1


def _label(text: str) -> str:
    """Return what stands before a line's colon or in brackets at its start."""
    found = LABEL.match(text)
    return next(filter(None, found.groups()), "") if found else ""
