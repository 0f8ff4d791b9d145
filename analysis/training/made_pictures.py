"""Made pictures: captions between the paragraphs of an article, as a text keeps them when the pictures are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import BODY, CAPTION, MARKER, META, WIDGET, Line, Pool, Split, Story, chance, pick
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS, filled, person

CLAUSE = re.compile(r"[\u4e00-\u9fff]{5,24}(?=[，。；！？、：])")
SENTENCE = re.compile(r"[^。！？；]{10,70}")
SCENES: Split[str] = (
    (
        "{a}现场", "{event}开幕式", "{who}在{a}活动上发言", "与会人员合影", "{place}街头，市民正在了解{a}",
        "工作人员正在检查{a}", "{body}外景", "{who}（左）与{who2}交流{a}", "{event}会场", "参加{a}的{place}居民",
        "{who}接受采访", "{a}示意图", "{a}流程图", "{place}{a}一角", "学员们在认真听{a}讲解", "{a}对比图", "{who}",
        "{day}，{place}，{who}在介绍{a}。", "志愿者为居民讲解{a}", "{year}年的{a}",
    ),
    (
        "{who}展示{a}", "{body}一景", "大家正在排队领取{a}资料", "{a}前后对照", "{event}颁奖", "{a}截图",
        "{place}的{a}吸引了不少游客", "{who}（右二）看望{who2}", "{day}在{place}拍到的{a}", "{a}分布图", "{who2}近照",
    ),
)  # fmt: skip
FORMS: Split[str] = (
    (
        "{s}", "{s}", "{s} {who}摄", "{s}（{who}摄）", "{s}。{who} 摄", "图为{s}", "图为{s}。", "{s}（资料图）",
        "资料图：{s}", "▲{s}", "图{n} {s}", "图{n}：{s}", "图{n}. {s}", "{s} {who}/摄", "{s}。本报记者 {who} 摄",
        "{s}（图片由{body}提供）", "图说：{s}", "{s} 供图：{body}", "（{s}）", "{s}。（记者 {who} 摄影）", "图：{s}",
        "{s} 图/{who}", "{s} 制图/{who}", "{s} 资料图片", "{s}。新华社发（{who}摄）", "Figure {n}. {s}",
        "图片说明：{s}",
    ),
    (
        "{s}", "△{s}", "{s} [{who}供图]", "配图：{s}", "{s}（图源：{body}）", "上图：{s}", "↑ {s}",
        "{s} 图片来源：网络",
        "Fig.{n} {s}", "{s}。{who}摄影报道", "照片：{s}", "▼ {s}", "{s}（来源：{body}）", "{s} 摄影：{who}",
    ),
)  # fmt: skip
BESIDE: Split[Line | None] = (  # a line of its own behind each caption
    (
        None, None, None, None,
        ("点击查看大图", WIDGET), ("资料图", MARKER), ("图片来源：{body}", META), ("{who} 摄", META),
    ),
    (None, None, None, ("查看原图", WIDGET), ("【图片】", MARKER), ("摄影 {who}", META)),
)  # fmt: skip
TRAINED, HELD = 32, 12
LONG = 25  # characters of a paragraph that a picture may stand behind
MOST = 6  # pictures behind one another


@dataclass(frozen=True, slots=True)
class Album:
    """How one site sets its pictures.

    Attributes
    ----------
    name : str
    held_out : bool
    form : str
        Of a caption.
    scene : float
        How often a caption is written here; the others are a clause or a sentence of the text beside it.
    sentence : float
        How often it is a sentence then.
    at_top, between : float
        How often pictures stand below the headline, and behind a paragraph.
    beside : Line, optional
        What stands behind each caption.
    """

    name: str
    held_out: bool
    form: str
    scene: float
    sentence: float
    at_top: float
    between: float
    beside: Line | None


@cache
def albums(held_out: bool) -> tuple[Album, ...]:
    """Return the sites: 32 for training, 12 held out."""
    draw = np.random.default_rng(171 + held_out)
    forms = FORMS[held_out]
    return tuple(
        Album(
            f"{'held' if held_out else 'house'}{i:02d}",
            held_out,
            forms[i % len(forms)],
            pick(draw, (0.2, 0.5, 0.8)),
            pick(draw, (0.2, 0.5, 0.8)),
            pick(draw, (0.2, 0.6, 1.0)),
            pick(draw, (0.0, 0.15, 0.3, 0.6)),
            pick(draw, BESIDE[held_out]),
        )
        for i in range(HELD if held_out else TRAINED)
    )


def pictured(album: Album, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with captions below its headline or behind paragraphs; at least at one place."""
    del pool
    told = story.told()
    texts = [i for i, (text, role) in enumerate(told) if role == BODY and len(text) > LONG]
    places = {i for i in texts if chance(draw, album.between)}
    top = texts[0] - 1 if texts and (not places or chance(draw, album.at_top)) else None
    for i, line in enumerate(told):
        yield line
        if i in places:
            yield from captions(album, story, line[0], draw)
        elif i == top:
            yield from captions(album, story, told[i + 1][0], draw)


def captions(album: Album, story: Story, near: str, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the captions of one picture or of some, each of what the text near it tells or of the article's matters."""
    for _ in range(1 if chance(draw, 0.7) else int(draw.integers(2, MOST))):
        said = {"who": person(draw), "who2": person(draw)}
        field = own_words(story, pick(draw, FIELDS[album.held_out]))
        found = (SENTENCE if chance(draw, album.sentence) else CLAUSE).findall(near)
        scene = filled(pick(draw, SCENES[album.held_out]), field, draw, who2=said["who2"])
        shown = scene if not found or chance(draw, album.scene) else str(pick(draw, found)).strip("　 ，、")
        yield filled(album.form, field, draw, s=shown), CAPTION
        if album.beside:
            yield filled(album.beside[0], field, draw), album.beside[1]
