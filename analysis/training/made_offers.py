"""Made offers: what a site promotes around an article, its own apps, papers and shops, or goods of others; noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_furniture import SITES
from analysis.training.made_house import ADVERT, MARKER, Line, Pool, Split, Story, chance, pick, size, some
from analysis.training.made_words import FIELDS, Field, filled

OWN: Split[str] = (  # what a site says of itself
    (
        "下载{site}客户端", "扫一扫，下载{site}APP", "扫描二维码关注{site}微信", "{site}官方微博", "关注{site}官方微信",
        "订阅{site}手机报", "订阅手机报：移动用户发送{k}到1065{n}", "{site}电子版", "{site}邮件订阅", "欢迎关注@{site}",
        "{site}客户端全新上线", "手机看新闻，就上{site}", "爆料有奖，最高奖励{n}00元",
        "新闻热线{phone}，一经采用即付稿酬",
        "iPhone客户端 Android客户端 iPad客户端", "更多精彩内容请下载{site}客户端", "随时随地看新闻 {site}手机版",
        "加入{site}粉丝团", "注册{site}会员，天天领积分", "微信公众号：{site}", "扫码加群，与{place}网友聊{a}",
        "本文来自{site}，更多内容请关注微信公众号", "投稿请发邮箱，入选即送全年{site}", "《{site}》征订开始了",
        "点击进入{site}官方微博", "{site}{a}征文活动", "有奖调查：参与赢取{a}礼品", "喜欢本站，请把{site}告诉朋友",
    ),
    (
        "打开{site}App，阅读体验更佳", "长按图片识别二维码，进入{site}", "添加{site}到桌面", "{site}微信公众平台",
        "{site}小程序已上线", "报料电话：{phone}", "欢迎订阅{site}周刊", "在{site}头条号阅读", "安卓版 | 苹果版",
        "{site}视频号", "邀请好友得{n}元红包", "给{site}点个赞",
    ),
)  # fmt: skip
GOODS: Split[str] = (  # what is sold
    (
        "{good} {n}{unit}", "￥{n}.00 {good}", "{good}特价{n}元起", "{place}{good}团购", "{good}怎么选",
        "{a}的治疗方法", "{place}{a}专科", "{place}最好的{a}", "免费领取{a}资料", "{good}低至{small}折",
        "{good} 原价{n}9元 现价{n}元", "{a}加盟 小本创业", "零基础学{a}", "{place}租房 {place}二手房 {place}招聘",
        "{a}在线咨询 {b}价格", "《{a}》", "《{a}与{b}》 {who}著", "{good}（限量版）", "{a}：零首付，{small}年保",
        "体验{a}，送{good}", "{good}批发 {good}厂家", "电影《{a}》热映", "{a}网游 公测开启", "今日{good}限时抢购",
    ),
    (
        "{good}新品上市", "{n}元秒{good}", "{place}{a}哪家强", "满{n}00减{n}，{good}专场", "加盟{a}，总部扶持",
        "预约{a}体验课", "{good} 月销{n}件", "[{place}]{a}培训班", "《{b}》全集", "{good}以旧换新",
    ),
)  # fmt: skip
LABELS: Split[str] = (
    ("商城", "推广", "商讯", "广告", "热门产品", "商家推荐", "优惠活动", "团购", "书城", "赞助商链接",
     "企业服务", "好货推荐"),
    ("特卖", "合作推广", "新品快递", "品牌馆", "本店热卖"),
)  # fmt: skip
MARKS: Split[str] = (("", "", "", "·", "◇ ", "[{a}]", "• "), ("", "", "▪ ", "【{a}】"))
TRAINED, HELD = 24, 12
MOST_OWN = 4


@dataclass(frozen=True, slots=True)
class Booth:
    """Where one site promotes what.

    Attributes
    ----------
    name : str
    held_out : bool
    above, below : float
        How often its own offers stand above an article, and right behind it.
    blocks : int
        Lists of goods behind it, at most.
    labelled : float
        How often a list has a label.
    mark : str
        Before each of a list.
    """

    name: str
    held_out: bool
    above: float
    below: float
    blocks: int
    labelled: float
    mark: str


@cache
def booths(held_out: bool) -> tuple[Booth, ...]:
    """Return the sites: 24 for training, 12 held out."""
    draw = np.random.default_rng(191 + held_out)
    return tuple(
        Booth(
            f"{'held' if held_out else 'house'}{i:02d}",
            held_out,
            pick(draw, (0.0, 0.3, 0.8)),
            pick(draw, (0.3, 0.6, 1.0)),
            int(draw.integers(0, 4)),
            pick(draw, (0.3, 0.8)),
            pick(draw, MARKS[held_out]),
        )
        for i in range(HELD if held_out else TRAINED)
    )


def offered(booth: Booth, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article between what its site offers."""
    del pool
    if chance(draw, booth.above):
        yield from own(booth, draw)
    yield from story.told()
    if chance(draw, booth.below):
        yield from own(booth, draw)
    for _ in range(int(draw.integers(0, booth.blocks + 1))):
        yield from goods(booth, draw)


def own(booth: Booth, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what a site offers of its own."""
    site, field = pick(draw, SITES), pick(draw, FIELDS[booth.held_out])
    for form in some(draw, OWN[booth.held_out], int(draw.integers(1, MOST_OWN + 1))):
        yield filled(form, field, draw, site=site, k=pick(draw, ("A", "JW", "SJB", "88"))), ADVERT


def goods(booth: Booth, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a list of goods in one form or in some, often under a label."""
    field = pick(draw, tuple(f for f in FIELDS[booth.held_out] if f.goods))
    if chance(draw, booth.labelled):
        yield pick(draw, LABELS[booth.held_out]), MARKER
    forms = some(draw, GOODS[booth.held_out], int(draw.integers(1, 4)))
    for _ in range(size(draw, 2, 16)):
        yield offer(booth, field, pick(draw, forms), draw), ADVERT


def offer(booth: Booth, field: Field, form: str, draw: np.random.Generator) -> str:
    """Return one line of a list of goods."""
    words = {"good": pick(draw, field.goods), "unit": pick(draw, field.units)}
    return filled(booth.mark + form, field, draw, **words)
