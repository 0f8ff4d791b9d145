"""Made excerpt blocks: headlines and leads of other pages behind, before or inside a real article; noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import FOOT_TOLD, MARKER, OTHER, RELATED, Line, Pool, Split, Story, pick, size, some
from analysis.training.made_words import a_day, person

Setting = tuple[str, ...]  # the lines of one excerpt
SETTINGS: Split[Setting] = (
    (
        ("{title} {lead}",), ("{title}{lead}",), ("{title}", "{lead}"), ("{title}", "{lead}", "{source} {day}"),
         ("{title}", "{lead}", "{source}", "{day}"),
        ("{title}...{lead}",), ("{lead}", "{title}"), ("{n}. {title}", "{lead}"), ("{title}", "{day}", "{lead}"),
         ("{title}", "{lead}", "阅读全文"),
        ("{title}", "{lead}[详细]"), ("{title}　{day}　{lead}",), ("{who}：{title}", "{lead}"),
         ("·{title}", "{lead}", "{m}评论"), ("{title}：{lead}",),
        ("{source}", "{title}", "{lead}", "{day}"),
    ),
    (
        ("【{title}】{lead}",), ("{title}——{lead}",), ("《{title}》", "{lead}", "by {who}"),
         ("{day} {title}", "{lead} >>"), ("{title}", "摘要：{lead}", "作者 {who} / 浏览 {m}"),
        ("{title} | {lead}",), ("[{source}] {title}", "{lead}", "继续阅读 →"),
         ("{title}", "{who} {day} 阅读({m})", "{lead}"),
    ),
)  # fmt: skip
LABELS: Split[str] = (
    (
        "您可能感兴趣的文章",
        "相关推荐",
        "相关阅读",
        "推荐阅读",
        "相关文章",
        "猜你喜欢",
        "热门推荐",
        "更多相关新闻",
        "相关新闻：",
        "延伸阅读",
        "为您推荐",
        "",
    ),
    (
        "你可能還想看",
        "大家还看了",
        "同类内容推荐",
        "看了本文的人还看了",
        "更多精彩内容",
        "編輯推薦",
        "您也许还会喜欢",
        "",
    ),
)
TAILS: Split[str] = (("...", "……", "", "…", "[全文]"), ("…[更多]", "。。。", "", " >>>"))
DAYS: Split[str] = (
    ("{y}-{mo:02d}-{d:02d}", "{mo}月{d}日", "{y}-{mo:02d}-{d:02d} 08:30", "{mo}-{d} 12:01"),
    ("{y}/{mo}/{d}", "{y}.{mo:02d}.{d:02d}", "{d}天前"),
)
SOURCES = (
    "新华社",
    "江城晚报",
    "央视网",
    "中新网",
    "健康时报",
    "每日经济",
    "本站原创",
    "网络",
    "学习在线",
    "法治周刊",
    "云津日报",
    "体坛快讯",
)


@dataclass(frozen=True, slots=True)
class Block:
    """How one site shows excerpts."""

    name: str
    held_out: bool
    setting: Setting
    label: str
    tail: str
    day: str
    clip: int
    place: str

    @classmethod
    def drawn(cls, name: str, held_out: bool, setting: Setting, draw: np.random.Generator) -> Block:
        """Draw what is not given."""
        h = held_out
        place = pick(draw, ("behind", "behind", "behind", "before", "inside"))
        return cls(
            name,
            h,
            setting,
            pick(draw, LABELS[h]),
            pick(draw, TAILS[h]),
            pick(draw, DAYS[h]),
            int(draw.integers(30, 180)),
            place,
        )


@cache
def blocks(held_out: bool) -> tuple[Block, ...]:
    """Return the sites: two of each setting."""
    draw = np.random.default_rng(91 + held_out)
    kind, settings = "held" if held_out else "house", [*SETTINGS[held_out], *SETTINGS[held_out]]
    return tuple(Block.drawn(f"{kind}{i:02d}", held_out, setting, draw) for i, setting in enumerate(settings))


def excerpted(block: Block, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a real article with excerpts of others behind it, before it or inside it."""
    told, shown = story.told(), list(excerpts(block, story, pool, draw))
    if block.place == "before":
        yield from [*shown, *told]
    elif block.place == "inside" and len(told) > 6:
        at = int(draw.integers(4, len(told) - 1))
        yield from [*told[:at], *shown[: 1 + len(block.setting) * 3], *told[at:]]
    else:
        between = [(text, OTHER) for text in story.foot[: int(draw.integers(0, FOOT_TOLD))]]
        yield from [*told, *between, *shown]


def excerpts(block: Block, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a block of excerpts of the pool's other pages."""
    others = [s for s in pool.stories if s.title != story.title]
    if block.label:
        yield block.label, MARKER
    for n, other in enumerate(some(draw, others, size(draw, 3, 40)), 1):
        lead = other.lead[: max(20, block.clip + int(draw.integers(-15, 16)))] + block.tail
        fields = {
            "title": other.title,
            "lead": lead,
            "n": n,
            "m": int(draw.integers(0, 999)),
            "who": person(draw),
            "source": pick(draw, SOURCES),
            "day": a_day(draw, block.day),
        }
        yield from ((line.format(**fields), RELATED) for line in block.setting)
