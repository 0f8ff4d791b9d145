"""Made feeds: what others wrote on an article's own matters, shown behind it with writers, days and how often read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_comments import nick
from analysis.training.made_house import MARKER, META, RELATED, Line, Pool, Split, Story, chance, pick, size
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS, REMARKS, Field, a_day, filled, prose, talk

Setting = tuple[str, ...]  # the lines of one item
SETTINGS: Split[Setting] = (
    (
        ("{title}", "{day}", "{lead}"), ("{nick}的博客", "{day} {views}", "{lead}", "{title}"),
        ("{nick}", "{views}", "{title}", "{lead}"), ("{title}", "{lead}", "{nick}", "{day}"),
        ("{day}", "{lead}", "{title}"), ("{title}", "{nick}", "{day}", "{lead}", "{views}阅读"),
        ("{lead}", "{nick} {day}"), ("{title} {nick}", "{lead}"), ("{title}", "{nick}的专栏 {day}", "{lead}"),
        ("{lead}", "阅读 {views}", "评论 {n}"), ("{nick}：{title}", "{lead}", "{day}"), ("{title}", "{lead}"),
        ("{title}", "原创 {nick} {day}", "{views} 浏览", "{lead}"),
    ),
    (
        ("{nick} 发布于 {day}", "{lead}", "赞 {n}"), ("{title}", "[{day}]", "{lead}"),
        ("{views}次", "{title}", "{lead}"), ("{lead}", "—— {nick}", "{title}"),
        ("{title}", "{n}人收藏", "{nick}", "{lead}"),
        ("{day}｜{nick}", "{title}", "{lead}"),
    ),
)  # fmt: skip
LABELS: Split[str] = (
    ("相关推荐", "热门推荐", "最新发布", "更多文章", "作者其他文章", "同类博文", "大家都在看", "相似内容", "精选", ""),
    ("他们也写了", "同话题", "新近收录", "排行"),
)
QUESTIONS: Split[str] = (
    (
        "什么是{a}？",
        "{a}是什么？一文带你了解",
        "为什么{a}这么火",
        "{a}怎么做？",
        "{a}入门（{small}）",
        "{a}那些事",
        "{a}.pdf",
    ),
    ("谈谈{a}", "{a}到底难在哪", "看懂{a}", "{a}笔记{n}"),
)
DAYS: Split[str] = (("{mo:02d}-{d:02d}", "{y}-{mo:02d}-{d:02d}", "{mo}月{d}日"), ("{y}/{mo}/{d}", "{mo}.{d}"))
VIEWS: Split[str] = (("{m}", "{small}.{small}万", "{small}万+", "{n}"), ("{m}+", "{small}.{small}k"))
ENDS: Split[str] = (("", "", "...", "…"), ("……", "", "[续]"))
OF_EACH = 2  # houses of each setting
OWN_LEAD = 0.15  # of the items begin as the article does: others have it too


@dataclass(frozen=True, slots=True)
class Feed:
    """How one site shows what others wrote.

    Attributes
    ----------
    name : str
    held_out : bool
    setting : tuple of str
    label : str
        What stands above; nothing on some sites.
    parts : int
        Boxes of items, each with a label.
    day, views, end : str
        Forms of days and of how often something was read; how a lead is cut off.
    clip : int
        Characters of a lead.
    """

    name: str
    held_out: bool
    setting: Setting
    label: str
    parts: int
    day: str
    views: str
    end: str
    clip: int


@cache
def feeds(held_out: bool) -> tuple[Feed, ...]:
    """Return the sites: two of each setting."""
    draw, h = np.random.default_rng(389 + held_out), held_out
    settings = [*SETTINGS[h]] * OF_EACH
    return tuple(
        Feed(
            f"{'held' if h else 'house'}{i:02d}", h, setting, pick(draw, LABELS[h]), int(draw.integers(1, 4)),
            pick(draw, DAYS[h]), pick(draw, VIEWS[h]), pick(draw, ENDS[h]), int(draw.integers(30, 220)),
        )
        for i, setting in enumerate(settings)
    )  # fmt: skip


def fed(feed: Feed, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with what others wrote on its matters behind it."""
    del pool
    field = own_words(story, pick(draw, FIELDS[feed.held_out]))
    yield from story.told()
    for part in range(feed.parts):
        label = feed.label if part == 0 else pick(draw, LABELS[feed.held_out])
        if label:
            yield label, MARKER
        for _ in range(size(draw, 2, 16)):
            yield from item(feed, story, field, draw)


def item(feed: Feed, story: Story, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield one thing that somebody wrote: its headline, how it begins, and what is told of it."""
    h = feed.held_out
    own = chance(draw, OWN_LEAD)
    lead = story.lead if own else prose(field, draw, int(draw.integers(1, 6)), REMARKS)
    told = {
        "title": filled(pick(draw, QUESTIONS[h]), field, draw) if chance(draw, 0.5) else talk(field, draw),
        "lead": lead[: feed.clip + int(draw.integers(-10, 10))] + feed.end,
        "nick": nick(draw), "day": a_day(draw, feed.day), "n": int(draw.integers(0, 300)),
        "views": filled(feed.views, field, draw, m=int(draw.integers(100, 30000))),
    }  # fmt: skip
    for form in feed.setting:
        yield form.format(**told), RELATED if "{title}" in form or "{lead}" in form else META
