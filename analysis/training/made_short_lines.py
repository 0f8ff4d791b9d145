"""Made short-line articles: real paragraphs broken at commas as public accounts set them, slogans between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import (
    BODY,
    CAPTION,
    HEADING,
    META,
    UNKNOWN,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
)
from analysis.training.made_marks import numbered

CLAUSE = re.compile(r"[^，。！？；：、,!?;…]+[，。！？；：、,!?;…]*[”」』）)]*")
ENDS: Split[str] = (("", "", "，", "！", "all"), ("", "~", "all", "……"))  # "all": marks stay as they are
MARKS: Split[tuple[str, ...]] = (
    (("★",), ("▲",), ("↓↓↓", "▼"), ("◆", "◆◆◆"), ("- END -",), ("01", "02", "03"), ("· · ·",), ("————————",), ()),
    (("☆☆☆",), ("△",), ("⬇⬇", "👇👇👇"), ("●", "●●●"), ("Part.1", "Part.2"), ("* * *",), ("~~~~~~",), ()),
)
SUBHEADS: Split[str] = (
    ("【{t}】", "★ {t}", "▲{t}", "0{n} {t}", "{h}、{t}", "◆{t}◆", "『{t}』", "— {t} —", "{t}"),
    ("〖{t}〗", "☞ {t}", "● {t}", "{n}/{t}", "「{t}」", "✿{t}✿", "|| {t} ||", "#{t}#"),
)
SLOGANS: Split[tuple[str, ...]] = (
    (("别再错过了！", "赶紧看过来", "速看！", "太重要了", "你知道吗？", "一起来看看吧", "重磅！", "注意啦！",
     "请扩散！"),
     ("让我们一起", "为你加油", "不忘初心", "砥砺前行", "点亮未来", "愿你平安", "做更好的自己")),
    (("收藏好！", "看完就懂了", "还等什么？", "转给家人看看", "真相来了", "小编告诉你", "划重点", "千万别大意"),
     ("携手同行", "未来可期", "感谢有你", "与你同在", "平安回家", "从我做起")),
)  # fmt: skip
CAPTIONS: Split[str] = (
    ("（点击看大图）", "▲{t}", "图/{t}", "{t}（资料图）"),
    ("△ {t}", "图片来源：{t}", "（点击图片可放大）", "{t}｜摄影"),
)
OPENINGS: Split[tuple[str, ...]] = (
    (("点击上方蓝字关注我们",), ("点击上方“{who}”可以订阅哦",), ("↑↑↑点击关注",), ()),
    (("戳蓝字，一键关注 {who}",), ("关注{who}，每天一篇好文",), ("置顶公众号不错过",), ()),
)
CLOSINGS: Split[tuple[str, ...]] = (
    (("来源 | {who}", "编辑 | {who}", "长按识别二维码关注"), ("点个“在看”再走吧", "阅读原文"),
     ("喜欢就点个赞！", "分享", "收藏", "点赞", "在看"),
     ("版权归原作者所有，如有侵权请联系删除",)),
    (("文字：{who}", "排版：{who}", "审核：{who}"), ("扫码进群", "戳原文了解更多"),
     ("既然来了，点个“赞”再走", "喜欢此内容的人还喜欢"),
     ("投稿邮箱：news@{n}.cn", "商务合作请联系小编")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """How one public account sets its lines."""

    name: str
    held_out: bool
    end: str
    clauses: int
    marks: tuple[str, ...]
    mark_share: float
    subhead: str
    slogans: tuple[str, ...]
    slogan_share: float
    caption: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    whole: float

    @classmethod
    def drawn(cls, name: str, held_out: bool, draw: np.random.Generator) -> Account:
        """Draw an account."""
        h = held_out
        return cls(
            name, h, pick(draw, ENDS[h]), int(draw.integers(1, 4)), pick(draw, MARKS[h]), draw.uniform(0, 0.3),
            pick(draw, SUBHEADS[h]), pick(draw, SLOGANS[h]), draw.uniform(0, 0.4), pick(draw, CAPTIONS[h]),
            pick(draw, OPENINGS[h]), pick(draw, CLOSINGS[h]), pick(draw, (0.0, 0.0, 0.2, 0.4)),
        )  # fmt: skip


@cache
def accounts(held_out: bool) -> tuple[Account, ...]:
    """Return the accounts: 24 for training, 10 held out."""
    draw = np.random.default_rng(31 + held_out)
    return tuple(
        Account.drawn(f"{'held' if held_out else 'house'}{i:02d}", held_out, draw)
        for i in range(10 if held_out else 24)
    )


def short_lines(account: Account, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a real article in short lines, its headline and byline before it."""
    del pool
    fields = {
        "who": pick(draw, ("小城大事", "健康每一天", "学习小组", "本地宝", "阅读时光")),
        "n": int(draw.integers(100, 999)),
    }
    yield from story.told()[: 1 + len(story.byline)] if chance(draw, 0.7) else [(story.title, 0)]
    yield from ((text.format(**fields), WIDGET) for text in account.opening)
    heads = 0
    for paragraph in story.paragraphs:
        if chance(draw, 0.15):
            heads += 1
            clause = CLAUSE.findall(paragraph)
            yield (
                numbered(account.subhead, heads, (clause or [paragraph])[0].strip("，。、；：！？“”\"' 　")[:14]),
                HEADING,
            )
        yield from _between(account, story, draw)
        yield from [(paragraph, BODY)] if chance(draw, account.whole) else _broken(account, paragraph, draw)
    yield from ((text, BODY) for text in (account.slogans[-2:] if chance(draw, account.slogan_share) else ()))
    yield from ((text.format(**fields), META if "{who}" in text else WIDGET) for text in account.closing)


def _between(account: Account, story: Story, draw: np.random.Generator) -> Iterator[Line]:
    if account.marks and chance(draw, account.mark_share):
        yield pick(draw, account.marks), UNKNOWN
    if chance(draw, account.slogan_share / 2):
        yield pick(draw, account.slogans), BODY
    if chance(draw, 0.06):
        yield account.caption.format(t=story.title[:10]), CAPTION


def _broken(account: Account, paragraph: str, draw: np.random.Generator) -> Iterator[Line]:
    """Break a paragraph behind every clause or two, and take the marks off or leave them."""
    clauses = CLAUSE.findall(paragraph)
    while clauses:
        n = int(draw.integers(1, account.clauses + 1))
        line, clauses = "".join(clauses[:n]).strip(), clauses[n:]
        if account.end != "all":
            bare = re.sub(r"[，。；：、,;]+$", "", line)
            line = bare + (account.end if chance(draw, 0.3) else "")
        if line:
            yield line, BODY
