"""Furniture: menus, bylines, share tools and footers of made pages, of real pages or of house styles written here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.training.made_house import (
    LEGAL,
    META,
    NAVIGATION,
    OTHER,
    WIDGET,
    Line,
    Pool,
    Split,
    chance,
    pick,
    some,
)
from analysis.training.made_sides import SECTIONS, menu, side
from analysis.training.made_words import a_day, hour, person

OWN = 0.4  # of the pages have furniture written here and not a real page's
PATHS: Split[str] = (
    (
        "您现在的位置：首页 > {a} > {b} > 正文",
        "首页 >> {a} >> {b}",
        "当前位置：{a}-{b}-正文",
        "{a} > {b}",
        "位置：{a}»{b}",
    ),
    ("主页 / {a} / {b}", "您所在的位置是：{a} → {b} → 内容", "你在这里：{a}::{b}", "〉{a}〉{b}〉浏览文章"),
)
BYLINES: Split[str] = (
    ("{day} {hour} 来源：{source} 作者：{who}", "发布时间：{day} 浏览次数：{n}", "{day}　来源：{source}",
     "作者：{who}　{day}",
     "发布日期：{day}", "来源：{source}　编辑：{who}　时间：{day} {hour}", "{source} {day} {hour}",
     "点击数：{n}　更新时间：{day}"),
    ("[{day}] 稿源：{source} | 撰稿：{who}", "{who} 发表于 {day} {hour}", "日期：{day} 阅读：{n} 次 字体：大 中 小",
     "发布人：{who}／发布于：{day}", "时间：{day} 点击：{n}【打印】【关闭】", "文/{who} · {day}"),
)  # fmt: skip
TOOLS: Split[tuple[str, ...]] = (
    (("分享到：", "新浪微博", "QQ空间", "微信"), ("打印本页", "关闭窗口"), ("【大 中 小】【打印】【关闭窗口】",),
     ("责任编辑：{who}",), ("(责任编辑：{who})", "收藏", "分享"), ("上一篇：{title}", "下一篇：{title}"),
      ("[返回顶部]",),
     ("扫描二维码关注我们",), ()),
    (("一键分享", "转发到朋友圈", "复制链接"), ("【责编：{who}】",), ("前一条：{title}", "后一条：{title}"),
     ("编辑 {who} 校对 {who}", "点赞 {n}"), ("我要纠错", "推荐给好友", "TOP"), ()),
)  # fmt: skip
FOOTERS: Split[tuple[str, ...]] = (
    (("关于我们 | 联系我们 | 网站地图 | 版权声明", "Copyright © {year} {site} 版权所有", "京ICP备{n}号"),
     ("版权所有：{site}", "地址：{city}市{road} 邮编：{n}", "技术支持：{site}信息中心"),
     ("本网站由{site}主办 未经授权不得转载", "{city}ICP备{n}号-1"),
      ("友情链接", "{site}", "{site2}", "网站声明：转载请注明出处")),
    (("© {year} {site} All Rights Reserved.", "公网安备 {n}号", "隐私政策 · 用户协议"),
     ("主办单位：{site}", "您是第 {n} 位访客"),
     ("免责声明：本站内容来自网络，如有侵权请联系删除。", "Powered by {site} {year}"),),
)  # fmt: skip
SITES = tuple(
    "江城晚报网 学苑在线 健康驿站 云山之窗 东湖信息港 四海旅讯 新田园 竞技中心 书香阁 好厨房 政务通 数码仓".split()
)
ROADS = ("人民路18号", "解放大道205号", "学府街1号", "中山北路77号", "滨河东路9号", "建设二路36号")
CITIES = ("江宁", "东川", "白河", "南屏", "云津", "临溪", "北塘", "西陵", "长湖", "石门")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the made part: above the headline, below it, and behind the end."""

    head: list[Line]
    byline: list[Line]
    foot: list[Line]

    @classmethod
    def drawn(cls, pool: Pool, held_out: bool, draw: np.random.Generator) -> Frame:
        """Take a real page's furniture, or that of a house style written here."""
        if chance(draw, OWN) or not pool.stories:
            return cls.written(pool, held_out, draw)
        story = pick(draw, pool.stories)
        own = cls.written(pool, held_out, draw)
        byline = [(text, OTHER) for text in story.byline] or own.byline
        foot: list[Line] = [(text, OTHER) for text in story.foot]
        if chance(draw, 0.3):
            foot += side(held_out, [s.title for s in pool.stories], draw)
        return cls([(text, OTHER) for text in story.head], byline, foot)

    @classmethod
    def written(cls, pool: Pool, held_out: bool, draw: np.random.Generator) -> Frame:
        """Write the furniture of one of our own houses."""
        fields = _fields(draw)
        titles = [s.title for s in some(draw, pool.stories, 40)] or ["通知公告"]
        head = menu(held_out, draw) if chance(draw, 0.85) else []
        if chance(draw, 0.6):
            a, b = some(draw, SECTIONS[held_out], 2)
            head.append((pick(draw, PATHS[held_out]).format(a=a, b=b), NAVIGATION))
        if chance(draw, 0.2):
            head = side(held_out, titles, draw) + head
        byline = [(pick(draw, BYLINES[held_out]).format(**fields), META)] if chance(draw, 0.8) else []
        foot = [(t.format(title=pick(draw, titles), **fields), WIDGET) for t in pick(draw, TOOLS[held_out])]
        for _ in range(int(draw.integers(0, 4))):
            foot += side(held_out, titles, draw)
        foot += [(t.format(**fields), LEGAL) for t in pick(draw, FOOTERS[held_out])]
        return cls(head, byline, foot)


def _fields(draw: np.random.Generator) -> dict[str, str | int]:
    site, other = some(draw, SITES, 2)
    return {
        "day": a_day(draw, pick(draw, ("{y}-{mo:02d}-{d:02d}", "{y}年{mo}月{d}日", "{y}/{mo}/{d}"))),
        "hour": hour(draw),
        "source": pick(draw, SITES), "site": site, "site2": other, "who": person(draw),
        "n": int(draw.integers(3, 99999)),
        "year": int(draw.integers(2003, 2025)), "city": pick(draw, CITIES), "road": pick(draw, ROADS),
    }  # fmt: skip
