"""Made listings: agendas, schedules, price lists and notices with flattened tables; every line of them is content."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from analysis.training.made_house import BODY, HEADING, TITLE, Line, chance, pick, size, some
from analysis.training.made_marks import Marks, clock, numbered
from analysis.training.made_tables import captioned, fees, flattened, places, spread, staff, timetable
from analysis.training.made_words import REMARKS, Field, body, filled, person, phone, prose, some_day, talk

Form = Callable[[Marks, Field, np.random.Generator], Iterator[Line]]
STARTS, LATEST = (480, 510, 540, 570), 1080  # minutes since midnight: when a day begins, when no session does
PAUSES = ("茶歇", "午餐", "合影", "自由讨论", "报到", "晚宴", "休息", "开幕式", "闭幕式", "签到", "自由交流")
AGENDAS = (
    "{place}{a}{event}日程",
    "第{n}届{a}{event}议程",
    "{year}年{event}会议日程安排",
    "关于举办“{a}与{b}”{event}的通知",
)
SCHEDULES = (
    "{body}{day}活动安排",
    "{event}值班表",
    "{a}课程表",
    "{place}{a}系列讲座预告",
    "{body}{year}年培训计划",
    "本周{a}放映表",
)
PRICES = ("{body}价目表", "{place}{a}收费标准", "{day}{place}{a}最新价格", "{body}报价单", "{year}年{a}价格行情")
NOTICES = (
    "{body}{year}年招生简章", "{body}公开招聘公告", "{year}年{a}考试安排", "{a}拟录取名单公示",
    "{body}{year}年分专业招生计划", "{a}考试报名须知",
)  # fmt: skip
PARTS = ("报名条件", "招考岗位", "时间安排", "考试科目", "录取办法", "报名方式", "收费", "考场分布", "体检", "咨询方式")
NO_PRICE = ("面议", "免费", "暂无报价", "电询")
ASIDES = ("限量", "会员九折", "需预约", "不含税", "节假日除外", "新品", "缺货")


def agenda(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield days, sessions with a chair, talks with time, title and speaker: from a dozen to five hundred lines."""
    yield filled(pick(draw, AGENDAS), field, draw), TITLE
    day, minute = some_day(draw), pick(draw, STARTS)
    yield from facts(marks, field, day, draw)
    for session in range(1, size(draw, 1, 14) + 1):
        if session == 1 or minute > LATEST or chance(draw, 0.2):
            yield marks.day(day), HEADING
            day, minute = day + 1, pick(draw, STARTS)
        yield numbered(marks.section, session, pick(draw, (*field.matters, "主旨报告", "分会场", "开幕式"))), HEADING
        chair = person(draw) + marks.inside(body(field, draw))
        about = (marks.label("chair", chair), marks.label("place", pick(draw, field.rooms)))
        yield from ((line, BODY) for line in some(draw, about, int(draw.integers(0, 3))))
        for n in range(1, size(draw, 2, 14) + 1):
            length = pick(draw, (10, 15, 20, 30))
            time = clock(marks.time, minute, length)
            minute += length
            pause = [time, pick(draw, PAUSES)]
            yield from spread(marks, pause if chance(draw, 0.1) else _talk(marks, field, n, time, draw))


def _talk(marks: Marks, field: Field, n: int, time: str, draw: np.random.Generator) -> list[str]:
    """Return the cells of one talk, in the house's order."""
    rank = " " + pick(draw, field.ranks) if marks.order % 2 else ""
    title, speaker = talk(field, draw), person(draw) + rank + marks.inside(body(field, draw))
    if marks.order % 3 == 0:
        title, speaker = marks.label("topic", title), marks.label("speaker", speaker)
    else:
        title = marks.item(n, title)
    orders = ([time, title, speaker], [title, speaker], [speaker, title], [time, speaker, title])
    return list(orders[marks.order % len(orders)])


