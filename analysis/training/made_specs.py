"""Made specifications: what an article lists of a thing, a film, a car or a person, each label with its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import (
    BODY,
    HEADING,
    MARKER,
    OTHER,
    RELATED,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
    size,
    some,
    text_start,
)
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS, Field, filled, person

SORTS: tuple[str, str] = (  # of things, each line a sort with labels and forms of values; a sort may come again
    """
影片|片名={a}|导演={who}|编剧={who}|主演={who}、{who2}、{who3}|类型=剧情/爱情|片长=1{n}分钟|上映日期={year}年{day}
影片|对白语言=国语|出品方={body}|国家地区=中国大陆|又名=《{b}》|摄影指导={who}|饰演角色={who} 饰 {who2}|票房={dec}亿元
车型|发动机={dec}L涡轮增压|最大功率={many}kW/{big}rpm|最大扭矩={many}N·m/{big}rpm|变速箱={small}挡手自一体|驱动=前置四驱
车型|轴距=2{many}mm|长宽高=4{many}×1{many}×1{many}mm|油耗={dec}L|油箱容积={n}L|悬挂=前麦弗逊独立悬挂|整备质量=1{many}kg
手机|屏幕={dec}英寸{a}屏|处理器={latin} {n}0|内存={small}GB + {n}GB|电池={big}mAh|摄像头={n}00万像素|系统={latin} {dec}
手机|机身厚度={dec}mm|网络制式={small}G全网通|接口={latin}-C|分辨率={big}×{many}|颜色=黑、白、金|参考报价={big}元
人物|姓名={who}|性别=女|出生年月={year}年{small}月|身高=1{n}cm|体重={n}kg|血型=O|星座=天秤座|籍贯={place}|毕业院校={body}
人物|爱好={a}、{b}|民族=汉|职业={a}|代表作=《{a}》|最大心愿={b}|三围=8{small}/6{small}/9{small}|座右铭={a}，{b}
图书|书名=《{a}与{b}》|作者={who}|译者={who2}|出版社={place}出版社|出版时间={year}-{small}|定价={n}.00元|页数={many}
图书|书号=978-7-{many}-{big}-{small}|开本=16开|字数={n}万字|丛书={a}文库|装帧=平装
景区|所在地={place}市|开放时间={small}:00-17:30|门票价格={n}元/人|交通路线=乘{n}路公交车到{b}站下|最佳季节={small}至10月
景区|海拔={big}米|游玩时长={small}小时|特色美食={a}、{b}|自驾=沿{place}高速行驶{n}公里|住宿={a}客栈，{many}元起
药品|药品名称={a}片|成份={a}、{b}|性状=本品为白色片|功能主治=用于{a}|用法用量=口服，一次{small}片
药品|不良反应=偶见{b}|禁忌={b}者禁用|贮藏=密封|批准文号=国药准字H{many}{big}|生产企业={body}|保质=至{year}年{small}月
比赛|对阵={a} VS {b}|开球时间={day} 1{small}:30|比赛场地={place}体育场|首发={who}、{who2}、{who3}
比赛|换人={who} 换下 {who2}|进球={who}（{n}分钟）|裁判={who}|黄牌={who2}|现场观众={big}人|射门次数={n}:{small}
""",
    """
