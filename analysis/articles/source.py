"""Source: which medium a page's article comes from, read from the lines around the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.articles.names import split_names
from analysis.articles.places import (
    APART,
    CLOCK,
    CLOSED,
    DATE_LIKE,
    EDGE,
    FIELD,
    MARK,
    MEDIUM,
    REPORTED,
    FoldedLine,
    Places,
    signed,
)
from analysis.reading.characters import fold

# All patterns match folded text: half width, lower case, Simplified script.
NO_MEDIUM = re.compile(r"本[报网社台刊]|.*上网|日报|晚报|网站|电台|.*(?:举|海|情|汇|申)报")
BARE_MEDIUM = re.compile(rf"(?P<value>{APART})")
BESIDE_MEDIUM = re.compile(rf"^(?!关键|标签|tag).{{0,80}}(?:{DATE_LIKE}|{CLOCK}|{MARK}\s*记者|第?[a-z\d]+版)")
SOURCE = re.compile(
    rf"(?:(?<!数据)(?<!图片)(?<!资料)(?<!视频)来源[于自]?|出处|稿源)\s*{MARK}?\s*"
    r"|(?:摘编?自|[转选]自|转载[自于]|综合自|编译自|原载于?)\s*:?\s*|[刊载表]于\s*(?=《)"
    rf"|来自\s*:?\s*(?=[^\s,]{{1,12}}{MEDIUM}(?!\w))|(?<![a-z])source\s*:\s*"
)
SENDER = re.compile(r"(?:供稿|(?:供稿|发布|来稿)(?:单位|机构|部门))\s*:\s*")
WORD = rf"[a-z](?:(?!{FIELD})[\w.&'-])*+"
VALUE = re.compile(rf"{WORD}(?: {WORD})*+(?!=)|(?![a-z])(?:(?!{FIELD}|{DATE_LIKE})[^\s,/{CLOSED}]){{2,40}}")
NO_SOURCE = re.compile(r"^(?:未知|佚名|不详|原创|转载|https?|www)|^本站$")
NAMED = rf"(?P<value>[一-龥a-z][\w·]{{1,12}}?{MEDIUM})"
WIRES = [
    re.compile(pattern)
    for pattern in (
        rf"^\W*{NAMED}[^。,]{{0,14}}?\d{{1,2}}日[^。,]{{0,8}}?(?:电|讯|消息|报道|报导)",
        rf"^\W*{NAMED}(?:快|专)?[讯消]息?\W",
        rf"^[【\[(]{NAMED}[^\])】]{{0,30}}[\])】]",
        rf"^\W*{NAMED}(?:驻[一-龥]{{2,4}})?(?:实习|见习|特[约派]|首席)?记者",
        rf"^\W*据《?{NAMED}》?(?:\d{{1,2}}[日月]){{0,2}}(?:报道|报导|消息|讯)",
    )
]
ISSUE = re.compile(r"《(?P<value>[^《》]{2,16})》\s*\(?(?:19|20)\d\d[年第.-]")
LINK = re.compile(r"返回|进入|访问|登[录陆]|关注|更多|分享|下载|收藏|推荐|查看|欢迎")
QUOTED = re.compile(r"[《“\"「『]([^《》“”\"「」『』]+)[》”\"」』]")


def source(places: Places) -> str:
    """Return the medium that the article comes from, or an empty string."""
    meta = [*places.head, *places.tail]
    ways = (
        _labelled(meta),
        _media(BARE_MEDIUM, (line for line in places.head if BESIDE_MEDIUM.search(line.flat) or _is_medium(line))),
        _labelled(signed(places.last)),
        _media(REPORTED, meta),
        *(_media(wire, [*meta, *places.first[:EDGE]]) for wire in WIRES),
        _media(ISSUE, meta),
        (value for value in _labelled(meta, SENDER) if not split_names(fold(value))),
        _media(BARE_MEDIUM, (line for line in places.near if _is_medium(line) and not LINK.match(line.flat))),
        _media(BARE_MEDIUM, filter(_is_medium, [*places.tail, *signed(places.last, "brackets")])),
    )
    return next((value for way in ways for value in way if value), "")


def _labelled(lines: Iterable[FoldedLine], label: re.Pattern[str] = SOURCE) -> Iterator[str]:
    for line in lines:
        for named in label.finditer(line.flat):
            if (found := VALUE.match(line.flat, named.end())) and not NO_SOURCE.search(found[0]):
                yield unquoted(line.group(found))


def _media(pattern: re.Pattern[str], lines: Iterable[FoldedLine]) -> Iterator[str]:
    for line in lines:
        for found in pattern.finditer(line.flat):
            if not NO_MEDIUM.fullmatch(found["value"]):
                yield unquoted(line.group(found, "value"))


def _is_medium(line: FoldedLine) -> bool:
    """Tell whether a line is no more than the name of a medium."""
    found = BARE_MEDIUM.search(line.flat)
    return found is not None and len(found["value"]) >= len(line.flat) - 2


def unquoted(value: str) -> str:
    """Take the quotation marks off that stand around a value, and half ones."""
    bare = value.strip(" -—·、,")
    if whole := QUOTED.match(bare):
        return whole[1].strip()
    return bare if QUOTED.search(bare) else bare.strip('《》“”"「」『』')