def facts(marks: Marks, field: Field, day: int, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what a notice says first: perhaps a paragraph, and when, where, who."""
    if chance(draw, 0.5):
        yield "　　" * chance(draw, 0.3) + prose(field, draw, int(draw.integers(1, 5))), BODY
    values = {
        "time": marks.day(day),
        "place": body(field, draw) + pick(draw, field.rooms),
        "host": body(field, draw),
        "contact": f"{person(draw)} {phone(draw)}",
    }
    for n, key in enumerate(some(draw, tuple(values), int(draw.integers(0, 5))), 1):
        yield marks.item(n, marks.label(key, values[key])), BODY


def schedule(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield events with day, time and place, as a flattened table or as blocks of labelled lines."""
    yield filled(pick(draw, SCHEDULES), field, draw), TITLE
    day, step = some_day(draw), pick(draw, (0, 1, 1, 7, 14))
    yield from facts(marks, field, day, draw)
    if chance(draw, 0.4):
        yield from flattened(timetable(marks, field, draw, size(draw, 5, 80)), marks)
        return
    keys = some(draw, ("time", "place", "speaker", "topic", "host"), int(draw.integers(2, 5)))
    for n in range(1, size(draw, 3, 40) + 1):
        day += step
        values = {
            "time": f"{marks.day(day)} {clock(marks.time, int(draw.integers(96, 240)) * 5, 60)}",
            "place": pick(draw, field.rooms),
            "speaker": person(draw),
            "topic": talk(field, draw),
            "host": body(field, draw),
        }
        if marks.order % 2:
            yield marks.item(n, talk(field, draw)), HEADING
        yield from spread(marks, [marks.label(key, values[key]) if marks.order % 3 else values[key] for key in keys])


def prices(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield sections of goods with prices, and notes."""
    yield filled(pick(draw, PRICES), field, draw), TITLE
    if chance(draw, 0.5):
        yield prose(field, draw, int(draw.integers(1, 3)), REMARKS), BODY
    for section in range(1, size(draw, 1, 8) + 1):
        yield numbered(marks.section, section, pick(draw, field.matters)), HEADING
        if chance(draw, 0.4):
            yield from flattened(fees(marks, field, draw, size(draw, 3, 30)), marks)
        else:
            yield from _priced(marks, field, draw)
    yield from notes(marks, field, draw)


def _priced(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    unit, dots = pick(draw, field.units), chance(draw, 0.2)
    kinds = ("", "（大）", "（小）", "A款", "B款", "特惠")
    named = [thing + kind for thing in field.goods for kind in kinds]
    for n, thing in enumerate(some(draw, named, size(draw, 3, 25)), 1):
        price = f"{draw.integers(5, 3000)}{unit}" if chance(draw, 0.9) else pick(draw, NO_PRICE)
        aside = marks.inside(pick(draw, ASIDES)) if chance(draw, 0.15) else ""
        yield marks.item(n, thing + ("……" if dots else marks.joint) + price + aside), BODY


def notes(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what stands below a list: notes, who signs, the day; or nothing."""
    if chance(draw, 0.3):
        return
    yield marks.words["note"] + marks.joint.rstrip(), BODY
    for n in range(1, int(draw.integers(1, 6)) + 1):
        yield numbered(marks.number, n) + prose(field, draw, 1), BODY
    if chance(draw, 0.5):
        yield body(field, draw), BODY
        yield marks.day(some_day(draw)), BODY


def notice(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a notice of admission, of an examination or of jobs, with its tables flattened."""
    yield filled(pick(draw, NOTICES), field, draw), TITLE
    yield from facts(marks, field, some_day(draw), draw)
    for section, name in enumerate(some(draw, PARTS, int(draw.integers(1, 7))), 1):
        yield numbered(marks.section, section, name), HEADING
        if chance(draw, 0.5):
            sort = pick(draw, (staff, timetable, places, fees))
            yield from flattened(sort(marks, field, draw, size(draw, 3, 70)), marks)
        else:
            lines = int(draw.integers(1, 6))
            yield from ((numbered(marks.number, n) + prose(field, draw, 1), BODY) for n in range(1, lines + 1))
    yield from notes(marks, field, draw)


def tables(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield nothing but tables below a title."""
    name = pick(draw, ("{body}{a}统计表", "{place}{a}基本情况", "{body}{a}公示表", "{place}各{a}单位联系方式"))
    yield filled(name, field, draw), TITLE
    for _ in range(int(draw.integers(1, 5))):
        yield from captioned(marks, field, draw, 40)
