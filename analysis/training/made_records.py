"""Made records: what a page tells of its article, documents' registers, tags, sources, the writer's card; metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_comments import nick
from analysis.training.made_furniture import SITES
from analysis.training.made_house import MARKER, META, TITLE, WIDGET, Line, Pool, Split, Story, chance, pick, some
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS, Field, filled, person

REGISTERS: Split[tuple[str, str]] = (  # labels and values
    (
        ("索引号", "{code}/{year}-{n}"), ("索 引 号", "{code}"), ("发文字号", "{body}〔{year}〕{m}号"),
        ("主题分类", "{a}、{b}"), ("发布机构", "{body}"), ("成文日期", "{day}"), ("发布日期", "{day}"),
        ("标题", "{title}"), ("标 题", "{title}"), ("有效性", "有效"), ("关键词", "{a} {b}"),
        ("公开方式", "主动公开"),
        ("信息来源", "{body}"), ("栏目", "{a}"), ("发文机关", "{body}"), ("分 类", "{a};{b}"), ("时效", "现行有效"),
        ("文号", "{m}号"), ("主题词", "{a} {b} 通知"), ("公开范围", "面向社会"), ("体裁分类", "通知"),
    ),
    (
        ("编号", "{code}"), ("文件号", "{body}发{year}第{m}号"), ("服务对象", "{a}"), ("责任部门", "{body}"),
        ("生成日期", "{day}"), ("名称", "{title}"), ("效力", "有效"), ("分类", "{a} > {b}"), ("公文种类", "公告"),
    ),
)  # fmt: skip
SIGNS: Split[str] = (  # sources, hands, counts
    (
        "来源：{site}", "{site}", "http://www.{latin}.com", "（{who}）", "（{who} 编译）", "文/{who}", "文\\{who}",
        "原载《{site}》{year}年第{small}期", "——{site}{year}年{small}月号", "（本文来源：{site} 作者：{who}）",
        "{site}{day}讯", "（{site}快讯中心）", "{site}{place}报道", "阅读 {many}", "点击数：{many}", "點閱({many})",
        "阅读({many})",
        "（{site}记者{who}、{who2}{place}报道）", "供稿：{body}", "{body}供稿 摄影/{who} 编辑/{who2}",
        "素材来源 {body}",
        "来源：本站原创 作者：{body}", "来源：{site} | {day} | {who}", "资料来源：{body}", "作者系{body}研究员",
        "（作者为{body}{who}）", "翻译：{who}", "最后更新 {day} {hm}", "{many}阅读", "发布者：{nick}", "编译 / {who}",
        "责编：{who} 美编：{who2}", "本文转自：{site}", "关键字： {a} {b}", "關鍵字：{a}、{b}", "{a} {b} {place}",
    ),
    (
        "稿源 {site}", "出自《{site}》", "记者：{who} 通讯员：{who2}", "{site} 供图", "（{who}整理）",
        "人气：{many}", "转自 {site}", "{body}提供", "校对 {who}", "关键词 {a} | {b}", "原题：{title}", "上传：{nick}",
    ),
)  # fmt: skip
TAGS: Split[str] = (
    ("标签：", "标签", "关键字：", "Tags:", "本文关键词", "相关标签：", "文章标签", "更多关于：", "所属分类", "话题："),
    ("TAG", "关键词：", "文章分类", "本文话题"),
)
WRITERS: Split[tuple[str, tuple[str, ...]]] = (
    (
        ("作者简介", ("{who}", "{body}{a}研究员，长期关注{b}。")),
        ("关于作者", ("{nick}", "{many} 文章", "{many}万 总阅读")),
        ("作者档案", ("笔名：{nick}", "{place}", "分享{a}，记录{b}")),
        ("本文作者", ("{who}", "文章 {m}", "粉丝 {n}", "专注{a}")),
        ("作者", ("{nick}", "TA的文章 {m}", "获赞 {n}")),
        ("专栏作家", ("{who}", "{body}", "《{a}与{b}》作者")),
    ),
    (
        ("作者介绍", ("{who}", "现为{body}编辑")),
        ("发布人", ("{nick}", "作品 {m} 篇", "人气 {many}")),
        ("认识作者", ("{nick}", "爱{a}，也爱{b}", "{place}人")),
    ),
)  # fmt: skip
BUTTONS: Split[str] = (
    ("订阅", "关注", "打印", "字号：大 中 小", "分享到", "收藏本文", "我要纠错"),
    ("字体 大 小", "推荐", "关注作者"),
)
SETTINGS = ("{l}：{v}", "{l}:{v}", "{l}： {v}", "【{l}】{v}", "{l} {v}", "{l}：\n{v}", "{l}\n{v}", "{l}：\n{v}")
TRAINED, HELD = 32, 12
MOST_TAGS = 7


@dataclass(frozen=True, slots=True)
class Registry:
    """What one site tells of its articles.

    Attributes
    ----------
    name : str
    held_out : bool
    register : tuple of pairs
        Labels and values above an article; none on most sites.
    setting : str
        How a label and its value stand, in one line or two.
    above, below : tuple of str
        Signs below the headline and behind the article.
    tags : str
        The label of tags behind the article.
    apart : bool
        Whether each tag has a line of its own.
    tagged, carded : float
        How often there are tags, and a card of the writer.
    """

    name: str
    held_out: bool
    register: tuple[tuple[str, str], ...]
    setting: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    tags: str
    apart: bool
    tagged: float
    carded: float


@cache
def registries(held_out: bool) -> tuple[Registry, ...]:
    """Return the sites: 32 for training, 12 held out."""
    draw, h = np.random.default_rng(231 + held_out), held_out
    return tuple(
        Registry(
            f"{'held' if h else 'house'}{i:02d}", h,
            tuple(some(draw, REGISTERS[h], int(draw.integers(3, 9)))) if chance(draw, 0.35) else (),
            pick(draw, SETTINGS),
            tuple(some(draw, SIGNS[h], int(draw.integers(0, 4)))),
            tuple(some(draw, SIGNS[h], int(draw.integers(0, 4)))),
            pick(draw, TAGS[h]), chance(draw, 0.6), pick(draw, (0.2, 0.6, 0.9)), pick(draw, (0.0, 0.3, 0.7)),
        )
        for i in range(HELD if h else TRAINED)
    )  # fmt: skip


def recorded(registry: Registry, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article between what is told of it."""
    del pool
    field = own_words(story, pick(draw, FIELDS[registry.held_out]))
    first = chance(draw, 0.5)  # the register stands above the headline
    headline, *rest = story.told()
    if first:
        yield from register(registry, story, field, draw)
    yield headline
    if not first:
        yield from register(registry, story, field, draw)
    yield from signs(registry, registry.above, story, field, draw)
    yield from rest
    yield from signs(registry, registry.below, story, field, draw)
    if chance(draw, registry.tagged):
        yield from tags(registry, field, draw)
    if chance(draw, registry.carded):
        label, forms = pick(draw, WRITERS[registry.held_out])
        yield label, MARKER
        yield from signs(registry, forms, story, field, draw)


