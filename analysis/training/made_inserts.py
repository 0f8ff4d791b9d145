"""Made inserts: a table inside a real article, and notices whose attachments are listed at the end; all content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analysis.training.made_house import (
    BODY,
    CAPTION,
    TITLE,
    UNKNOWN,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
    size,
    some,
)
from analysis.training.made_marks import Marks, numbered
from analysis.training.made_tables import captioned
from analysis.training.made_words import FIELDS, Field, body, person, phone, prose, some_day

LENGTHS, OFTEN, LEAST_WORDS = (2, 3, 4, 5), 3, 4
FUNCTIONAL = "的了在是和有不这也为与及对将就都而但被把从到等者們们這為與對將讓让他她我你它日月年说說一二三"
ATTACHED: Split[str] = (
    ("附件：", "附件", "附件下载：", "附：", "附件列表", "相关附件："),
    ("附件清单", "【附件】", "下载附件", "随文附件 ▼"),
)
FILES: Split[str] = (
    ("{n}.{t}.doc", "附件{n}：{t}.pdf", "{n}、{t}", "{t}.xls", "附件{n} {t}.docx（{k}KB）", "附件{n}.{t}"),
    ("[{n}] {t}.rar", "●{t}.wps", "《{t}》（见附件{n}）", "{t}.zip [下载次数：{k}]"),
)
FORMS = "申请表 汇总表 登记表 推荐表 实施细则 评分标准 名额分配表 承诺书 回执 操作指南 名单".split()
CALLS: Split[str] = (
    ("各有关单位：", "各学院、各部门：", "各县（市、区）人民政府：", "全体会员："),
    ("各位同仁:", "局属各单位、机关各科室：", "致广大考生："),
)
HEADS = "申报条件 时间要求 组织领导 报送材料 工作目标 联系方式 参加对象 活动内容 经费保障 工作要求".split()
DOINGS = ("开展{a}申报", "做好{a}检查", "举办{a}培训", "加强{a}管理", "征集{a}案例", "公布{a}结果", "组织参加{a}竞赛")


def with_table(marks: Marks, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a real article with one table or two between its paragraphs."""
    del pool
    told = story.told()
    field = own_words(story, pick(draw, FIELDS[marks.held_out]))
    cuts = sorted(int(draw.integers(min(3, len(told)), len(told) + 1)) for _ in range(int(draw.integers(1, 3))))
    at = 0
    for cut in cuts:
        yield from told[at:cut]
        if chance(draw, 0.3):
            yield pick(draw, ("（见下表）", "具体情况如下：", "详见下表：", "单位：万元")), CAPTION
        yield from captioned(marks, field, draw, 40)
        at = cut
    yield from told[at:]


def own_words(story: Story, field: Field) -> Field:
    """Let a field talk of what an article does: a table in it is about its own matters."""
    runs = re.findall(r"[\u4e00-\u9fff]+", "，".join((story.title, *story.paragraphs)))
    counts = Counter(run[i : i + n] for run in runs for n in LENGTHS for i in range(len(run) - n + 1))
    often = [word for word, count in counts.items() if count >= OFTEN and not set(word) & set(FUNCTIONAL)]
    whole = tuple(word for word in often if not any(word != other and word in other for other in often))
    return replace(field, matters=whole, goods=whole) if len(whole) >= LEAST_WORDS else field


def with_attachments(marks: Marks, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a notice: whom it is for, numbered matters, attachments, who signs and when."""
    del story, pool
    held_out = marks.held_out
    field = pick(draw, FIELDS[held_out])
    doing = pick(draw, DOINGS).format(a=pick(draw, field.matters))
    yield f"关于{doing}的{pick(draw, ('通知', '公告', '函', '意见', '补充通知'))}", TITLE
    if chance(draw, 0.5):
        by = pick(draw, ("教", "政", "卫", "人社", "协"))
        yield f"{by}发〔{draw.integers(2004, 2025)}〕{draw.integers(1, 200)}号", UNKNOWN
    yield pick(draw, CALLS[held_out]), BODY
    yield "　　" * chance(draw, 0.5) + prose(field, draw, int(draw.integers(1, 4))), BODY
    for n, head in enumerate(some(draw, HEADS, size(draw, 1, len(HEADS))), 1):
        yield from matter(marks, field, (n, head), draw)
    end = list(signed(marks, field, draw))
    files = list(attachments(marks, field, draw))
    yield from [*files, *end] if chance(draw, 0.6) else [*end, *files]


def matter(marks: Marks, field: Field, headed: tuple[int, str], draw: np.random.Generator) -> Iterator[Line]:
    """Yield one numbered matter of a notice, in a line or with sub-items below."""
    n, head = headed
    if chance(draw, 0.4):
        yield numbered(marks.section, n, head + "：" + prose(field, draw, 1)), BODY
        return
    yield numbered(marks.section, n, head), BODY
    for i in range(1, int(draw.integers(1, 6)) + 1):
        yield numbered(marks.number, i) + prose(field, draw, int(draw.integers(1, 3))), BODY
    if chance(draw, 0.2):
        yield marks.label("contact", f"{person(draw)}　{phone(draw)}"), BODY


def attachments(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the list of attachments."""
    held_out = marks.held_out
    form, head = pick(draw, FILES[held_out]), pick(draw, ATTACHED[held_out])
    yield head, BODY
    for n, name in enumerate(some(draw, FORMS, int(draw.integers(1, 8))), 1):
        yield form.format(n=n, t=pick(draw, field.matters) + name, k=draw.integers(12, 900)), BODY
    if chance(draw, 0.2):
        yield pick(draw, ("点击下载", "查看附件", "下载")), WIDGET


def signed(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield who signs, and the day."""
    yield body(field, draw), BODY
    if chance(draw, 0.2):
        yield body(field, draw), BODY
    yield marks.day(some_day(draw)), BODY
    if chance(draw, 0.15):
        yield "（此件公开发布）", BODY
