"""Made second articles: behind a real article a whole other one, quoted or the next of an archive page; noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_comments import Board, Place, boards, comment, nick
from analysis.training.made_house import (
    MARKER,
    META,
    OTHER,
    RELATED,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
    some,
)
from analysis.training.made_words import a_day, hour, person, some_day

Joint = tuple[tuple[str, ...], tuple[str, ...]]  # the lines before the second article and behind it
ARCHIVE: Split[Joint] = (
    (
        (("{title}", "{day}"), ("阅读({n}) 评论({m})",)),
        (("下一篇：{title}", "作者：{who} {day} {hour}"), ("分类：日志 | 固定链接 | 引用({m})",)),
        (("{day}", "{title}"), ("posted @ {day} {hour} {who} 阅读({n}) | 评论({m}) | 编辑 收藏",)),
        (("{title}", "分类：生活", "时间：{day}"), ("查看全文>>", "评论：{m}")),
        (("{title} - [随笔]", "{day} {hour}"), ("{who} 发表于 {hour} | 阅读全文 | 评论 {m}",)),
        (("上一篇", "{title}", "来源：网络 {day}"), ("展开阅读全文",)),
        (("延伸阅读：", "{title}"), ()),
        (("相关链接：{title}",), ("（{day} {hour}）",)),
    ),
    (
        (("► {title}", "[{day}] by {who}"), ("回應({m}) 人氣({n})",)),
        (("{title}", "Posted on {day}"), ("Tags: 随笔 | {m} comments", "Permalink")),
        (("另一篇：", "{title}", "{who} · {day}"), ("{n} 次阅读 {m} 条讨论",)),
        (("背景资料", "{title}（{day}）"), ("更多背景 >>",)),
    ),
)  # fmt: skip
QUOTED: Split[Joint] = (
    (
        (("引用", "{nick} 转载：{title}"), ("回复", "举报")),
        (("Trackback: {title}", "{nick} {day}"), ()),
        (("{floor}楼 {nick}", "转一篇文章给大家看看：{title}"), ("{day} {hour} 回复 举报",)),
        (("# re: {title} {day} {hour} {nick}",), ("回复 更多评论",)),
        (("{nick} 发表于 {day} {hour}", "【转帖】{title}"), ("支持({n}) 反对({m})",)),
        (("网友{nick}评论：", "{title}"), ("赞{n}", "回复")),
        (("引用通告", "{title}"), ("来自：{nick} 的博客 {day}",)),
        (("{nick}：", "楼主的说法不对，请看这篇", "{title}"), ("{day}",)),
    ),
    (
        (("迴響：{title}", "{nick} 於 {day} 引用"), ("回覆本則",)),
        (("[{floor}F] {nick}", "转：{title}"), ("推({n}) 嘘({m})",)),
        (("Pingback {day}", "《{title}》"), ("来源博客：{nick}",)),
        (("{nick} @ {day} {hour}", "摘录如下：", "{title}"), ("Reply",)),
    ),
)  # fmt: skip
LEADING: Split[tuple[str, ...]] = (
    (("评论({n})",), ("引用通告({m})", "评论"), ("网友评论",), ()),
    (("讨论 {n}",), ("Trackbacks ({m})",), ("迴響",)),
)


@dataclass(frozen=True, slots=True)
class Sequel:
    """How one site joins a second article to the first."""

    name: str
    held_out: bool
    joint: Joint
    quoted: bool
    leading: tuple[str, ...]
    board: Board
    most: int


@cache
def sequels(held_out: bool) -> tuple[Sequel, ...]:
    """Return the sites: one of each joint."""
    draw = np.random.default_rng(13 + held_out)
    kind = "held" if held_out else "house"
    joints = [(j, False) for j in ARCHIVE[held_out]] + [(j, True) for j in QUOTED[held_out]]
    return tuple(
        Sequel(
            f"{kind}{i:02d}",
            held_out,
            joint,
            quoted,
            pick(draw, LEADING[held_out]),
            pick(draw, boards(held_out)),
            int(draw.integers(1, 7)),
        )
        for i, (joint, quoted) in enumerate(joints)
    )


def continued(sequel: Sequel, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a real article and behind it one other or some, whole."""
    yield from story.told()
    others = some(draw, [s for s in pool.stories if s.title != story.title], int(draw.integers(1, sequel.most + 1)))
    if not sequel.quoted:
        first = sequel.joint[1] if chance(draw, 0.7) else ()
        yield from ((line.format(**_fields(story, 1, draw)), META) for line in first)
    else:
        yield from ((line.format(**_fields(story, 1, draw)), MARKER) for line in sequel.leading)
    day = some_day(draw)
    for floor, other in enumerate(others[: 2 if sequel.quoted else None], 1):
        if sequel.quoted:
            for n in range(int(draw.integers(0, 4))):
                yield from comment(sequel.board, story, pool, Place(floor + n, day + n, day + 9), draw)
        fields = _fields(other, floor, draw)
        yield from ((line.format(**fields), RELATED if "{title}" in line else META) for line in sequel.joint[0])
        paragraphs = other.paragraphs[: None if chance(draw, 0.7) else 6]
        yield from (
            (text, OTHER) for text in (["".join(paragraphs)] if sequel.quoted and chance(draw, 0.3) else paragraphs)
        )
        yield from ((line.format(**fields), WIDGET) for line in sequel.joint[1])


def _fields(story: Story, floor: int, draw: np.random.Generator) -> dict[str, str | int]:
    return {
        "title": story.title, "day": a_day(draw, "{y}-{mo:02d}-{d:02d}"),
        "hour": hour(draw),
        "who": person(draw), "nick": nick(draw), "n": int(draw.integers(5, 5000)), "m": int(draw.integers(0, 60)),
        "floor": floor,
    }  # fmt: skip
