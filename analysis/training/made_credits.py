"""Credits: who wrote, checked and sent an article, and what a site disclaims, right behind its last line."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.training.made_furniture import SITES
from analysis.training.made_house import LEGAL, META, Line, Split, chance, pick
from analysis.training.made_words import PLACES, person

CREDITED, DISCLAIMED, INDENTED = 0.55, 0.2, 0.3  # of the pages; of the credits
CREDITS: Split[tuple[str, ...]] = (
    (("信息来源：{office}", "一审：{who}", "二审：{second}", "三审：{third}"),
     ("来源：{source}", "编辑：{who}", "审核：{second}"),
     ("供稿：{office}", "图片：{office}提供", "初审：{who}", "终审：{second}"),
     ("文字：{who}", "图片：{second}", "责任编辑：{third}"),
     ("一审（撰稿）：{who}", "二审（{office}）：{second}"),
     ("来源 | {source}", "编辑 | {who}", "审核 | {second}"),
     ("（{source} 记者 {who}）",), ("{who} {second}", "图片由{office}提供"), ("作者单位：{office}",), ("{office}",),
     ("{office} {who}",), ("撰稿：{who}　审稿：{second}　编辑：{third}",), ("编辑：{who}", "出处：{source}")),
    (("稿件来源：{source}", "校对：{who}", "编审：{second}"), ("摄影：{who}", "通讯员：{second}"),
     ("文图／{who}", "监制／{second}"), ("资料来源：{office}",), ("[编辑 {who}]",), ("{source}·{who}",),
     ("值班编委：{who}", "版面编辑：{second}"), ("复审：{who}", "签发：{second}")),
)  # fmt: skip
DISCLAIMERS: Split[str] = (
    ("声明：本文系转载，版权归原作者所有，如有侵权请与我们联系。", "以上内容仅供参考，不构成任何建议。",
     "本文仅代表作者个人观点，与{source}无关。", "本页由程序自动抓取，本站不对其真实性负责，也未作任何改动。",
     "转载请注明出处：{source}"),
    ("特别提醒：文章来自网友投稿，不代表本网立场。", "内容源于公开渠道，请自行核实，{source}概不负责。",
     "如涉及作品版权问题，请于七日内告知本站。"),
)  # fmt: skip
OFFICES = ("宣传部", "教育局", "办公室", "团委", "工会", "融媒体中心", "组织科", "新闻中心")


def credited_lines(held_out: bool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the credits and the disclaimer of a page, if it has any."""
    told = {
        "source": pick(draw, SITES),
        "office": pick(draw, PLACES) + pick(draw, OFFICES),
        "who": person(draw), "second": person(draw), "third": person(draw),
    }  # fmt: skip
    before = "　　" if chance(draw, INDENTED) else ""
    if chance(draw, CREDITED):
        yield from ((before + line.format(**told), META) for line in pick(draw, CREDITS[held_out]))
    if chance(draw, DISCLAIMED):
        yield before + pick(draw, DISCLAIMERS[held_out]).format(**told), LEGAL
