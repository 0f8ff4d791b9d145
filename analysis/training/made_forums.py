"""Made forums: threads where every post is content, set much as comments are, but below no article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_comments import Board, House, Place, boards, nick, places, said
from analysis.training.made_house import (
    BODY,
    META,
    NAVIGATION,
    TITLE,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
    size,
)
from analysis.training.made_words import PLACES, hour, some_day, written

POSTS: Split[House] = (
    (
        ("{nick}", "发表于 {day} {hour}", "{text}", "回复", "举报"),
        ("{nick}", "LV{m}", "{text}", "来自客户端{floor}楼{day} {hour}回复"),
        ("{floor}楼", "{nick}", "{day} {hour}", "{text}", "引用 评分"),
        ("{nick}", "积分 {n}", "帖子 {m}", "发表于 {day} {hour} | 只看该作者", "{text}", "支持 反对"),
        ("{nick} · #{floor} · {ago}", "{text}", "{m} 个赞"),
        ("发布 #{floor} {day} {hour}", "{nick}", "{text}", "回复"),
        ("{nick}", "{ago}", "{text}", "赞 {m}", "回复"),
        ("[{floor}] {nick} {day}", "{text}"),
        ("作者：{nick} 回复日期：{day} {hour}", "{text}"),
        ("{text}", "{nick} 于 {day} {hour} 编辑过"),
        ("{nick} {place}", "会员", "注册：{day}", "{text}", "TOP"),
        ("{text}", "{floor}# {nick} {day} {hour}"),
    ),
    (
        ("第 {floor} 帖", "{nick}｜{day}", "{text}", "顶({n}) 踩({m})"),
        ("{nick} @{place}", "{text}", "{ago} · 引用 · 收藏"),
        ("发帖者 {nick}", "时间 {day} {hour}", "{text}", "楼层：{floor}"),
        ("◎ {nick} ({day})", "{text}"),
        ("{nick}", "威望：{n} 金钱：{m}", "{text}", "个人资料 短消息 加为好友"),
        ("{text}", "↑ {nick}，第{floor}层，{hour}"),
    ),
)  # fmt: skip
TOPS: Split[tuple[str, ...]] = (
    (("只看楼主", "收藏", "回复"), ("查看: {n}|回复: {m}",), ("{m}回复贴，共1页", "返回列表"),
     ("打印 字体大小：", "发表新帖"), (), ("楼主",)),
    (("倒序浏览", "阅读 {n} 跟帖 {m}"), ("上一主题 下一主题",), ("主题：共{m}帖", "分享到"), ()),
)  # fmt: skip
ENDS: Split[tuple[str, ...]] = (
    (("发表回复", "您需要登录后才可以回帖 登录 | 注册"), ("快速回复", "标题", "内容"), ("上一页 1 2 3 下一页",),
     ("说点什么吧...",)),
    (("本主题已关闭", "返回版块"), ("我要跟帖", "表情 图片"), ("« 1 2 3 4 »",)),
)  # fmt: skip
DAYS: Split[str] = (("{y}-{mo}-{d}", "{y}-{mo:02d}-{d:02d}", "{mo}月{d}日"), ("{y}/{mo:02d}/{d:02d}", "{d}.{mo}.{y}"))


@dataclass(frozen=True, slots=True)
class Forum:
    """How one forum shows threads."""

    name: str
    post: House
    top: tuple[str, ...]
    end: tuple[str, ...]
    day: str
    long: float
    board: Board

    @classmethod
    def drawn(cls, name: str, held_out: bool, post: House, draw: np.random.Generator) -> Forum:
        """Draw what is not given."""
        h = held_out
        top, end, day = pick(draw, TOPS[h]), pick(draw, ENDS[h]), pick(draw, DAYS[h])
        return cls(name, post, top, end, day, float(draw.uniform(0, 0.5)), pick(draw, boards(h)))


@cache
def forums(held_out: bool) -> tuple[Forum, ...]:
    """Return the forums: two of each way to set a post."""
    draw = np.random.default_rng(71 + held_out)
    kind, posts = "held" if held_out else "house", [*POSTS[held_out], *POSTS[held_out]]
    return tuple(Forum.drawn(f"{kind}{i:02d}", held_out, post, draw) for i, post in enumerate(posts))


def thread(forum: Forum, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a thread about what a real page is about: its title, posts, and tools around them."""
    yield story.title, TITLE
    fields = {"n": int(draw.integers(50, 9000)), "m": int(draw.integers(2, 90))}
    yield from ((text.format(**fields), NAVIGATION) for text in forum.top)
    for place in places(size(draw, 2, 40), some_day(draw), True, draw):
        long = chance(draw, 0.8 if place.floor == 1 else forum.long / 3)
        texts = _essay(story, pool, draw) if long else said(forum.board, story, pool, draw)
        yield from _post(forum, texts, place, draw)
    yield from ((text, WIDGET) for text in forum.end)


def _essay(story: Story, pool: Pool, draw: np.random.Generator) -> list[str]:
    """Return what somebody writes at length: some paragraphs of a real page."""
    paragraphs = (story if chance(draw, 0.5) else pick(draw, pool.stories)).paragraphs
    return paragraphs[: int(draw.integers(1, 6))]


def _post(forum: Forum, texts: list[str], place: Place, draw: np.random.Generator) -> Iterator[Line]:
    fields = {
        "nick": nick(draw), "day": written(place.day, forum.day), "hour": hour(draw), "floor": place.floor,
        "n": int(draw.integers(10, 5000)), "m": int(draw.integers(0, 60)), "place": pick(draw, PLACES),
        "ago": place.ago(draw),
    }  # fmt: skip
    for line in forum.post:
        if line == "{text}":
            yield from ((text, BODY) for text in texts)
        else:
            yield line.format(**fields), META if "{nick}" in line or "{day}" in line else WIDGET
