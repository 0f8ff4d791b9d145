"""Made promos: adverts, links to other pages and polls between or right behind the paragraphs of an article; noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import ADVERT, MARKER, RELATED, WIDGET, Line, Pool, Split, Story, chance, pick, some
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS, filled

ADVERTS: Split[str] = (
    (
        "孩子写作业拖拉？{n}天教你学会{a}", "{a}秋季班招生，老学员介绍立减{n}元", "{a}资料包，留言就送",
        "祖传手艺做{a}，{place}街坊排队买", "今晚八点直播间，{a}五折", "{n}年老厂，专做{a}，支持货到付款",
        "{place}人装修先看这里：{a}避坑指南", "腰酸背痛别硬扛，试试{a}", "{age}岁退休教师分享：我靠{a}越活越年轻",
        "扫码进{a}互助群，名额只剩{n}个", "{a}选哪家？听听{place}老用户怎么说", "{a}清仓，一件也是批发价",
        "捡到一本旧书，翻开竟写着{a}的秘方", "手把手教{a}，学不会不收费", "嫁给他那天，她才知道他是首富",
        "{a}游戏新区开服，上线就送{n}连抽", "下班后做{a}，多一份收入", "{place}{a}展位预订：{phone}",
    ),
    (
        "{age}岁大爷娶亲，全村都来看{a}", "想学{a}的有福了，第一课不要钱", "{a}升级啦！老用户直降{n}元",
        "这款{a}真的太香了，手慢无", "神秘传人现身{place}，{a}绝技首次公开", "戳我抽{a}大奖，百分百中",
        "{place}直飞，{a}之旅仅{n}99元起", "闺蜜都说我变了，秘密是{a}", "还在为{a}发愁？一个电话搞定 {phone}",
    ),
)  # fmt: skip
FLAGS: Split[str] = (
    ("{t}", "{t}", "广告{t}", "广告 {t}", "{t} 广告", "[广告] {t}", "推广：{t}", "【推广】{t}"),
    ("{t}", "赞助商链接：{t}", "（AD）{t}", "推广信息 {t}", "{t}｜广告"),
)
LINKS: Split[str] = (
    ("相关新闻：{title}", "推荐阅读：{title}", "【延伸阅读】{title}", "点击查看：{title}", ">>>{title}",
     "[相关]{title}",
     "还可以看：{title}", "相关报道：{title}[图]", "专题：{title}", "》》{title}"),
    ("你可能错过了：{title}", "〉往期回顾 {title}", "猛戳→{title}", "【链接】{title}", "另见 {title}",
     "◎同题阅读：{title}"),
)  # fmt: skip
CALLS: Split[str] = (
    ("扫描上方二维码，关注我们", "下载客户端，看更多精彩内容", "点击上方蓝字关注我们", "本文共三页，点这里看下一页",
     "↓↓↓点击图片看大图", "想了解更多{a}，请加客服微信", "（广告时间，稍后回来）",
     "安装APP，第一时间掌握{a}动态"),
    ("长按识别，进群交流{a}", "打开应用阅读全文", "动动手指，转给需要的人", "登录后可查看全部内容",
     "星标本号，{a}不错过"),
)  # fmt: skip
QUESTIONS: Split[str] = (
    ("对于{t}，您的态度是？", "您觉得{a}最缺什么？", "{t}，你支持吗？", "您家附近的{a}怎么样？", "你对{a}满意吗？"),
    ("聊聊{t}，你站哪一边？", "{a}这件事，你最想问什么？", "给{a}打几分？"),
)
OPTIONS: Split[str] = (
    ("支持，早就该这样了", "反对，花钱不办事", "说不清，要看具体情况", "跟我没关系", "{a}做得不够，应该改进",
     "能理解，大家都不容易", "宣传得太过，名不副实", "规矩还没立好，急不得", "很满意", "一般般", "不好说",
     "以上都不是，请写下您的想法"),
    ("赞成", "弃权", "双方都有错，各打五十大板", "看热闹的不嫌事大", "再观察一段时间", "{a}才是关键",
     "都不对，我有话说"),
)  # fmt: skip
SETTINGS: Split[tuple[str, str, tuple[str, ...]]] = (  # of a question, of an option, and the buttons
    (
        ("{q}", "{o}", ("投票", "查看结果")), ("{i}.{q}", "{o}", ("提交", "重置")),
        ("网友调查：{q}", "○ {o}", ("我要投票",)),
        ("[调查]{q}(单选)", "{k}. {o}", ("投票 查看",)), ("{q}(必选)", "{o} {p}%", ("已有{n}人参与",)),
        ("{q}", "{o}（{n}票）", ()),
    ),
    (
        ("小调查：{q}", "□{o}", ("确定", "看看别人怎么选")), ("Q{i}：{q}", "{k}、{o}", ("交卷",)),
        ("【投票】{q}", "{o}｜{p}%", ("共{n}票",)),
    ),
)  # fmt: skip
TOPS: Split[str] = (("", "调查", "网友调查", "您的观点", "在线投票"), ("", "有奖竞猜", "读者之声"))
MOST_INSIDE, MOST_QUESTIONS, MOST_OPTIONS = 7, 5, 6


@dataclass(frozen=True, slots=True)
class Stand:
    """How one site shows what it promotes.

    Attributes
    ----------
    name : str
    held_out : bool
    flag, link : str
        Forms of an advert and of a link to another page.
    linking, calling : float
        How often it is a link, and a call to do something.
    poll : tuple of str, str and tuple of str
    top : str
        The label of polls.
    """

    name: str
    held_out: bool
    flag: str
    link: str
    linking: float
    calling: float
    poll: tuple[str, str, tuple[str, ...]]
    top: str


@cache
def stands(held_out: bool) -> tuple[Stand, ...]:
    """Return the sites: 24 for training, 12 held out."""
    draw = np.random.default_rng(151 + held_out)
    return tuple(
        Stand(
            f"{'held' if held_out else 'house'}{i:02d}",
            held_out,
            pick(draw, FLAGS[held_out]),
            pick(draw, LINKS[held_out]),
            pick(draw, (0.0, 0.3, 0.6, 1.0)),
            pick(draw, (0.0, 0.2)),
            pick(draw, SETTINGS[held_out]),
            pick(draw, TOPS[held_out]),
        )
        for i in range(12 if held_out else 24)
    )


def promoted(stand: Stand, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with promos between its paragraphs."""
    told = story.told()
    at = sorted(int(draw.integers(2, len(told) + 1)) for _ in range(int(draw.integers(1, MOST_INSIDE))))
    start = 0
    for stop in at:
        yield from told[start:stop]
        yield promo(stand, story, pool, draw)
        start = stop
    yield from told[start:]


