"""Made sheets: data sheets, chronicles, offers of work, programmes and directories; every line of them is content."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.training.made_house import BODY, HEADING, TITLE, Line, Split, chance, pick, size, some
from analysis.training.made_marks import Marks, clock, numbered
from analysis.training.made_tables import ROADS, spread
from analysis.training.made_words import PLACES, REMARKS, Field, body, filled, person, phone, prose, some_day, talk

SHEETS = ("{a}基本参数", "{body}简介", "{place}{a}项目信息", "{a}配置一览", "{body}概况")
SHEET_LABELS: tuple[dict[str, str], dict[str, str]] = (
    {
        "名称": "{a}", "型号": "{small}{n}-A", "产地": "{place}", "尺寸": "{n}×{small}厘米", "重量": "{n}公斤",
        "颜色": "黑、白、红",
        "上市时间": "{year}年{small}月", "保修期": "{small}年", "开放时间": "{small}:30-17:00", "门票": "{n}元",
        "交通": "乘{n}路到{place}路站",
        "面积": "{n}00平方米", "负责人": "{who}", "成立时间": "{year}年", "注册资本": "{n}0万元",
        "经营范围": "{a}、{b}", "电话": "{phone}",
        "级别": "省级", "主管部门": "{body}", "编号": "{year}-{n}", "数量": "{n}套", "用途": "用于{a}",
        "有效期": "至{day}", "特点": "{a}与{b}相结合",
    },
    {
        "品名": "{a}", "规格": "{n}*{small}mm", "出产": "{place}", "净重": "{n}克", "发售日期": "{year}.{small}",
        "质保": "{small}个月",
        "营业时段": "9:{n}—21:00", "票价": "成人{n}元", "乘车路线": "{n}路、{small}路", "占地": "{n}亩",
        "法人": "{who}", "创办年份": "{year}",
        "主营": "{a}", "热线": "{phone}", "主管": "{body}", "备案号": "{n}{year}", "适用": "{a}、{b}",
        "截止": "{day}", "评分": "{small}.{small}",
    },
)  # fmt: skip
CHRONICLES = ("{body}大事记", "{a}发展历程", "{year}年{a}大事记", "{event}时间表")
DEEDS = (
    "{a}启动",
    "{who}任{body}负责人",
    "召开{event}，通过{a}方案",
    "{a}荣获省级奖励",
    "与{body}签订{a}协议",
    "{a}完成验收",
    "首次举办{event}",
    "新建{a}基地{small}处",
)
OFFERS = ("{body}招聘启事", "{body}诚聘英才", "{year}年{a}招聘信息", "{body}招聘{n}人")
WORK: Split[tuple[str, ...]] = (
    (
        ("岗位职责", "任职要求", "薪资待遇", "工作地点"),
        ("招聘人数", "学历", "要求", "待遇"),
        ("职位描述", "任职资格", "福利"),
    ),
    (("工作内容", "应聘条件", "我们提供"), ("名额", "条件", "月薪", "上班地点"), ("职责概要", "技能要求", "年龄")),
)
DUTIES = (
    "负责{a}的日常管理", "熟悉{a}，有{small}年以上经验", "协助完成{b}", "本科以上学历，{a}相关专业", "能适应出差",
    "有良好的沟通能力", "五险一金，双休",
    "月薪{small}000元起", "参与{a}方案的制订", "撰写{b}报告", "吃苦耐劳，责任心强", "年龄{n}岁以下",
)  # fmt: skip
PROGRAMMES = ("{place}电视台节目预告", "{day}{place}剧场演出安排", "{event}节目单", "{place}广播节目表")
SHOWS = tuple(
    (
        "早间新闻 天气预报 电视剧 午间报道 动物世界 少儿乐园 健康之路 财经速递 晚间剧场 体育赛场 深夜书房 法治在线 "
        "农业天地 电影 综艺大观 名段欣赏 交通之声 城市夜话"
    ).split()
)
DIRECTORIES = ("{place}{a}单位通讯录", "{place}{event}承办机构一览", "{body}各部门联系方式", "{place}{a}网点地址")


def sheet(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield labels with values, perhaps of some things one after the other, and a paragraph about them."""
    yield filled(pick(draw, SHEETS), field, draw), TITLE
    forms = SHEET_LABELS[marks.held_out]
    labels, things = some(draw, tuple(forms), int(draw.integers(5, 18))), size(draw, 1, 8)
    for n in range(1, things + 1):
        if things > 1:
            yield numbered(marks.section, n, pick(draw, field.goods) + pick(draw, field.matters)), HEADING
        for label in labels:
            value = filled(forms[label], field, draw)
            cells = [label, value] if marks.flat == "row" else [label + marks.joint + value]
            yield from ((cell, BODY) for cell in cells)
        if chance(draw, 0.5):
            yield prose(field, draw, int(draw.integers(1, 4)), REMARKS), BODY


