"""Made rolls: names, rankings, scores, contents and recipes; every line of them is content."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.training.made_house import BODY, HEADING, TITLE, Line, chance, pick, size, some
from analysis.training.made_marks import Marks, clock, numbered
from analysis.training.made_tables import flattened, results, spread
from analysis.training.made_words import PLACES, REMARKS, Field, body, filled, person, prose, some_day, talk

NAMES = (
    "{place}{a}获奖名单",
    "{body}先进个人名单",
    "{event}入围名单公布",
    "{a}评委名单",
    "第{n}届{event}参会人员名单",
    "{a}中签名单",
)
PRIZES = ("一等奖", "二等奖", "三等奖", "优秀奖", "组织奖")
RANKINGS = (
    "{year}年{place}{a}排行榜",
    "{year}年{a}十大品牌",
    "{a}排名公布",
    "{body}综合实力百强",
    "盘点：{place}最值得关注的{a}",
)
JOURNALS = ("《{a}研究》{year}年第{small}期目录", "《{a}学报》第{n}卷目录", "{a}论文集目录", "《{a}与{b}》图书目录")
MATCHES = (
    "足球联赛第{n}轮赛果",
    "{place}杯乒乓球公开赛全部比分",
    "{year}年篮球锦标赛战报",
    "羽毛球锦标赛赛程及积分",
    "排球大奖赛{place}站比分",
)
BETWEEN = ("{a} {x}:{y} {b}", "{a}{x}-{y}{b}", "{a} VS {b}  {x}：{y}", "{x}比{y} {a}胜{b}")
DISHES = ("家常{a}{b}", "香煎{a}的做法", "{a}炒{b}怎么做好吃", "自制{a}{b}（图解）", "{a}{b}汤——简单易学", "蒜香{a}")
INTROS = (
    "{a}营养丰富，配上{b}，老人孩子都爱吃。", "今天就来做这道{a}。", "做法也不难，一学就会。",
    "天气一凉，就想吃一口热乎的{a}。", "家里正好有{b}，一起用上。",
)  # fmt: skip
MUCH = ("{n}克", "{s}个", "{n}g", "半斤", "{s}两", "一小把", "1根")
LITTLE = ("{s}勺", "适量", "少许", "{s}克", "{s}片", "若干", "{s}小匙")
MAINS = (
    "鸡蛋 五花肉 土豆 胡萝卜 香菇 豆腐 青椒 虾仁 鲫鱼 木耳 番茄 排骨 鸡翅 茄子 白菜 粉丝 山药 洋葱 牛肉 莲藕".split()
)
SPICES = "白糖 盐 生抽 料酒 姜 蒜 葱 淀粉 花椒 八角 冰糖 香油 醋 蚝油 芝麻 胡椒粉 干辣椒 豆瓣酱 食用油 清水".split()
STEPS = (
    "将{a}洗净切成小块备用", "锅中放油，油热后下{a}炒香", "加入{a}和{b}，翻炒均匀",
    "倒入清水，大火烧开后转小火炖{n}分钟",
    "{a}用{b}腌制{n}分钟", "出锅前撒上{a}即可", "把{a}打散，加少许{b}搅匀", "放入烤箱，180度烤{n}分钟",
    "盖上保鲜膜醒{n}分钟",
    "待{a}变色后盛出", "蒸{n}分钟后取出，淋上{b}", "{a}切丝，{b}切末", "捞出{a}沥干水分", "最后加{a}调味，收汁装盘",
    "取一半{a}铺在碗底，上面放{b}", "{a}提前泡{n}分钟", "用厨房纸吸干{a}表面的水", "小火慢煎至两面金黄",
)  # fmt: skip
TIPS = (
    "{a}不要煮得太久，否则口感会变老。",
    "{b}最后放，味道更鲜。",
    "没有{a}也可以用{b}代替。",
    "喜欢辣的可以加点辣椒。",
    "盐要少放，{b}本身有咸味。",
)


def names(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield names under headings: one a line, or some, with or without the body they come from."""
    yield filled(pick(draw, NAMES), field, draw), TITLE
    if chance(draw, 0.6):
        yield prose(field, draw, int(draw.integers(1, 4))), BODY
    width, groups = pick(draw, (1, 1, 1, 2, 3, 5, 8)), size(draw, 1, 10)
    heads = (
        PRIZES if groups <= len(PRIZES) and chance(draw, 0.5) else some(draw, (*field.bodies, *field.matters), groups)
    )
    for section, head in enumerate(heads[:groups], 1):
        yield numbered(marks.section, section, head), HEADING
        for n in range(1, size(draw, 3, 40) + 1):
            of = marks.inside(body(field, draw)) if marks.order % 3 else ""
            row = marks.separator.join(person(draw) for _ in range(width))
            yield (marks.item(n, row + of) if width == 1 else row), BODY