游戏|游戏名称={a}|运营商={body}|题材={a}养成|画面=3D|收费模式=道具收费|上线时间={year}.{small}.1{small}|适合年龄={n}岁以上
游戏|平台={latin}|语言版本=简体|安装包大小={dec}G|玩法=回合制|存档数={n}|开发团队={place}{body}
楼盘|项目位置={place}{b}路{n}号|户型={small}室2厅|建筑面积={many}平米|均价={big}元/㎡|容积率={dec}|绿化率={n}%|楼层={n}层
楼盘|开盘={day}|物业公司={body}|车位={many}个|产权=70年|交房={year}年底|物业费={dec}元/月|装修=毛坯
专业|学制=四年|授予学位={a}学士|核心课程={a}、{b}|就业方向={b}|录取线={many}分|学费标准={big}元/年|修业要求={many}学分
餐馆|人均={n}元|招牌菜={a}、{b}|营业至=1{small}点|订座={phone}|口味=偏辣|环境评价={dec}|停车={small}个车位
""",
)
ABOUT: Split[str] = (
    (
        "{t}资料",
        "主要参数：",
        "{a}{t}",
        "基本信息",
        "附：{a}{t}参数",
        "{t}档案",
        "{t}简介：",
        "相关资料",
        "{a}",
        "《{a}》",
    ),
    ("一览：{a}", "{t}小档案", "数据卡", "{t}名片：", "{a}·{t}", "【{a}】"),
)
SETTINGS: Split[str] = (
    (
        "{l}：{v}", "{l}：{v}", "{l}:{v}", "{l}： {v}", "{l} {v}", "【{l}】{v}", "{l}：\n{v}", "{l}\n{v}", "·{l}：{v}",
        "{l}　{v}",
    ),
    ("{l} : {v}", "{l}｜{v}", "◇{l} {v}", "[{l}] {v}", "{l}=\n{v}", "- {l}：{v}", "▪ {l}\n{v}"),
)  # fmt: skip
OTHERS: Split[str] = (
    ("热门{t}推荐", "相关{t}", "同类{t}", "更多{t}", "猜你想看的{t}", "{t}导购"),
    ("其他{t}", "近期{t}", "看过此{t}的还看了"),
)
TOOLS: Split[tuple[str, ...]] = (
    (("询价", "参数", "图片"), ("查看详情>>",), ("想看", "看过"), ("加入收藏", "我要评论"), ("购买", "对比"), ()),
    (("去看看",), ("立即预约", "纠错"), ("问问", "报错"), ()),
)
PLACES = ("above", "amid", "below")  # the text, that is
TRAINED, HELD = 40, 14
LEAST_LABELS, MOST_LABELS, MOST_THINGS = 3, 14, 6
TOLD_OF_OTHERS = 0.35  # of the pages have a box of other things of the sort below, which are no content
LETTERS = "ABCDEFGHIKLMNOPRSTUVX"


@dataclass(frozen=True, slots=True)
class Card:
    """How one site lists what things are.

    Attributes
    ----------
    name : str
    held_out : bool
    sort : str
        What it tells of.
    labels : tuple of (str, str)
        The labels that it uses, with forms of values.
    about : str
        What stands above; nothing on some sites.
    setting : str
        How a label and its value stand, in one line or two.
    a_line : int
        Labels in a line.
    place : str
        Of `PLACES`.
    others : str
        What stands above a box of other things.
    tools : tuple of str
        What can be done with each of them.
    """

    name: str
    held_out: bool
    sort: str
    labels: tuple[tuple[str, str], ...]
    about: str
    setting: str
    a_line: int
    place: str
    others: str
    tools: tuple[str, ...]

    @classmethod
    def drawn(cls, name: str, held_out: bool, draw: np.random.Generator) -> Card:
        """Draw the ways of a house; those for training and held-out ones have no label in common."""
        sorts = labels_of(held_out)
        sort = pick(draw, tuple(sorts))
        labels = some(draw, sorts[sort], int(draw.integers(LEAST_LABELS, MOST_LABELS)))
        return cls(
            name, held_out, sort, tuple(labels),
            pick(draw, ABOUT[held_out]) if chance(draw, 0.7) else "",
            pick(draw, SETTINGS[held_out]), pick(draw, (1, 1, 1, 1, 2, 3)), pick(draw, PLACES),
            pick(draw, OTHERS[held_out]), pick(draw, TOOLS[held_out]),
        )  # fmt: skip


@cache
def labels_of(held_out: bool) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the labels and forms of values of each sort of things."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in SORTS[held_out].strip().split("\n"):
        sort, *pairs = line.split("|")
        found[sort] = found.get(sort, ()) + tuple((pair.split("=")[0], pair.split("=")[1]) for pair in pairs)
    return found


@cache
def cards(held_out: bool) -> tuple[Card, ...]:
    """Return the sites: 40 for training, 14 held out."""
    draw, name = np.random.default_rng(311 + held_out), "held" if held_out else "house"
    return tuple(Card.drawn(f"{name}{i:02d}", held_out, draw) for i in range(HELD if held_out else TRAINED))


def specified(card: Card, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with what some things are, listed above, amid or below its text; perhaps of others behind it."""
    del pool
    field = own_words(story, pick(draw, FIELDS[card.held_out]))
    told = story.told()
    first = text_start(told)
    cut = {"above": first, "amid": int(draw.integers(first, len(told) + 1)), "below": len(told)}[card.place]
    yield from told[:cut]
    things = size(draw, 1, MOST_THINGS)
    for _ in range(things):
        if card.about or things > 1:
            form = card.about or pick(draw, ("{a}", "{b}{t}"))
            yield filled(form, field, draw, t=card.sort), HEADING
        yield from ((text, BODY) for text in listed(card, field, draw))
    yield from told[cut:]
    if chance(draw, TOLD_OF_OTHERS):
        yield from others(card, field, draw)


def listed(card: Card, field: Field, draw: np.random.Generator) -> Iterator[str]:
    """Yield the labels of one thing with its values."""
    pairs = [card.setting.format(l=label, v=valued(form, field, draw)) for label, form in card.labels]
    if "\n" in card.setting:
        yield from (text for pair in pairs for text in pair.split("\n"))
        return
    for i in range(0, len(pairs), card.a_line):
        yield "　".join(pairs[i : i + card.a_line])


def others(card: Card, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a box of other things of the sort: a name, a label or two, and what can be done."""
    yield card.others.format(t=card.sort), MARKER
    told = card.labels[: int(draw.integers(0, LEAST_LABELS))]
    for _ in range(size(draw, 3, 10)):
        yield filled(pick(draw, ("{a}", "{a}{small}", "{place}{a}")), field, draw), RELATED
        yield from ((f"{label}：{valued(form, field, draw)}", OTHER) for label, form in told)
        yield from ((tool, WIDGET) for tool in card.tools)


def valued(form: str, field: Field, draw: np.random.Generator) -> str:
    """Fill the form of a value: as `filled` does, and ``{who2} {who3} {many} {big} {dec} {latin}``."""
    return filled(
        form, field, draw, who2=person(draw), who3=person(draw), many=int(draw.integers(100, 999)),
        big=int(draw.integers(1000, 9999)), dec=f"{draw.integers(1, 10)}.{draw.integers(0, 10)}",
        latin="".join(pick(draw, LETTERS) for _ in range(int(draw.integers(2, 6)))),
    )  # fmt: skip