def promo(stand: Stand, story: Story, pool: Pool, draw: np.random.Generator) -> Line:
    """Return an advert, a link to another page or a call to do something."""
    field = pick(draw, FIELDS[stand.held_out])
    if chance(draw, stand.calling):
        return filled(pick(draw, CALLS[stand.held_out]), field, draw), WIDGET
    if chance(draw, stand.linking):
        others = [s.title for s in pool.stories if s.title != story.title]
        return stand.link.format(title=pick(draw, others)), RELATED
    age = int(draw.integers(20, 80))
    return stand.flag.format(t=filled(pick(draw, ADVERTS[stand.held_out]), field, draw, age=age)), ADVERT


def polled(stand: Stand, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with a poll on its own matters behind it."""
    del pool
    yield from story.told()
    if stand.top:
        yield stand.top, MARKER
    field = own_words(story, pick(draw, FIELDS[stand.held_out]))
    question, option, buttons = stand.poll
    for i in range(1, int(draw.integers(1, MOST_QUESTIONS)) + 1):
        asked = filled(pick(draw, QUESTIONS[stand.held_out]), field, draw, t=story.title)
        yield question.format(q=asked, i=i), WIDGET
        options = some(draw, OPTIONS[stand.held_out], int(draw.integers(2, MOST_OPTIONS)))
        for k, chosen in zip("ABCDEF", options, strict=False):
            said, n = filled(chosen, field, draw), int(draw.integers(2, 9999))
            yield option.format(o=said, k=k, n=n, p=int(draw.integers(1, 90))), WIDGET
    yield from ((button.format(n=int(draw.integers(20, 99999))), WIDGET) for button in buttons)
