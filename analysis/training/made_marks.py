"""Marks of listings: how a house numbers, dates, labels, brackets and joins what it lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from analysis.training.made_house import Split, chance, pick
from analysis.training.made_words import written

HAN = "零一二三四五六七八九十"
NUMBERS: Split[str] = (
    ("{n}、", "{n}.", "{n}. ", "（{h}）", "{h}、", "{c}", "({n})", "第{h}项　", "{n}", "{n}：", "No.{n} "),
    ("{n}．", "{n}）", "【{n}】", "[{n}]", "{nn} ", "{k}", "第{n}号 ", "({h})", "{n}｜", "#{n} ", "{n}/"),
)
SECTIONS: Split[str] = (
    (
        "{h}、{t}",
        "【{t}】",
        "◆ {t}",
        "{t}：",
        "第{h}部分 {t}",
        "（{h}）{t}",
        "{t}",
        "■{t}",
        "{n}. {t}",
        "★{t}★",
        "-- {t} --",
    ),
    (
        "〖{t}〗",
        "▍{t}",
        "Part {n}　{t}",
        "●{t}",
        "「{t}」",
        "第{n}单元：{t}",
        "〔{h}〕{t}",
        "===={t}====",
        "▲{t}",
        "{t}（{n}）",
    ),
)
TIMES: Split[str] = (
    ("{a}:{b:02d}-{x}:{y:02d}", "{a:02d}:{b:02d}", "{a:02d}:{b:02d}～{x:02d}:{y:02d}", "{a}:{b:02d}--{x}:{y:02d}",
     "{half}{a12}:{b:02d}", "{a}时{b:02d}分", "{a:02d}:{b:02d} - {x:02d}:{y:02d}"),
    ("{a}：{b:02d}—{x}：{y:02d}", "{a}.{b:02d}-{x}.{y:02d}", "{a}点{b:02d}分", "{a:02d}{b:02d}－{x:02d}{y:02d}",
     "({a:02d}:{b:02d})", "{a}:{b:02d}至{x}:{y:02d}"),
)  # fmt: skip
DATES: Split[str] = (
    (
        "{mo}月{d}日",
        "{y}年{mo}月{d}日",
        "{y}-{mo:02d}-{d:02d}",
        "{mo}月{d}日（周{w}）",
        "{mo}月{d}日 星期{w}",
        "{y}年{mo}月{d}日上午",
    ),
    ("{y}.{mo}.{d}", "{mo}/{d}", "{y}/{mo:02d}/{d:02d}", "周{w} {mo}.{d}", "{mo}月{d}號（{w}）", "{mo:02d}-{d:02d}"),
)
JOINTS: Split[str] = (("：", ":", "： ", "　", " "), (" : ", "｜", "——", "=", "→"))
BRACKETS: Split[str] = (("（{t}）", "({t})", "，{t}", " {t}"), ("[{t}]", "〔{t}〕", "／{t}", "——{t}", "［{t}］"))
SEPARATORS: Split[str] = ((" ", "　", "  ", "\t", " | "), ("｜", " / ", "，", "　　", " - "))
LABELS: dict[str, Split[str]] = {
    "time": (("时间", "会议时间", "开始时间"), ("举行时间", "时段", "日期")),
    "place": (("地点", "会议地点", "地址"), ("场地", "举办地", "会场")),
    "chair": (("主持人", "主持", "会议主席"), ("召集人", "本场主席", "Chair")),
    "speaker": (("报告人", "主讲人", "发言人"), ("演讲者", "嘉宾", "讲者")),
    "topic": (("题目", "报告题目", "主题"), ("议题", "讲题", "题")),
    "host": (("主办单位", "主办", "承办单位"), ("主办方", "组织单位", "协办")),
    "note": (("注", "备注", "说明"), ("附注", "温馨提示", "特别说明")),
    "name": (("姓名", "名称", "项目"), ("人员", "品名", "内容")),
    "unit": (("单位", "所在单位", "工作单位"), ("来自", "机构", "部门")),
    "price": (("价格", "单价", "收费标准"), ("报价", "售价", "金额")),
    "rank": (("名次", "排名", "序号"), ("位次", "No", "编号")),
    "score": (("得分", "总分", "成绩"), ("积分", "分数", "票数")),
    "count": (("人数", "计划数", "招生人数"), ("名额", "录取数", "拟招")),
    "contact": (("联系人", "联系电话", "咨询电话"), ("联络人", "电话", "热线")),
    "need": (("用料", "材料", "原料"), ("食材", "配料表", "准备")),
    "steps": (("做法", "步骤", "制作方法"), ("操作流程", "制作过程", "怎么做")),
    "tips": (("小贴士", "提示", "注意事项"), ("心得", "小窍门", "烹饪要点")),
}
FLAT = ("row", "column", "line")


def han(n: int) -> str:
    """Write a number under a hundred in Chinese."""
    tens, ones = divmod(n, 10)
    if n <= 10:
        return HAN[n]
    return (HAN[tens] if tens > 1 else "") + "十" + (HAN[ones] if ones else "") if n < 100 else str(n)


def numbered(form: str, n: int, text: str = "") -> str:
    """Write a number, and perhaps what it stands before, in a form with ``{n} {nn} {h} {c} {k} {t}``."""
    circled = chr(0x2460 + n - 1) if n <= 20 else f"{n}."
    black = chr(0x2776 + n - 1) if n <= 10 else f"{n}."
    return form.format(n=n, nn=f"{n:02d}", h=han(n), c=circled, k=black, t=text)


def clock(form: str, minute: int, length: int) -> str:
    """Write the time of so many minutes since midnight, and perhaps of the end."""
    (a, b), (x, y) = divmod(minute % 1440, 60), divmod((minute + length) % 1440, 60)
    return form.format(a=a, b=b, x=x, y=y, half="上午" if a < 12 else "下午", a12=a if a < 13 else a - 12)


@dataclass(frozen=True, slots=True)
class Marks:
    """One house's ways."""

    name: str
    held_out: bool
    number: str
    section: str
    time: str
    date: str
    joint: str
    bracket: str
    separator: str
    flat: str
    numbering: bool
    order: int
    words: dict[str, str] = field(default_factory=dict)

    @classmethod
    def drawn(cls, name: str, held_out: bool, draw: np.random.Generator) -> Marks:
        """Draw the ways of a house; those of training and of held-out houses have no form in common."""
        number = pick(draw, NUMBERS[held_out])
        sections = [form for form in SECTIONS[held_out] if not form.startswith(number.strip())]
        return cls(
            name,
            held_out,
            number,
            pick(draw, sections),
            pick(draw, TIMES[held_out]),
            pick(draw, DATES[held_out]),
            pick(draw, JOINTS[held_out]),
            pick(draw, BRACKETS[held_out]),
            pick(draw, SEPARATORS[held_out]),
            pick(draw, FLAT),
            chance(draw, 0.6),
            int(draw.integers(12)),
            {key: pick(draw, split[held_out]) for key, split in LABELS.items()},
        )

    def label(self, key: str, value: str) -> str:
        """Write a label and its value."""
        return self.words[key] + self.joint + value

    def day(self, day: int) -> str:
        """Write a day."""
        return written(day, self.date)

    def item(self, n: int, text: str) -> str:
        """Write a thing behind its number, if the house numbers."""
        return numbered(self.number, n) + text if self.numbering else text

    def inside(self, text: str) -> str:
        """Bracket what is said of somebody."""
        return self.bracket.format(t=text)


@cache
def marks(held_out: bool) -> tuple[Marks, ...]:
    """Return the houses' ways: 40 for training, 16 held out."""
    draw = np.random.default_rng(77 + held_out)
    return tuple(
        Marks.drawn(f"{'held' if held_out else 'house'}{i:02d}", held_out, draw) for i in range(16 if held_out else 40)
    )
