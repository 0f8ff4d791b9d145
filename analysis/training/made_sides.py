"""Made sides: menus, lists of other pages, archives, quotes and forms beside an article, much like listings; noise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from analysis.training.made_house import MARKER, NAVIGATION, RELATED, WIDGET, Line, Split, chance, pick, size, some
from analysis.training.made_words import PLACES, a_day, hour, person

SECTIONS: Split[str] = (
    tuple(
        (
            "首页 新闻 国内 国际 社会 财经 体育 娱乐 科技 教育 健康 旅游 汽车 房产 读书 图片 视频 论坛 博客 专题 "
            "评论 军事 历史 时尚 女性 游戏 天气 地图 招聘 文学 手机 家居 彩票 星座"
        ).split()
    ),
    tuple(
        (
            "主页 要闻 时政 本地 民生 经济 理财 影视 数码 校园 养生 出行 车市 楼市 文化 图库 直播 社区 专栏 策划 "
            "观点 法治 公益 美食 亲子 动漫 服务 导航 人才 关于 职场 音乐 情感 宠物"
        ).split()
    ),
)
LABELS: Split[str] = (
    ("热点新闻", "点击排行", "最新文章", "推荐阅读", "图片新闻", "相关新闻", "本类热门", "48小时排行"),
    ("今日看点", "一周热榜", "编辑精选", "大家都在看", "最近更新", "同类文章"),
)
MARKS: Split[str] = (("", "", "·", "• ", "{n}", "{n}.", "[图]", "{n} "), ("", "◇", "> ", "{n}、", "NO.{n} ", "▪"))
ARCHIVES: Split[tuple[str, str]] = (
    (("随笔档案", "{y}年{mo}月 ({n})"), ("文章归档", "{y}-{mo:02d}({n})"), ("存档", "{mo}月 {y}")),
    (("月历", "{y}/{mo:02d} [{n}]"), ("Archives", "{mo}/{y}（{n}）")),
)
CLASSES: Split[tuple[str, str]] = (
    (("我的分类", "{t}({n})"), ("文章分类", "{t} [{n}]")),
    (("标签云", "{t}·{n}"), ("Categories", "» {t} ({n})")),
)
FORMS: Split[tuple[str, ...]] = (
    (
        ("用户名：", "密码：", "记住我", "登录", "注册", "忘记密码？"),
        ("站内搜索", "标题", "内容", "搜索"),
        ("订阅", "邮箱：", "提交"),
    ),
    (
        ("会员登录", "帐号", "口令", "验证码", "自动登录"),
        ("全站检索", "关键词", "高级检索"),
        ("意见反馈", "姓名", "电话", "留言内容"),
    ),
)


def menu(held_out: bool, draw: np.random.Generator) -> list[Line]:
    """Return a site's menu, one word a line or some."""
    words = some(draw, SECTIONS[held_out], size(draw, 5, 32))
    if chance(draw, 0.5):
        return [(word, NAVIGATION) for word in words]
    joint, width = pick(draw, (" ", " | ", "　", "-")), int(draw.integers(4, 15))
    return [(joint.join(words[i : i + width]), NAVIGATION) for i in range(0, len(words), width)]


def titles(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return headlines of other pages under a label, numbered, dated or bare."""
    mark, dated = pick(draw, MARKS[held_out]), chance(draw, 0.2)
    rows = [mark.format(n=i) + title for i, title in enumerate(some(draw, known, size(draw, 3, 20)), 1)]
    shown = [row + (a_day(draw, " {mo:02d}-{d:02d}") if dated else "") for row in rows]
    return [(pick(draw, LABELS[held_out]), MARKER), *((row, RELATED) for row in shown)]


def archive(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return a blog's months, each with a number of posts."""
    del known
    label, form = pick(draw, ARCHIVES[held_out])
    last = int(draw.integers(2004 * 12, 2024 * 12))
    months = [divmod(last - i, 12) for i in range(size(draw, 4, 40))]
    rows = [form.format(y=y, mo=m + 1, n=draw.integers(1, 40)) for y, m in months]
    return [(label, MARKER), *((row, NAVIGATION) for row in rows)]


def classes(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return a blog's classes, each with a number of posts."""
    del known
    label, form = pick(draw, CLASSES[held_out])
    words = some(draw, SECTIONS[held_out], size(draw, 4, 20))
    return [(label, MARKER), *((form.format(t=word, n=draw.integers(1, 300)), NAVIGATION) for word in words)]


def quotes(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return a board of quotations or of weather, flattened as such boards are."""
    del known
    label = pick(draw, (("行情", "实时行情", "个股资金流向"), ("报价中心", "涨跌榜", "今日盘面"))[held_out])
    rows = []
    for _ in range(size(draw, 3, 12)):
        name = pick(draw, PLACES) + pick(draw, ("股份", "科技", "银行", "重工", "路桥"))
        rows += [name, f"{draw.integers(200, 9000) / 100:.2f}", f"{draw.integers(-999, 999) / 100:+.2f}%"]
    return [(label, MARKER), *((row, WIDGET) for row in rows)]


def form(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return a form to log in, to search or to subscribe."""
    del known
    return [(row, WIDGET) for row in pick(draw, FORMS[held_out])]


def readers(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return who came last, or who said what of other pages."""
    label = pick(draw, (("最近访客", "最新评论", "活跃会员"), ("谁来看过", "新鲜留言"))[held_out])
    rows = []
    for _ in range(size(draw, 3, 12)):
        rows += [person(draw), pick(draw, known) if label in {"最新评论", "新鲜留言"} else hour(draw)]
    return [(label, MARKER), *((row, WIDGET) for row in rows)]


SIDES: tuple[Callable[[bool, Sequence[str], np.random.Generator], list[Line]], ...] = (
    titles, titles, titles, archive, classes, quotes, form, readers,
)  # fmt: skip


def side(held_out: bool, known: Sequence[str], draw: np.random.Generator) -> list[Line]:
    """Return one of the things that stand at the side of a page; ``known`` are headlines of others."""
    return pick(draw, SIDES)(held_out, known, draw)
