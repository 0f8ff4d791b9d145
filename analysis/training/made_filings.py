"""Made filings: what companies announce, with codes, assurances that read like disclaimers, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import BODY, HEADING, TITLE, Line, Pool, Split, Story, chance, pick, size, some
from analysis.training.made_marks import Marks, numbered
from analysis.training.made_tables import captioned
from analysis.training.made_words import FIELDS, PLACES, Field, filled, prose, some_day

MATTERS: Split[str] = (
    (
        "关于{a}的公告", "关于召开{year}年第{small}次临时股东大会的通知", "关于股东减持股份的提示性公告",
        "第{small}届董事会第{n}次会议决议公告", "关于签订{a}合同的公告", "{year}年度业绩预告",
        "关于{b}进展情况的公告", "股票交易异常波动公告",
    ),
    ("关于收到{a}批复的公示", "关于高级管理人员辞职的说明", "更正启事", "{year}年半年度权益分派实施方案"),
)  # fmt: skip
CODES: Split[str] = (
    (
        "证券代码：{code} 证券简称：{short} 公告编号：{year}-0{n}",
        "股票代码：{code}　股票简称：{short}　编号：临{year}-{n}",
        "证券代码:{code}\n证券简称:{short}\n公告编号:{year}-{n}", "",
    ),
    ("代码：{code}｜简称：{short}｜文号：{n}", "债券代号：{code}\n债券名称：{short}债"),
)  # fmt: skip
ASSURED: Split[str] = (
    (
        "本公司及董事会全体成员保证信息披露的内容真实、准确、完整，没有虚假记载、误导性陈述或重大遗漏。",
        "本公司董事会及全体董事保证本公告内容不存在任何虚假记载，并对其真实性承担个别及连带责任。",
        "特别提示：投资者应注意投资风险。",
    ),
    ("公司监事会声明：所载资料属实，如有不实，愿负法律责任。", "重要内容提示：请广大股民理性投资。"),
)  # fmt: skip
HEADS: Split[str] = (
    (
        "交易概述", "会议召开情况", "会议审议事项", "{a}基本情况", "对公司的影响", "风险提示", "审批程序", "备查文件",
        "表决结果", "其他说明", "登记方法", "相关股东承诺",
    ),
    ("事由", "所涉{a}", "后续安排", "存档材料", "咨询办法", "影响评估"),
)  # fmt: skip
SAID: Split[str] = (
    (
        "{company}（以下简称“公司”）于{day}收到{body}出具的{a}文件，现将有关情况公告如下。",
        "本次交易不构成关联交易，也不构成重大资产重组。",
        "会议应到董事{small}人，实到{small}人，符合《公司法》和公司章程的规定。",
        "表决结果：同意{n}00万股，反对0股，弃权{small}股。", "公司预计{year}年度净利润比上年同期增长{n}%。",
        "该事项尚需提交股东大会审议，存在不确定性。", "经自查，公司不存在应披露而未披露的重大信息。",
        "{who}先生直接持有公司股份{n}万股，占总股本的{small}.{n}%。",
        "公司指定的信息披露媒体为{place}日报，敬请广大投资者注意风险。", "{a}项目总投资{n}亿元，建设期{small}年。",
        "股权登记日：{day}；登记地点：{place}市公司证券部。", "联系人：{who}；电话：{phone}；传真：{phone}。",
    ),
    (
        "{company}今日接{body}通知，涉及{a}。", "此举不影响日常经营，亦无须{body}核准。",
        "拟以总股本{n}亿股为基数，每10股派{small}元（含税）。", "{who}女士因个人原因请辞，辞呈即日起生效。",
        "前文“{a}”应为“{b}”，特此更正并致歉。",
    ),
)  # fmt: skip
KEPT: Split[str] = (
    ("董事会决议；", "{a}合同文本；", "独立董事意见；", "律师事务所出具的法律意见书。"),
    ("{a}批文原件", "监事签字页", "辞职信"),
)
CLOSED: Split[str] = (("特此公告。", "特此公告", "特此通知。"), ("以上，敬请知悉。", "谨此告知"))
BOARDS: Split[str] = (("董事会", " 董 事 会", "董事会办公室"), ("监事会", "管理人", "董事局"))
TRAINED, HELD = 32, 12


@dataclass(frozen=True, slots=True)
class Exchange:
    """How one place prints filings.

    Attributes
    ----------
    name : str
    marks : Marks
        Its ways of numbering and of dates.
    code : str
        What stands below or above the title; nothing at some.
    above : bool
    assured, closed, board : str
    """

    name: str
    marks: Marks
    code: str
    above: bool
    assured: str
    closed: str
    board: str


@cache
def exchanges(held_out: bool) -> tuple[Exchange, ...]:
    """Return the places: 32 for training, 12 held out."""
    draw, h = np.random.default_rng(499 + held_out), held_out
    names = [f"{'held' if h else 'house'}{i:02d}" for i in range(HELD if h else TRAINED)]
    return tuple(
        Exchange(
            name, Marks.drawn(name, h, draw), pick(draw, CODES[h]), chance(draw, 0.3), pick(draw, ASSURED[h]),
            pick(draw, CLOSED[h]), pick(draw, BOARDS[h]),
        )
        for name in names
    )  # fmt: skip


def filed(exchange: Exchange, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a filing: title, codes, assurance, numbered matters with a table among them, who signs and when."""
    del story, pool
    marks, h = exchange.marks, exchange.marks.held_out
    field = pick(draw, FIELDS[h])
    short = pick(draw, PLACES) + pick(draw, ("股份", "科技", "实业", "能源", "集团"))
    company = f"{short}股份有限公司"
    codes = exchange.code.format(
        code=int(draw.integers(1, 700000)), short=short, year=2011, n=int(draw.integers(1, 99))
    )
    title = (company + filled(pick(draw, MATTERS[h]), field, draw), TITLE)
    lines = [(text, BODY) for text in codes.split("\n") if text]
    yield from [*lines, title] if exchange.above else [title, *lines]
    yield exchange.assured, BODY
    heads = some(draw, HEADS[h], size(draw, 2, 8))
    at = int(draw.integers(len(heads))) if chance(draw, 0.4) else -1
    for n, head in enumerate(heads, 1):
        yield numbered(marks.section, n, filled(head, field, draw)), HEADING
        yield from said(exchange, company, field, draw)
        if n - 1 == at:
            yield from captioned(marks, field, draw, 12)
    yield exchange.closed, BODY
    yield from ((text, BODY) for text in (company + exchange.board, marks.day(some_day(draw))))


def said(exchange: Exchange, company: str, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what is said of one matter: in a paragraph, in numbered lines, or as papers that can be seen."""
    marks, h = exchange.marks, exchange.marks.held_out
    forms = [form.replace("{company}", company) for form in SAID[h]]
    if chance(draw, 0.15):
        yield from ((numbered(marks.number, n) + filled(form, field, draw), BODY) for n, form in enumerate(KEPT[h], 1))
    elif chance(draw, 0.5):
        yield prose(field, draw, int(draw.integers(1, 4)), forms), BODY
    else:
        for n in range(1, int(draw.integers(2, 6))):
            yield numbered(marks.number, n) + prose(field, draw, 1, forms), BODY