def chronicle(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield days that ascend, or descend, and what happened on them."""
    yield filled(pick(draw, CHRONICLES), field, draw), TITLE
    if chance(draw, 0.5):
        yield prose(field, draw, int(draw.integers(1, 4)), REMARKS), BODY
    day, step = some_day(draw), pick(draw, (-40, 15, 60, 400))
    end = pick(draw, ("", "。", "；"))
    for _ in range(size(draw, 6, 70)):
        day += int(draw.integers(1, 40)) * (1 if step > 0 else -1) + step
        deed = filled(pick(draw, DEEDS), field, draw) + end
        yield from spread(marks, [marks.day(max(day, 1)), deed])


def offer(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield posts, what is asked and what is given."""
    yield filled(pick(draw, OFFERS), field, draw), TITLE
    if chance(draw, 0.6):
        yield prose(field, draw, int(draw.integers(1, 4)), REMARKS), BODY
    labels, posts = pick(draw, WORK[marks.held_out]), size(draw, 1, 10)
    for n in range(1, posts + 1):
        yield numbered(marks.section, n, pick(draw, field.matters) + pick(draw, field.ranks)), HEADING
        for label in labels:
            duties = [filled(duty, field, draw) for duty in some(draw, DUTIES, int(draw.integers(1, 6)))]
            if len(duties) == 1:
                yield label + marks.joint + duties[0], BODY
            else:
                yield from (
                    (line, BODY) for line in (label, *(numbered(marks.number, i) + d for i, d in enumerate(duties, 1)))
                )
    yield marks.label("contact", f"{person(draw)} {phone(draw)}"), BODY
    if chance(draw, 0.5):
        yield marks.label("place", f"{pick(draw, PLACES)}市{pick(draw, ROADS)}{draw.integers(1, 300)}号"), BODY


def programme(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what is shown when, by day or by channel."""
    yield filled(pick(draw, PROGRAMMES), field, draw), TITLE
    day, sections = some_day(draw), size(draw, 1, 8)
    for section in range(1, sections + 1):
        if sections > 1 or chance(draw, 0.5):
            head = (
                marks.day(day + section)
                if marks.order % 2
                else numbered(marks.section, section, f"{pick(draw, PLACES)}频道")
            )
            yield head, HEADING
        minute = pick(draw, (360, 390, 480, 1080))
        for _ in range(size(draw, 4, 24)):
            length = pick(draw, (5, 10, 25, 30, 45, 60, 90))
            show = pick(draw, SHOWS) + (marks.inside(pick(draw, field.matters)) if chance(draw, 0.3) else "")
            yield from spread(marks, [clock(marks.time, minute, length), show])
            minute += length


def directory(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield offices with their addresses, telephones and people, as blocks."""
    yield filled(pick(draw, DIRECTORIES), field, draw), TITLE
    keys = some(draw, ("place", "contact", "chair"), int(draw.integers(1, 4)))
    for n in range(1, size(draw, 5, 60) + 1):
        town = pick(draw, PLACES)
        values = {
            "place": f"{town}市{pick(draw, ROADS)}{draw.integers(1, 400)}号",
            "contact": phone(draw),
            "chair": person(draw),
        }
        office = marks.item(n, town + pick(draw, field.bodies))
        yield from spread(marks, [office, *(marks.label(k, values[k]) if marks.order % 3 else values[k] for k in keys)])


def certificate(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what somebody has done: a life in labelled lines and short entries."""
    yield f"{person(draw)}{pick(draw, ('个人简历', '简介', '人物档案', '主要成果'))}", TITLE
    yield marks.label("unit", body(field, draw)), BODY
    day = some_day(draw)
    for section, head in enumerate(
        some(draw, ("工作经历", "教育背景", "获奖情况", "主要论文", "承担课题", "社会兼职"), int(draw.integers(2, 7))),
        1,
    ):
        yield numbered(marks.section, section, head), HEADING
        for n in range(1, size(draw, 2, 14) + 1):
            day += int(draw.integers(20, 200))
            yield (
                marks.item(n, f"{marks.day(day)}{marks.separator}{talk(field, draw)}{marks.inside(body(field, draw))}"),
                BODY,
            )