def ranking(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield ranked things, of some lists each with a remark below."""
    yield filled(pick(draw, RANKINGS), field, draw), TITLE
    if chance(draw, 0.7):
        yield prose(field, draw, int(draw.integers(1, 4)), REMARKS), BODY
    remark, score = pick(draw, (0.0, 0.0, 0.5, 1.0)), float(draw.uniform(80, 1000))
    for n in range(1, size(draw, 8, 120) + 1):
        thing = body(field, draw) if marks.order % 3 else pick(draw, PLACES) + pick(draw, field.goods)
        score -= score * float(draw.uniform(0, 0.05))
        yield numbered(marks.number, n) + thing + (f"{marks.separator}{score:.1f}" if marks.order % 2 else ""), BODY
        if chance(draw, remark):
            yield prose(field, draw, int(draw.integers(1, 3)), REMARKS), BODY


def contents(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the contents of a journal or a book: titles and authors under headings."""
    yield filled(pick(draw, JOURNALS), field, draw), TITLE
    page = 1
    for section, head in enumerate(some(draw, field.matters, size(draw, 1, 12)), 1):
        yield numbered(marks.section, section, head), HEADING
        for n in range(1, size(draw, 2, 10) + 1):
            page += int(draw.integers(2, 12))
            authors = pick(draw, (";", "、", " ")).join(person(draw) for _ in range(int(draw.integers(1, 4))))
            yield from spread(
                marks, [marks.item(n, talk(field, draw)), authors, f"({page})" if marks.order % 2 else ""]
            )


def scores(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield matches with results by day or group."""
    yield filled(pick(draw, MATCHES), field, draw), TITLE
    kind = pick(draw, ("", "队", "联队", "雄鹰", "猛虎"))
    teams = [place + kind for place in some(draw, PLACES, int(draw.integers(6, 20)))]
    between, day, minute = pick(draw, BETWEEN), some_day(draw), pick(draw, (840, 930, 1140))
    for section in range(1, size(draw, 1, 12) + 1):
        yield (
            (
                marks.day(day + section)
                if marks.order % 2
                else numbered(marks.section, section, f"{chr(64 + section)}组")
            ),
            HEADING,
        )
        for n in range(1, size(draw, 2, 12) + 1):
            a, b = some(draw, teams, 2)
            y, x = sorted(draw.integers(0, 5, 2).tolist())
            if marks.flat == "column":
                time = clock(marks.time, minute + 30 * n, 90)
                yield from ((cell, BODY) for cell in (time, a, f"{x}:{y}", b))
            else:
                yield marks.item(n, between.format(a=a, b=b, x=x, y=y)), BODY
    if chance(draw, 0.5):
        yield from flattened(results(marks, field, draw, len(teams)), marks)


def recipe(marks: Marks, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what one needs, steps, tips."""
    del field
    a, b, *mains = some(draw, MAINS, int(draw.integers(2, 5)))
    spices = some(draw, SPICES, int(draw.integers(3, 12)))
    yield pick(draw, DISHES).format(a=a, b=b), TITLE
    if chance(draw, 0.6):
        yield "".join(some(draw, INTROS, int(draw.integers(1, 4)))).format(a=a, b=b), BODY
    yield numbered(marks.section, 1, marks.words["need"]), HEADING
    for food, amounts in [*((food, MUCH) for food in (a, b, *mains)), *((spice, LITTLE) for spice in spices)]:
        amount = pick(draw, amounts).format(n=draw.integers(2, 60) * 10, s=draw.integers(1, 6))
        yield from ((cell, BODY) for cell in ([food, amount] if marks.flat == "row" else [food + marks.joint + amount]))
    yield numbered(marks.section, 2, marks.words["steps"]), HEADING
    end = pick(draw, ("。", "。", "", "；"))
    for n, step in enumerate(some(draw, STEPS, int(draw.integers(4, 16))), 1):
        x, y = pick(draw, (a, b, *mains)), pick(draw, spices)
        yield numbered(marks.number, n) + step.format(a=x, b=y, n=draw.integers(2, 60)) + end, BODY
    if chance(draw, 0.6):
        yield numbered(marks.section, 3, marks.words["tips"]), HEADING
        yield from ((tip.format(a=a, b=b), BODY) for tip in some(draw, TIPS, int(draw.integers(1, 4))))
