"""Form: what a line shows by itself, whatever stands around it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from analysis.arrays import BoolArray, FloatArray, IntArray
from analysis.errors import BojiError
from analysis.separation.columns import Columns

T = TypeVar("T")
MOST = 2_000  # characters of a line that are looked at
MOST_TERMS = 400  # characters in which stock phrases are looked for
# All patterns match folded text: lower case, half width, Simplified script.
END = re.compile(r"""[。!?;…][”"’'」』)〕】]*$""")
SENTENCE_INSIDE = re.compile(r"[。!?][”\"」』]?(?=.)")
SPEECH = re.compile(r"说|表示|认为|指出|称|介绍|告诉|强调|透露")
DATE = re.compile(
    r"(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}[-/]\d{1,2}(?=\D|$)"
)
CLOCK = re.compile(r"\d{1,2}:\d\d")
LINK = re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|gov|hk|tw)\b|@[a-z]")
PHONE = re.compile(r"\d{3,4}-\d{6,8}|1\d{10}|\d{7,}")
DIGIT = re.compile(r"\d")
CLIPPED, LEADING_DOTS = ("..", "…", "⋯"), ("..", "…")
BULLET = re.compile(r"^\s*(?:[·•●■◆▪◇□▲►»>*※☆★∙]|-\s|v\s)")
NUMBERED = re.compile(
    r"^\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[、.,)]|^[((【\[]?[\d一二三四五六七八九十]+[))】\]]"
)
BARS = re.compile(r"[|_›»>丨│┊]|->|\s-\s|--")
BRACKET_WHOLE = re.compile(r"^[\[【(〔「《<].*[\]】)〕」》>]$")
META_START = re.compile(
    r"^[\s(\[【]*(?:发布时间|发布日期|更新时间|时间|日期|来源|信息来源|文章来源|稿源|出处|作者|撰稿|供稿|文字|编辑|责任编辑|责编|编审|校对|初审|复审|终审|一审|二审|三审"
    r"|审核|监制|原标题|原文链接|原文|本文转自|文/|图/|文图|图文|摄影|图片由|本组图片|供图|记者|通讯员|标签|关键词|tags?)[^。]{0,60}$"
)
PERSONAL = re.compile(r"我|你|他|她|它|咱|俺")
LEXICON: dict[str, re.Pattern[str]] = {
    "affix": re.compile(
        r"(?:^|[\s|丨【\[_!:-])(?:每日|天天|全球|环球|世界|今日|当前|即时|实时|焦点|最新|精选|微|热)[一-龥]{0,4}"
        r"(?:报|讯|点|闻|看|递|料|推荐|头条|资讯|速看|消息|要闻|快播|视讯|关注)"
        r"|^(?:热消息|播资讯|全球播|环球快|每日速|今日热|天天新|焦点速|世界微|环球今|报道[::])|(?:全球|环球|每日|天天|世界|今日|当前|即时|热)[一-龥]{1,5}$"
    ),
    "legal": re.compile(
        r"版权|copyright|©|\(c\)|备案|icp|许可证|免责|声明[::]|法律|隐私|举报|侵权|违法和不良|转载请|不得转载|未经.{0,8}(?:授权|许可|同意)"
        r"|关于我们|联系我们|联系方式|about us|all rights"
        r"|立场|不承担|网安备|公安备|客服|投稿|招聘|律师|服务条款|营业执照|经营许可|镜像|快照|爬虫|采集并?收录"
    ),
    "navigation": re.compile(
        r"首页|您现在的位置|当前位置|您的位置|所在位置|导航|登录|注册|登陆|登出|网站地图|设为首页|加入收藏|返回|上一[篇页]|下一[篇页]|上页|下页|频道|栏目|手机版|移动版|简体|繁体|english|rss|搜索|正文$|专题|论坛|博客|微博$"
    ),
    "widget": re.compile(
        r"分享|字[体号]|打印|列印|转寄|收藏|点赞|推荐给|发表评论|我要评论|网友评论|我来说|评论\(|条评论|已有.{0,8}(?:评论|人参与)|验证码|匿名|回复|顶一下|踩|大中小|\[大\]|大\s*中\s*小|浏览|阅读\(|阅读[::]?\s*\d|人气|点击[::]|qq空间|新浪微博|人人网|开心网|腾讯微博|facebook|twitter|plurk|留言|投票|纠错|参与评论|文明上网"
    ),
    "related": re.compile(
        r"相关(?:新闻|阅读|报道|文章|链接|专题|推荐|资讯|内容|主题|评论|博文|微博)|延伸阅读|推荐阅读|更多|热门|热点|排行|最新(?:新闻|文章|资讯|更新)?$|精彩推荐|猜你喜欢|今日(?:要闻|焦点|热点)|图片(?:新闻|推荐)|精彩图|往期|看过.{0,6}还|相关$|推荐$|热图|头条$|一周|编辑推荐|精选|视频推荐|独家$"
    ),
    "meta": re.compile(
        r"来源[::]|来源于|出处|作者[::]|编辑[::]|责编|责任编辑|记者[::\s]|通讯员|文/|图/|摄影|摄$|供图|发布时间|发布日期|时间[::]|原标题|原文|本文转自|信息来源|一审|二审|三审|审核|校对|撰稿|编辑\s|标签|关键[词字]|tags?[::]|作者\s|报导|稿源|综合报道|本报讯|by\b(?<=\bby)"
    ),
    "advert": re.compile(
        r"广告|下载|app|客户端|二维码|扫一扫|扫码|关注我们|微信公众号|公众号|优惠|特价|团购|包邮|¥|元起|抢购|促销|招商|加盟|订阅|免费|热线|会员|赞助|推广|购买|点击上方|蓝字|长按|识别二维|在看|转发给|转给|赞赏|订阅号|粉丝群|领取|试用"
    ),
    "caption": re.compile(r"^图(?:为|片|\d|[一二三四五六七八九十])|资料图|(?:图|摄)$|图片来源|配图|示意图|\(图\)|组图"),
    "question": re.compile(r"是什么|怎么|什么意思|哪[个里些家]|如何|多少钱|吗\??$"),
}
# Characters of which a line must have one for a pattern to match: one of each of its ways to match, a rare one where
# there is a choice. They are looked up for many lines at once and save nearly all of the slower searches.
HINTS = {
    "date": "-/.年月",
    "clock": ":",
    "link": ".@h",
    "bars": "|_›»>丨│┊-",
    "legal": "版y©c备p证责声律隐举侵违载未我系ug立担客稿聘款照许镜虫采",
    "navigation": "页篇您置航登册站藏返频栏手移简繁grs索正专坛博微",
    "widget": "享字印寄藏赞荐评我已码匿复顶踩小[览阅气击q浪网腾kw留票纠上",
    "related": "相伸荐更热排最精猜今图期看头周独",
    "meta": "源处作辑编记讯/摄供布期间题原本息审核校撰标签关t报稿b",
    "advert": "广载a击户码扫注信众优特团包¥元抢促招加订免线会赞推购蓝长识在转粉领试",
    "caption": "图摄",
    "question": "么怎意哪如多吗",
}
AFFIXED = re.compile(
    "每日|天天|全球|环球|世界|今日|当前|即时|实时|焦点|最新|精选|微|热|播资讯|报道"
)  # hint of an affix