def register(registry: Registry, story: Story, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the register of a document, each label beside its value or above it."""
    for label, value in registry.register:
        told = filled(value, field, draw, **_words(story, draw))
        for text in registry.setting.format(l=label, v=told).split("\n"):
            yield text, TITLE if text == story.title else META


def signs(
    registry: Registry, forms: tuple[str, ...], story: Story, field: Field, draw: np.random.Generator
) -> Iterator[Line]:
    """Yield signs, and among them what can be done."""
    for form in forms:
        yield filled(form, field, draw, **_words(story, draw)), META
        if chance(draw, 0.1):
            yield pick(draw, BUTTONS[registry.held_out]), WIDGET


def tags(registry: Registry, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the tags of an article, in the line of their label or below it."""
    words = some(draw, (*field.matters, *field.bodies), int(draw.integers(1, MOST_TAGS + 1)))
    if registry.apart:
        yield registry.tags, MARKER
        yield from ((word, META) for word in words)
    else:
        yield f"{registry.tags.rstrip('：:')}：{pick(draw, (' ', '，', '、', ' | ')).join(words)}", META


def _words(story: Story, draw: np.random.Generator) -> dict[str, object]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        "title": story.title, "site": pick(draw, SITES), "nick": nick(draw), "m": int(draw.integers(1, 200)),
        "who2": person(draw), "code": int(draw.integers(10**8, 10**9)),
        "hm": f"{draw.integers(0, 24)}:{draw.integers(10, 60)}",
        "many": int(draw.integers(1, 99999)),
        "latin": "".join(pick(draw, letters) for _ in range(int(draw.integers(3, 9)))),
    }  # fmt: skip
