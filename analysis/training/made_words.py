"""Words of made pages: people, days, and the things of a dozen fields. All written for this purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.training.made_fields import HELD_OUT, TRAINING

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭"
    "吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦"
    "江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华建国玉兰文辉力健永红梅志海燕鹏飞云雪"
    "峰林晓东宇浩然子轩雨涵思远嘉怡欣悦诗琪天翔博俊凯佳宁雅琴春生庆丰德宝立新世昌向阳群一"
)
PLACES = tuple(
    (
        "北京 上海 广州 深圳 成都 武汉 南京 西安 杭州 重庆 天津 长沙 郑州 青岛 大连 沈阳 哈尔滨 昆明 贵阳 南宁 "
        "福州 厦门 济南 合肥 南昌 太原 兰州 银川 西宁 海口 台北 香港 温州 苏州 无锡 洛阳 桂林 绍兴 烟台 宜昌"
    ).split()
)
WEEKDAYS = "一二三四五六日"
TALKS = (
    "{a}与{b}的{v}", "{a}{v}", "基于{a}的{b}{v}", "浅谈{a}", "{a}：现状与展望", "从{a}看{b}", "{a}中的{b}问题",
    "我国{a}的{v}", "{a}对{b}的影响", "{place}市{a}{v}的实践", "新形势下{a}的{v}", "{a}与{b}", "关于{a}的几点思考",
    "{a}在{b}中的应用", "如何做好{a}", "{a}{v}——以{place}为例", "{a}的误区", "{v}{a}，从{b}开始", "再论{a}",
    "{a}三十年",
    "为什么{a}离不开{b}", "{a}与{b}协同{v}路径", "{place}{a}的经验与启示", "{a}{v}中的难点及对策",
)  # fmt: skip
VERBS = ("研究", "探索", "建设", "分析", "比较", "实践", "创新", "评价", "改革", "设计", "推广", "管理", "进展", "策略")
NOTICES = (
    "为进一步推动{a}工作，促进{b}交流，经研究，定于{day}在{place}举办{event}。", "现将有关事项通知如下。",
    "欢迎各单位积极参加。",
    "{event}由{body}主办，来自{place}、{place2}等地的代表参加。",
    "请各单位于{day}前将{a}材料报送至{body}，逾期不予受理。",
    "以下内容仅供参考，以当天公布为准。", "如有变动，将另行通知。", "联系人：{who}，联系电话：{phone}。",
    "经{body}审核，现将结果公布如下，公示期为七天。", "本次{event}以“{a}与{b}”为主题。",
    "凡从事{a}工作满{small}年的均可报名。",
    "报名截止时间为{day}，请携带身份证原件及复印件。", "每个单位限报{small}人，食宿自理。",
    "{a}和{b}两项分别评审，择优推荐。",
    "请参加人员提前{n}分钟到场，并关闭手机。", "所需经费从{a}专项中列支。", "考生须持准考证和有效证件参加{a}考试。",
    "如对公示内容有异议，请向{body}反映。", "最终解释权归{body}所有。", "材料一式{small}份，同时报送电子版。",
    "未尽事宜，由{body}负责解释。",
)  # fmt: skip
REMARKS = (
    "近年来，{a}受到越来越多的关注，{b}也逐渐成为大家讨论的重点。", "根据{body}的统计，今年{a}比去年增加了{n}%。",
    "大家如果对{a}感兴趣，可以到{place}看看，那里的{b}很有名。", "{a}做得好不好，关键要看{b}跟不跟得上。",
    "{body}的{who}认为，{a}还有很大的提升空间。", "上榜理由是{a}突出，{b}也有明显进步。",
    "与往年相比，{place}在{a}方面的表现更为稳定。",
    "在{place}，{a}已经成了不少人的日常。", "{who}介绍，{a}需要{small}年左右才能见到效果。",
    "不少人把{a}和{b}混为一谈，其实两者差别很大。",
    "{event}期间，{place2}的{a}最受欢迎。", "从价格上看，{place}比{place2}便宜{n}%左右。",
    "有人担心{a}会影响{b}，目前还没有定论。",
)  # fmt: skip
ENGLISH = (
    "study analysis model method effect system growth data policy market water soil cell network region people year"
    " time government city school child woman company world health money house family story night power country problem"
    " hand case week game law car friend father teacher minute idea body office door war history result morning reason"
    " girl research moment air education food team price road century film nature letter king plan sea language"
    " river island"
).split()
ENGLISH_BETWEEN = (
    "the of and a based on for in with new between from under is was that has not by as will about".split()
)


@dataclass(frozen=True, slots=True)
class Field:
    """What one field talks about: its matters, bodies, ranks of people, gatherings, rooms, and goods with units."""

    matters: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Field:
        """Read lines of a name and words; a name may come again."""
        words: dict[str, tuple[str, ...]] = {}
        for line in text.strip().split("\n"):
            name, *more = line.split()
            words[name] = (*words.get(name, ()), *more)
        return cls(**words)


FIELDS = tuple(tuple(Field.read(block) for block in text.split("\n\n")) for text in (TRAINING, HELD_OUT))


def one(draw: np.random.Generator, words: Sequence[str]) -> str:
    """Draw a word."""
    return words[int(draw.integers(len(words)))]


def person(draw: np.random.Generator) -> str:
    """Make up a name."""
    return one(draw, SURNAMES) + "".join(one(draw, GIVEN) for _ in range(int(draw.integers(1, 3))))


def some_day(draw: np.random.Generator) -> int:
    """Make up a day between 2003 and 2024, as its proleptic ordinal."""
    return int(draw.integers(date(2003, 1, 1).toordinal(), date(2025, 1, 1).toordinal()))


def written(day: int, form: str) -> str:
    """Write a day in a form with ``{y} {mo} {d} {w}``."""
    that = date.fromordinal(day)
    return form.format(y=that.year, mo=that.month, d=that.day, w=WEEKDAYS[that.weekday()])


def a_day(draw: np.random.Generator, form: str) -> str:
    """Make up a day and write it."""
    return written(some_day(draw), form)


def hour(draw: np.random.Generator) -> str:
    """Make up a time of day."""
    return f"{draw.integers(0, 24):02d}:{draw.integers(0, 60):02d}"


def body(field: Field, draw: np.random.Generator) -> str:
    """Make up an institution."""
    name = one(draw, field.bodies)
    return name if draw.random() < 0.15 else one(draw, PLACES) + name


def talk(field: Field, draw: np.random.Generator) -> str:
    """Make up the title of a talk."""
    a, b = one(draw, field.matters), one(draw, field.matters)
    return one(draw, TALKS).format(a=a, b=b, v=one(draw, VERBS), place=one(draw, PLACES))


def english(draw: np.random.Generator, most: int) -> str:
    """Make up English words that mean nothing together, as many, or fewer but more than half of that."""
    n = int(draw.integers(most // 2 + 1, most + 1))
    return " ".join(one(draw, ENGLISH if i % 2 == 0 else ENGLISH_BETWEEN) for i in range(n))


def phone(draw: np.random.Generator) -> str:
    """Make up a telephone number."""
    if draw.random() < 0.4:
        return f"1{draw.integers(30, 90)}{draw.integers(10000000, 99999999)}"
    return f"0{draw.integers(10, 999)}-{draw.integers(2000000, 89999999)}"


def prose(field: Field, draw: np.random.Generator, n: int, forms: Sequence[str] = NOTICES) -> str:
    """Make up a paragraph of so many sentences, each of another form."""
    return "".join(filled(forms[i], field, draw) for i in draw.permutation(len(forms))[:n].tolist())


def filled(form: str, field: Field, draw: np.random.Generator, **more: object) -> str:
    """Fill a form: ``{a} {b}`` matters, ``{event} {body} {place} {place2} {who} {phone} {day} {year} {n} {small}``.

    What else a form may have is given by name.
    """
    return form.format(
        a=one(draw, field.matters),
        b=one(draw, field.matters),
        event=one(draw, field.events),
        body=body(field, draw),
        place=one(draw, PLACES),
        place2=one(draw, PLACES),
        who=person(draw),
        phone=phone(draw),
        n=int(draw.integers(2, 60)),
        small=int(draw.integers(2, 10)),
        day=a_day(draw, "{mo}月{d}日"),
        year=int(draw.integers(2003, 2025)),
        **more,
    )