def _table(*groups: str) -> npt.NDArray[np.uint16]:
    """Give every code point the bits of the groups of characters it belongs to."""
    table = np.zeros(sys.maxunicode + 1, np.uint16)
    for bit, characters in enumerate(groups):
        table[[ord(c) for c in characters]] |= np.uint16(1 << bit)
    return table


def _range(*bounds: tuple[int, int]) -> str:
    return "".join(chr(c) for low, high in bounds for c in range(low, high))


SPACES = "".join(c for c in _range((0, 0x3001)) if c.isspace())
COUNTED = {
    "han": _range((0x3400, 0xA000), (0xF900, 0xFB00)),
    "digits": _range((0x30, 0x3A)),
    "latin": _range((0x61, 0x7B)),
    "stops": "。!?;…",
    "commas": ",、:：",
    "functions": "的了在是着过把被让与和及为从到对将就也都而但又这那",
    "quotes": '“”"「」『』《》',
    "clause_ends": "。!?;,、" + SPACES,
    "spaces": SPACES,
    "points": ".",
}
BITS = {name: np.uint16(1 << i) for i, name in enumerate(COUNTED)}
GROUPS = _table(*COUNTED.values())
HINTED = {name: np.uint16(1 << i) for i, name in enumerate(HINTS)}
HINTING = _table(*HINTS.values())


