"""Made teasers: headlines of other pages, each with a sentence, in the furniture above an article; noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import MARKER, RELATED, Line, Pool, Split, Story, chance, pick, some
from analysis.training.made_sides import menu

Setting = tuple[str, ...]  # the lines of one teaser
SETTINGS: Split[Setting] = (
    (
        ("{title}", "{blurb}"), ("{title}", "{blurb}[详细]"), ("{title} {blurb}",), ("{blurb}",),
        ("【{title}】{blurb}",),
        ("{title}", "{blurb}", "{title2}"), ("·{title}", "{blurb}"), ("{title}{blurb}",), ("[{section}]{title}",
        "{blurb}"),
        ("{section}", "{title}", "{blurb}"),
    ),
    (
        ("{title}——{blurb}",), ("■{title}", "{blurb}"), ("{blurb} >>",), ("{title}", "{title2}", "{blurb}"),
        ("{section}｜{title}", "{blurb}"), ("{title}：{blurb} 查看",),
    ),
)  # fmt: skip
SLOGANS: Split[str] = (
    (
        "{t}，究竟怎么回事？", "{t}，谁来负责？网友吵翻了。", "关于{t}，你不知道的三件事。", "独家：{t}背后的故事。",
        "{t}，为什么偏偏是今天？", "专家连线：{t}意味着什么。", "{t}，一图看懂；现场画面，首次公开。",
    ),
    ("深度｜{t}，三问三答。", "{t}，答案出乎意料！", "看{t}，想明天；记者亲历，十年跟踪。", "{t}？别急，先看这里。"),
)  # fmt: skip
NAMES: Split[str] = (
    ("今日推荐", "头条", "热点", "资讯", "独家策划", "图片", "视频", "博客", "专题"),
    ("封面故事", "当日聚焦", "记者手记", "高清组图", "连线"),
)
LABELS: Split[str] = (("", "", "", "精彩推荐", "热点推荐", "今日要闻"), ("", "", "正在阅读", "今天看什么"))
SLOGANED = 0.4  # of the teasers have a sentence made up around a headline
MOST = 7
SHORTEST, LONGEST = 12, 60  # characters of a sentence
SENTENCE = re.compile(rf"[^\s。！？!?”』」][^。！？!?]{{{SHORTEST},{LONGEST}}}[。！？!?]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """How one site shows teasers.

    Attributes
    ----------
    name : str
    held_out : bool
    setting : tuple of str
    label : str
    least : int
        Teasers.
    apart : float
        How often a menu stands between them and the headline.
    """

    name: str
    held_out: bool
    setting: Setting
    label: str
    least: int
    apart: float


@cache
def shelves(held_out: bool) -> tuple[Shelf, ...]:
    """Return the sites: two of each setting."""
    draw = np.random.default_rng(131 + held_out)
    kind, settings = "held" if held_out else "house", [*SETTINGS[held_out], *SETTINGS[held_out]]
    return tuple(
        Shelf(
            f"{kind}{i:02d}",
            held_out,
            setting,
            pick(draw, LABELS[held_out]),
            int(draw.integers(1, 4)),
            draw.uniform(0, 1),
        )
        for i, setting in enumerate(settings)
    )


def teased(shelf: Shelf, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with teasers of others above it."""
    yield from teasers(shelf, story, pool, draw)
    if chance(draw, shelf.apart):
        yield from menu(shelf.held_out, draw)
    yield from story.told()


def teasers(shelf: Shelf, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield teasers of the pool's other pages."""
    others = [s for s in pool.stories if s.title != story.title]
    if shelf.label:
        yield shelf.label, MARKER
    for other in some(draw, others, int(draw.integers(shelf.least, MOST))):
        fields = {
            "title": other.title,
            "title2": pick(draw, others).title,
            "blurb": blurb(shelf.held_out, other, draw),
            "section": pick(draw, NAMES[shelf.held_out]),
        }
        yield from ((line.format(**fields), RELATED) for line in shelf.setting)


def blurb(held_out: bool, story: Story, draw: np.random.Generator) -> str:
    """Return a sentence of a page, or one made up around a part of its headline."""
    found: list[str] = SENTENCE.findall("".join(story.paragraphs)[:2000])
    if not found or chance(draw, SLOGANED):
        parts = [part for part in re.split(r"[\W_]+", story.title) if part]
        return pick(draw, SLOGANS[held_out]).format(t=max(parts, key=len, default="今天")[:LONGEST])
    return pick(draw, found)
