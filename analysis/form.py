"""Form: what a line shows by itself, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from analysis.tfidf import FloatArray

# All patterns match folded text: lower case, half width, Simplified script.
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
STOPS = re.compile(r"[。!?;…]|\.(?=\s|$)")
COMMAS = re.compile(r"[,、,::]")
END = re.compile(r"""[。!?;…][”"’'」』)〕】]*$""")
SENTENCE_INSIDE = re.compile(r"[。!?][”\"」』]?(?=.)")
FUNCTION_WORDS = re.compile(r"[的了在是着过把被让与和及为从到对将就也都而但又这那]")
SPEECH = re.compile(r"说|表示|认为|指出|称|介绍|告诉|强调|透露")
DATE = re.compile(
    r"(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}[-/]\d{1,2}(?=\D|$)"
)
CLOCK = re.compile(r"\d{1,2}:\d\d")
LINK = re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|gov|hk|tw)\b|@[a-z]")
PHONE = re.compile(r"\d{3,4}-\d{6,8}|1\d{10}|\d{7,}")
CLIPPED = re.compile(r"(?:\.{2,}|…+|⋯+)$")
LEADING_DOTS = re.compile(r"^(?:\.{2,}|…)")
BULLET = re.compile(r"^\s*(?:[·•●■◆▪◇□▲►»>*※☆★∙]|-\s|v\s)")
NUMBERED = re.compile(
    r"^\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[、.,)]|^[((【\[]?[\d一二三四五六七八九十]+[))】\]]"
)
BARS = re.compile(r"[|_›»>丨│┊]|->|\s-\s|--")
BRACKET_WHOLE = re.compile(r"^[\[【(〔「《<].*[\]】)〕」》>]$")
QUOTES = re.compile(r"[“”\"「」『』《》]")
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
        r"来源[::]|来源于|出处|作者[::]|编辑[::]|责编|责任编辑|记者[::\s]|通讯员|文/|图/|摄影|摄$|供图|发布时间|发布日期|时间[::]|原标题|原文|本文转自|信息来源|一审|二审|三审|审核|校对|撰稿|编辑\s|标签|关键[词字]|tags?[::]|作者\s|报导|稿源|综合报道|本报讯|\bby\b"
    ),
    "advert": re.compile(
        r"广告|下载|app|客户端|二维码|扫一扫|扫码|关注我们|微信公众号|公众号|优惠|特价|团购|包邮|¥|元起|抢购|促销|招商|加盟|订阅|免费|热线|会员|赞助|推广|购买|点击上方|蓝字|长按|识别二维|在看|转发给|转给|赞赏|订阅号|粉丝群|领取|试用"
    ),
    "caption": re.compile(r"^图(?:为|片|\d|[一二三四五六七八九十])|资料图|(?:图|摄)$|图片来源|配图|示意图|\(图\)|组图"),
    "question": re.compile(r"是什么|怎么|什么意思|哪[个里些家]|如何|多少钱|吗\??$"),
}


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(1, len(text))


def _sizes(text: str, source: str) -> list[float]:
    han = len(HAN.findall(text))
    digits = sum(c.isdigit() for c in text)
    latin = sum("a" <= c <= "z" for c in text)
    stops, commas = len(STOPS.findall(text)), len(COMMAS.findall(text))
    words = han + digits + latin
    parts = text.split()
    return [
        np.log1p(words),
        np.log1p(han),
        digits / max(1, len(text)),
        latin / max(1, len(text)),
        1 - words / max(1, len(text)),
        np.log1p(stops),
        np.log1p(commas),
        (stops + commas) / max(1, words) * 10,
        len(parts),
        np.log1p(han / max(1, len(parts))),
        float(source[:1].isspace()),
        np.log1p(max(map(len, re.split(r"[。!?;,、\s]", text)))),
    ]


def _signs(text: str) -> list[float]:
    return [
        float(bool(END.search(text))),
        float(bool(SENTENCE_INSIDE.search(text))),
        _share(FUNCTION_WORDS, text) * 10,
        float(bool(SPEECH.search(text))),
        float(len(DATE.findall(text))),
        float(bool(CLOCK.search(text))),
        float(bool(LINK.search(text))),
        float(bool(PHONE.search(text))),
        float(bool(CLIPPED.search(text))),
        float(bool(LEADING_DOTS.search(text))),
        float(bool(BULLET.search(text))),
        float(bool(NUMBERED.search(text))),
        _share(BARS, text) * 10,
        float(bool(BRACKET_WHOLE.search(text))),
        _share(QUOTES, text) * 10,
        float(bool(PERSONAL.search(text))),
        float(text.endswith(":")),
        float(bool(META_START.search(text))),
        sum(map(len, DATE.findall(text) + CLOCK.findall(text))) / max(1, len(text)),
        float(text.count("(") != text.count(")") or text.count("“") != text.count("”")),
    ]


NAMES = (
    "length han digits latin symbols stops commas punctuation parts part_length indented longest_clause "
    "sentence_end sentence_inside function_words speech dates clock link phone clipped leading_dots bullet numbered "
    "bars bracketed quotes personal colon_end meta_start date_share unbalanced".split()
    + [f"term_{name}" for name in LEXICON]
)


def form(folded: Sequence[str], source: Sequence[str]) -> FloatArray:
    """Describe lines by their form.

    Parameters
    ----------
    folded, source : sequences of str
        The lines, folded by `analysis.lines.fold` and as they stand.

    Returns
    -------
    array, shape (n_lines, len(NAMES))
    """
    rows = [
        _sizes(text[:2000], raw) + _signs(text[:2000]) + [float(bool(p.search(text[:400]))) for p in LEXICON.values()]
        for text, raw in zip(folded, source, strict=True)
    ]
    return np.asarray(rows, np.float64).reshape(len(rows), len(NAMES))
