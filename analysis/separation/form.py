"""Form: what a line shows by itself, whatever stands around it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray
from analysis.errors import BojiError
from analysis.separation.columns import Columns

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
HINTS = {
    "affix": re.compile("每日|天天|全球|环球|世界|今日|当前|即时|实时|焦点|最新|精选|微|热|播资讯|报道"),
    "caption": re.compile("[图摄]"),
}


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


def _counts(texts: Sequence[str]) -> dict[str, FloatArray]:
    """Count each group of characters in each line, and the length of its longest clause, all lines at once."""
    codes = np.frombuffer("".join(f"{t}\n" for t in texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    groups = GROUPS[codes]
    size = np.array([len(t) for t in texts])
    starts = np.concatenate([[0], np.cumsum(size + 1)[:-1]])
    flags = {name: (groups & bit) > 0 for name, bit in BITS.items()}
    flags["stops"] |= flags["points"] & np.append(flags["spaces"][1:], True)
    found = {name: np.add.reduceat(flag, starts, dtype=np.int64).astype(np.float64) for name, flag in flags.items()}
    breaks = np.flatnonzero(flags["clause_ends"])
    clauses = np.diff(breaks, prepend=-1) - 1
    found["longest_clause"] = np.maximum.reduceat(clauses, np.searchsorted(breaks, starts)).astype(np.float64)
    return found | {"size": np.maximum(1.0, size)}


def _sizes(texts: Sequence[str], sources: Sequence[str]) -> Columns:
    n = _counts(texts)
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
        "indented": np.array([s[:1].isspace() for s in sources], np.float64),
        "longest_clause": np.log1p(n["longest_clause"]),
        "function_words": n["functions"] / n["size"] * 10,
        "quotes": n["quotes"] / n["size"] * 10,
    }


def _signs(text: str) -> dict[str, float]:
    counted = DIGIT.search(text) is not None
    dates, clocks = (DATE.findall(text), CLOCK.findall(text)) if counted else ([], [])
    return {
        "sentence_end": END.search(text) is not None,
        "sentence_inside": SENTENCE_INSIDE.search(text) is not None,
        "speech": SPEECH.search(text) is not None,
        "dates": len(dates),
        "clock": len(clocks) > 0,
        "link": LINK.search(text) is not None,
        "phone": counted and PHONE.search(text) is not None,
        "clipped": text.endswith(CLIPPED),
        "leading_dots": text.startswith(LEADING_DOTS),
        "bullet": BULLET.search(text) is not None,
        "numbered": NUMBERED.search(text) is not None,
        "bars": len(BARS.findall(text)) / max(1, len(text)) * 10,
        "bracketed": BRACKET_WHOLE.search(text) is not None,
        "personal": PERSONAL.search(text) is not None,
        "colon_end": text.endswith(":"),
        "meta_start": META_START.search(text) is not None,
        "date_share": sum(map(len, dates + clocks)) / max(1, len(text)),
        "unbalanced": text.count("(") != text.count(")") or text.count("“") != text.count("”"),
        **{f"term_{name}": _has(name, text[:MOST_TERMS]) for name in LEXICON},
    }


def _has(name: str, text: str) -> bool:
    """Tell whether a line has terms of a kind; a hint that must be there saves the slower searches."""
    return (name not in HINTS or HINTS[name].search(text) is not None) and LEXICON[name].search(text) is not None


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
    signs = list(map(_signs, unique))
    told = {name: np.array([of[name] for of in signs], np.float64)[place] for name in signs[0]}
    return _sizes(texts, source) | told


NAMES = tuple(describe_form([""], [""]))
PIECES: dict[str, tuple[str, ...]] = {
    "terms": ("meta_start", *(f"term_{name}" for name in LEXICON)),
    "sentence": ("sentence_end", "sentence_inside", "clipped", "leading_dots", "unbalanced", "colon_end"),
    "punctuation": ("punctuation", "stops", "commas", "symbols", "quotes", "bars", "bracketed"),
    "marks": ("digits", "latin", "dates", "date_share", "clock", "link", "phone", "bullet", "numbered"),
    "voice": ("function_words", "speech", "personal", "indented"),
    "length": ("length", "han", "parts", "part_length", "longest_clause"),
}
