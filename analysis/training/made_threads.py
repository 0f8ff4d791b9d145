"""Made threads: pages for training, a discussion whose posts are content, between a real page's menus and footer.

Real threads with gold are few; what tells them from the comments below an article is that there is no article.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.reading.page import Page
from analysis.separation.roles import ROLES
from analysis.training.gold import gold_lines

TITLE, BODY, META, WIDGET = (ROLES.index(role) for role in ("title", "body", "meta", "widget"))
SENTENCE = re.compile(r"[^。！？!?]{4,80}[。！？!?]?")
LEAST_SENTENCES = 12
EVERY = 2  # article in so many becomes a thread
CHAT = (
    "顶", "支持一下", "谢谢楼主分享！", "同问", "有道理，学习了", "+1", "楼主说得对", "这个怎么弄？", "不太明白",
    "路过看看", "哈哈哈", "mark", "求后续", "我也遇到过，换一个就好了", "说得好", "请问在哪里可以看到？",
)  # fmt: skip
BEFORE = (
    "发表于 {day} {hour}", "{day} {hour}", "{floor}楼", "#{floor}", "楼主", "{day}", "{number} 天前", "来自手机客户端",
    "LV{number}",
)  # fmt: skip
AFTER = ("回复", "赞", "回复({number})", "举报", "支持({number}) 反对(0)", "只看该作者", "收起回复", "引用", "{number}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a thread is set: the lines before and behind each post, and how long posts are."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    longest: int
    open_ends: float
    chat: float

    @classmethod
    def drawn(cls, draw: np.random.Generator) -> Layout:
        """Draw one."""

        def some(choices: Sequence[str], most: int) -> tuple[str, ...]:
            return tuple(draw.permutation(np.array(choices))[: int(draw.integers(0, most + 1))].tolist())

        return cls(some(BEFORE, 3), some(AFTER, 3), int(draw.integers(1, 4)), draw.random() * 0.6, draw.random() * 0.5)


def with_threads(records: Sequence[Mapping[str, Any]]) -> tuple[list[Page], dict[tuple[str, int], int]]:
    """Make discussions of the sentences of articles. Drawn from a fixed seed for each page.

    Returns
    -------
    pages : list of Page
    gold : dict of (page name, 1-based line) to role
        Of the posts, their titles and what stands around each post; the menus and the footer are left out.
    """
    pages: list[Page] = []
    gold: dict[tuple[str, int], int] = {}
    for record in [r for r in records if r["kind"] == "article"][::EVERY]:
        kept = [n for n, mark in gold_lines(record).items() if mark]
        sentences = SENTENCE.findall("".join(record["lines"][n - 1].strip() for n in kept))
        if len(sentences) < LEAST_SENTENCES:
            continue
        draw = np.random.default_rng(zlib.crc32(b"thread" + record["id"].encode()))
        head, foot = record["lines"][: kept[0] - 1][-40:], record["lines"][kept[-1] :][:40]
        thread = [(str(record["title"]).strip() or sentences[0], TITLE), *_thread(sentences, draw)]
        name = f"thread:{record['id']}"
        pages.append(Page(name, "\n".join([*head, *(line for line, _ in thread), *foot])))
        gold |= {(name, len(head) + i): role for i, (_, role) in enumerate(thread, 1)}
    return pages, gold


def _thread(sentences: Sequence[str], draw: np.random.Generator) -> Iterator[tuple[str, int]]:
    """Yield the lines of posts and of what stands around them, with their roles."""
    layout = Layout.drawn(draw)
    at, floor = 0, 0
    posts = int(draw.integers(3, 20))
    while at < len(sentences) and floor < posts:
        floor += 1
        filled = {
            "day": f"20{draw.integers(5, 25):02d}-{draw.integers(1, 13)}-{draw.integers(1, 29)}",
            "hour": f"{draw.integers(0, 24):02d}:{draw.integers(0, 60):02d}",
            "floor": floor,
            "number": int(draw.integers(0, 30)),
        }
        yield _nick(sentences, draw), META
        yield from ((line.format(**filled), META) for line in layout.before)
        size = int(draw.integers(1, layout.longest + 1))
        post = sentences[at : at + size]
        at += size
        if draw.random() < layout.chat:
            post = [str(draw.choice(np.array(CHAT)))]
        yield from ((_ended(line.strip(), layout, draw), BODY) for line in post if line.strip())
        yield from ((line.format(**filled), WIDGET) for line in layout.after)


def _nick(sentences: Sequence[str], draw: np.random.Generator) -> str:
    """Return a nickname: a scrap of some sentence, perhaps with a number."""
    text = re.sub(r"\W", "", sentences[int(draw.integers(len(sentences)))])
    start = int(draw.integers(0, max(1, len(text) - 4)))
    return text[start : start + int(draw.integers(2, 6))] + (str(draw.integers(10, 999)) if draw.random() < 0.3 else "")


def _ended(line: str, layout: Layout, draw: np.random.Generator) -> str:
    """Take the mark off a line's end, or leave it: posts end as their authors please."""
    return line.rstrip("。！？!?") if draw.random() < layout.open_ends else line
