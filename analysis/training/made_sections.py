"""Made sections: subheads between an article's paragraphs, groups of short lines and data sheets in it; all content."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from analysis.training.made_house import BODY, HEADING, Line, Pool, Split, Story, chance, pick, size, some, text_start
from analysis.training.made_inserts import own_words
from analysis.training.made_marks import Marks, clock, numbered
from analysis.training.made_sheets import SHEET_LABELS
from analysis.training.made_words import FIELDS, Field, body, filled, person, some_day

SUBHEADS: Split[str] = (
    (
        "{a}要紧", "什么是{a}？", "{a}怎么办", "莫小看{a}", "{a}与{b}", "先说{a}", "{a}：还要等多久", "不只是{a}",
        "从{a}说起",
        "{a}背后", "专家：{a}要适度", "背景", "小结", "案例一", "现场", "{a}的来历", "怎么做", "为何是{a}", "争议",
        "看点",
    ),
    ("{a}三问", "走近{a}", "谁需要{a}", "{a}之后", "再谈{b}", "尾声", "新知", "一点提醒", "{a}也有{b}", "{b}变了"),
)  # fmt: skip
INTROS: Split[str] = (
    (
        "具体安排如下：",
        "名单如下：",
        "以下是各地{a}一览：",
        "整理如下：",
        "{a}情况",
        "详细信息请见下文。",
        "各单位{a}时间如下：",
    ),
    ("请看清单：", "附：{a}一览", "逐一列出，供查阅。", "现汇总于下"),
)
ENTRIES: Split[tuple[str, ...]] = (
    (
        ("{day}{a}照常开放", "{day}起停办", "详情请拨{phone}"),
        ("地址：{place}市{place2}路{n}号", "电话：{phone}"), ("{who}",
        "{a}"),
        ("{a} {n} {body}",), ("{time}　{a}", "{time}　{b}"), ("{a}{n}元", "{b}{n}元", "优惠至{day}"),
        ("评分：{n}.{small}", "上榜理由：{a}"), ("{body}", "{who} {phone}"), ("{a}({n}{small}7)",),
        ("{a}", "{who};{who2}"),
    ),
    (
        ("{day}-{day2} {a}暂停", "急事请拨{phone}"), ("{place}·{body}", "{n}席"), ("[{n}] {a}", "{who}／{who2}"),
        ("{a}→{b}", "限{n}名"),
        ("{body} {a} {n}/{small}",),
    ),
)  # fmt: skip
BULLETS: Split[str] = (
    ("★{t}", "◎{t}", "{t}", "【{t}】", "●{t}", "{h}、{t}", "{n}. {t}"),
    ("◇{t}", "▌{t}", "〈{t}〉", "#{n} {t}"),
)
SHEET_MARKS: Split[str] = (
    ("◎{k}　{v}", "【{k}】{v}", "{k}：{v}", "·{k}：{v}", "◎{k} {v}"),
    ("▷{k} {v}", "〔{k}〕 {v}", "{k} = {v}"),
)
CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,12}(?=[，。：；！？])")
OWN_CLAUSE = 0.5  # of the subheads are a clause of the paragraph below
OFTEN = 0.25  # the least share of paragraphs with a subhead


def subheaded(marks: Marks, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with subheads above some of its paragraphs."""
    del pool
    field = own_words(story, pick(draw, FIELDS[marks.held_out]))
    form = pick(draw, ("{t}", "{t}", marks.section))
    share, n = draw.uniform(OFTEN, 1), 0
    for i, (text, role) in enumerate(story.told()):
        if role == BODY and i > 1 and len(text) > 40 and chance(draw, share):
            n += 1
            yield numbered(form, n, subhead(marks, text, field, draw)), HEADING
        yield text, role


def subhead(marks: Marks, paragraph: str, field: Field, draw: np.random.Generator) -> str:
    """Return a clause of a paragraph, or words on what the article is about."""
    clauses = CLAUSE.findall(paragraph)
    if clauses and chance(draw, OWN_CLAUSE):
        return str(pick(draw, clauses))
    return filled(pick(draw, SUBHEADS[marks.held_out]), field, draw)


def grouped(marks: Marks, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article that ends with groups of short lines, or has a data sheet below its headline."""
    del pool
    field = own_words(story, pick(draw, FIELDS[marks.held_out]))
    told = story.told()
    if chance(draw, 0.35):
        top = text_start(told)
        yield from [*told[:top], *data_sheet(marks, field, draw), *told[top:]]
        return
    keep = max(3, int(len(told) * draw.uniform(0.3, 1)))
    yield from told[:keep]
    if chance(draw, 0.8):
        yield filled(pick(draw, INTROS[marks.held_out]), field, draw), BODY
    yield from groups(marks, field, draw)


def groups(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a name and short lines below it, again and again, in one form."""
    bullet, entry = pick(draw, BULLETS[marks.held_out]), pick(draw, ENTRIES[marks.held_out])
    headed = chance(draw, 0.7)
    for n in range(1, size(draw, 4, 40) + 1):
        if headed:
            yield numbered(bullet, n, body(field, draw)), HEADING
        yield from ((entered(line, marks, field, draw), BODY) for line in entry)


def entered(form: str, marks: Marks, field: Field, draw: np.random.Generator) -> str:
    """Fill a short line: as `filled` does, and ``{time} {day2} {who2}``."""
    time, day2 = clock(marks.time, int(draw.integers(480, 1200)), 60), marks.day(some_day(draw))
    return filled(form, field, draw, time=time, day2=day2, who2=person(draw))


def data_sheet(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield labels and values, some with more values in lines of their own."""
    form, labels = pick(draw, SHEET_MARKS[marks.held_out]), SHEET_LABELS[marks.held_out]
    padded = chance(draw, 0.3)
    for label in some(draw, tuple(labels), int(draw.integers(4, 16))):
        name = "　".join(label) if padded and len(label) == 2 else label
        yield form.format(k=name, v=filled(labels[label], field, draw)), BODY
        if chance(draw, 0.15):
            yield from ((person(draw), BODY) for _ in range(int(draw.integers(1, 5))))
