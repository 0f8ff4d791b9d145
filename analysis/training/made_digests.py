"""Made digests: what a day or a week brought, in short items with headlines; of other articles, but content here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_furniture import SITES
from analysis.training.made_house import BODY, HEADING, TITLE, Line, Pool, Split, Story, chance, pick, size, some
from analysis.training.made_marks import NUMBERS, SECTIONS, numbered
from analysis.training.made_words import FIELDS, a_day, filled

Setting = tuple[str, ...]  # the lines of one item
TITLES: Split[str] = (
    (
        "{day}早间要闻汇总", "一周{a}要闻回顾", "{site}早报（{day}）", "今日财经头条：{t}", "晨读：{t}等{n}条消息",
        "{day}{a}新闻一览",
    ),
    ("{day}晚间速递", "{a}每日看点（{n}期）", "三分钟知天下｜{t}", "本周盘点：{t}"),
)  # fmt: skip
SETTINGS: Split[Setting] = (
    (
        ("{n}{t}", "{lead}"), ("{n}{t}。{lead}",), ("【{t}】{lead}",), ("{t}", "{lead}"),
        ("■ {t}", "{lead}（{site}）"), ("{n}{lead}",), ("{t}", "{lead}", "{lead2}"), ("★{t}", "{lead}"),
        ("{n}{t}", "{site}消息，{lead}"), ("◆{t}：{lead}",), ("{n}{t}",),
    ),
    (
        ("▲{t}", "{lead}"), ("{n}《{t}》——{lead}",), ("[{site}] {t}", "{lead}"), ("▪ {lead}",),
        ("{n}{t}", "速评：{lead}"),
    ),
)  # fmt: skip
GREETINGS: Split[str] = (
    (
        "各位读者早上好，今天是{day}，以下是{site}为您整理的要闻。", "【导读】{t}；{t2}。", "点击标题可看全文。",
        "本周{a}领域大事不断，一起来回顾。",
    ),
    ("又到了{day}，先看要点：{t}。", "编者按：本期共{n}条，供参考。"),
)  # fmt: skip
PARTS: Split[str] = (
    ("宏观", "国内", "国际", "公司", "社会", "科技", "文体", "地方", "市场", "天下", "要闻", "热点聚焦"),
    ("焦点", "民生事", "海外", "产业链", "数字", "文化周历"),
)
OF_EACH = 3  # houses of each setting
LEADS = (40, 160)  # characters at least, to the end of the sentence, and at most


@dataclass(frozen=True, slots=True)
class Digest:
    """How one site writes digests.

    Attributes
    ----------
    name : str
    held_out : bool
    setting : tuple of str
    number, part : str
        Forms of numbers and of heads.
    parted : bool
        Whether items stand below heads.
    """

    name: str
    held_out: bool
    setting: Setting
    number: str
    part: str
    parted: bool


@cache
def digests(held_out: bool) -> tuple[Digest, ...]:
    """Return the sites: three of each setting."""
    draw, h = np.random.default_rng(463 + held_out), held_out
    return tuple(
        Digest(
            f"{'held' if h else 'house'}{i:02d}", h, setting, pick(draw, NUMBERS[h]), pick(draw, SECTIONS[h]),
            chance(draw, 0.5),
        )
        for i, setting in enumerate([*SETTINGS[h]] * OF_EACH)
    )  # fmt: skip


def digested(digest: Digest, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a digest of the pool's articles, whose headlines and first sentences are its content."""
    h, field = digest.held_out, pick(draw, FIELDS[digest.held_out])
    others = some(draw, pool.stories, size(draw, 4, 24))
    words = {
        "t": story.title, "t2": others[-1].title, "site": pick(draw, SITES), "day": a_day(draw, "{y}年{mo}月{d}日"),
        "a": pick(draw, field.matters), "n": len(others),
    }  # fmt: skip
    yield pick(draw, TITLES[h]).format(**words), TITLE
    if chance(draw, 0.6):
        yield pick(draw, GREETINGS[h]).format(**words), BODY
    part = 0
    for n, other in enumerate(others, 1):
        if digest.parted and (n == 1 or chance(draw, 0.25)):
            part += 1
            yield numbered(digest.part, part, pick(draw, PARTS[h])), HEADING
        yield from item(digest, other, n, draw)
    if chance(draw, 0.2):
        yield filled("（{place}编辑部{who}整理）", field, draw), BODY


def item(digest: Digest, story: Story, n: int, draw: np.random.Generator) -> Iterator[Line]:
    """Yield one item: a headline with what the article says first, in whole sentences."""
    first, second = sentences(story.lead)
    number = numbered(digest.number, n) if "{n}" in "".join(digest.setting) else ""
    words = {"n": number, "t": story.title, "lead": first, "lead2": second or first, "site": pick(draw, SITES)}
    for i, form in enumerate(digest.setting):
        heads = i == 0 and "{lead" not in form
        yield form.format(**words), HEADING if heads else BODY


def sentences(lead: str) -> tuple[str, str]:
    """Cut off some characters to the end of a sentence; return them and what comes next, to an end as well."""
    least, most = LEADS
    end = min((i for i in map(lambda mark: lead.find(mark, least), "。！？") if i > 0), default=most)
    return lead[: min(end, most) + 1], lead[end + 1 :][:most].rpartition("。")[0]