@dataclass(frozen=True, slots=True)
class _Codes:
    """The characters of some lines, a line end behind each line: as numbers, and where each line starts."""

    codes: npt.NDArray[np.uint32]
    starts: IntArray
    size: IntArray

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Codes:
        codes = np.frombuffer("".join(f"{t}\n" for t in texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        size = np.array([len(t) for t in texts])
        return cls(codes, np.concatenate([[0], np.cumsum(size + 1)[:-1]]), size)

    def counts(self) -> dict[str, FloatArray]:
        """Count each group of characters in each line, and the length of its longest clause, all lines at once."""
        groups = GROUPS[self.codes]
        flags = {name: (groups & bit) > 0 for name, bit in BITS.items()}
        flags["stops"] |= flags["points"] & np.append(flags["spaces"][1:], True)
        found = {n: np.add.reduceat(flag, self.starts, dtype=np.int64).astype(np.float64) for n, flag in flags.items()}
        breaks = np.flatnonzero(flags["clause_ends"])
        clauses = np.diff(breaks, prepend=-1) - 1
        longest = np.maximum.reduceat(clauses, np.searchsorted(breaks, self.starts))
        return found | {"longest_clause": longest.astype(np.float64), "size": np.maximum(1.0, self.size)}

    def hints(self) -> dict[str, BoolArray]:
        """Tell which lines have a character that each of the patterns of `HINTS` needs."""
        having = np.bitwise_or.reduceat(HINTING[self.codes], self.starts)
        return {name: (having & bit) > 0 for name, bit in HINTED.items()}


def _sizes(texts: Sequence[str], n: Mapping[str, FloatArray]) -> Columns:
    words = n["han"] + n["digits"] + n["latin"]
    parts = np.array([len(t.split()) for t in texts], np.float64)
    return {
        "length": np.log1p(words),
        "han": np.log1p(n["han"]),
        "digits": n["digits"] / n["size"],
        "latin": n["latin"] / n["size"],
        "symbols": 1 - words / n["size"],
        "stops": np.log1p(n["stops"]),
        "commas": np.log1p(n["commas"]),
        "punctuation": (n["stops"] + n["commas"]) / np.maximum(1, words) * 10,
        "parts": parts,
        "part_length": np.log1p(n["han"] / np.maximum(1, parts)),
        "indented": np.zeros(len(texts)),  # which the line as it stands tells
        "longest_clause": np.log1p(n["longest_clause"]),
        "function_words": n["functions"] / n["size"] * 10,
        "quotes": n["quotes"] / n["size"] * 10,
    }


def _signs(texts: Sequence[str], size: FloatArray, hints: Mapping[str, BoolArray]) -> Columns:
    bars = _each(texts, hints["bars"], lambda text: len(BARS.findall(text)), 0)
    return {
        "sentence_end": _matching(END, texts),
        "sentence_inside": _matching(SENTENCE_INSIDE, texts),
        "speech": _matching(SPEECH, texts),
        "dates": np.zeros(len(texts)),
        "clock": np.zeros(len(texts)),
        "link": _matching(LINK, texts, hints["link"]),
        "phone": np.zeros(len(texts)),
        "clipped": np.array([text.endswith(CLIPPED) for text in texts], np.float64),
        "leading_dots": np.array([text.startswith(LEADING_DOTS) for text in texts], np.float64),
        "bullet": _matching(BULLET, texts),
        "numbered": _matching(NUMBERED, texts),
        "bars": np.array(bars) / size * 10,
        "bracketed": _matching(BRACKET_WHOLE, texts),
        "personal": _matching(PERSONAL, texts),
        "colon_end": np.array([text.endswith(":") for text in texts], np.float64),
        "meta_start": _matching(META_START, texts),
        "date_share": np.zeros(len(texts)),
        "unbalanced": np.array([t.count("(") != t.count(")") or t.count("“") != t.count("”") for t in texts], float),
    } | _numbers(texts, size, hints)


def _numbers(texts: Sequence[str], size: FloatArray, hints: Mapping[str, BoolArray]) -> Columns:
    """Return the signs that lines with digits alone may have; they are looked for from the first digit on."""
    first = [found.start() if found else -1 for found in map(DIGIT.search, texts)]
    behind = [text[at:] if at >= 0 else "" for text, at in zip(texts, first, strict=True)]
    counted = np.array(first) >= 0
    none = list[str]()
    dates, clocks = (_each(behind, hints[n] & counted, p.findall, none) for n, p in (("date", DATE), ("clock", CLOCK)))
    marked = [sum(map(len, d)) + sum(map(len, c)) for d, c in zip(dates, clocks, strict=True)]
    return {
        "dates": np.array(list(map(len, dates)), np.float64),
        "clock": np.array([len(c) > 0 for c in clocks], np.float64),
        "phone": _matching(PHONE, behind, counted),
        "date_share": np.array(marked) / size,
    }


def _terms(texts: Sequence[str], hints: Mapping[str, BoolArray]) -> Columns:
    """Return which lines have terms of each kind."""
    starts = [text[:MOST_TERMS] for text in texts]
    likely = {**hints, "affix": _matching(AFFIXED, starts) > 0}
    return {f"term_{name}": _matching(pattern, starts, likely[name]) for name, pattern in LEXICON.items()}


def _matching(pattern: re.Pattern[str], texts: Sequence[str], likely: BoolArray | None = None) -> FloatArray:
    """Return which lines have what a pattern looks for; the others of those that are likely to are not looked at."""
    if likely is None:
        return np.array([found is not None for found in map(pattern.search, texts)], np.float64)
    return np.array(_each(texts, likely, lambda text: pattern.search(text) is not None, False), np.float64)


def _each(texts: Sequence[str], chosen: BoolArray, tell: Callable[[str], T], default: T) -> list[T]:
    """Return what a function tells of each of the chosen lines."""
    told = [default] * len(texts)
    for i in np.flatnonzero(chosen).tolist():
        told[i] = tell(texts[i])
    return told


def describe_form(folded: Sequence[str], source: Sequence[str]) -> Columns:
    """Describe lines by their form.

    Parameters
    ----------
    folded, source : sequences of str
        The lines, folded by `analysis.reading.characters.fold` and as they stand.

    Returns
    -------
    dict of str to array, shape (n_lines,)
        The facts of `NAMES`.

    Raises
    ------
    BojiError
        When there are not as many lines of the one as of the other.
    """
    if len(folded) != len(source):
        raise BojiError(
            f"describe_form: got {len(folded)} folded lines and {len(source)} as they stand; give both of each"
        )
    if not folded:
        return {name: np.zeros(0) for name in NAMES}
    texts = [text[:MOST] for text in folded]
    unique = list(dict.fromkeys(texts))
    row = {text: i for i, text in enumerate(unique)}
    place = [row[text] for text in texts]
    codes = _Codes.of(unique)
    counts, hints = codes.counts(), codes.hints()
    told = _sizes(unique, counts) | _signs(unique, counts["size"], hints) | _terms(unique, hints)
    indented = np.array([text[:1].isspace() for text in source], np.float64)
    return {name: values[place] for name, values in told.items()} | {"indented": indented}


NAMES = tuple(describe_form([""], [""]))
PIECES: dict[str, tuple[str, ...]] = {
    "terms": ("meta_start", *(f"term_{name}" for name in LEXICON)),
    "sentence": ("sentence_end", "sentence_inside", "clipped", "leading_dots", "unbalanced", "colon_end"),
    "punctuation": ("punctuation", "stops", "commas", "symbols", "quotes", "bars", "bracketed"),
    "marks": ("digits", "latin", "dates", "date_share", "clock", "link", "phone", "bullet", "numbered"),
    "voice": ("function_words", "speech", "personal", "indented"),
    "length": ("length", "han", "parts", "part_length", "longest_clause"),
}
