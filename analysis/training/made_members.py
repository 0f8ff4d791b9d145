"""Made members: threads and answers whose writers are told of in several lines each, ranks, counts, mottoes, places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_comments import Board, Place, boards, nick, places, said
from analysis.training.made_house import (
    ADVERT,
    BODY,
    MARKER,
    META,
    NAVIGATION,
    RELATED,
    TITLE,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
    size,
    some,
)
from analysis.training.made_words import FIELDS, Field, filled, hour, some_day, written

CARDS: Split[str] = (  # what is told of a member, or of what he did
    (
        "{nick}", "{nick}：", "{nick} @{nick2}", "{rank}", "{rank}", "{motto}", "{motto}", "{job}", "{place}",
        "{place}市", "来自：{place}", "IP属地：{place}", "粉丝 {many}", "帖子 {many}", "积分：{many}", "采纳率：{m}%",
        "回答数 {many}", "帮助的人：{many}", "{m} 人觉得有用", "{m} 人赞同了该回答", "编辑于 {then}",
        "发布于 {then} {hour}",
        "{then}", "{then} {hour}", "{ago}", "{floor}楼", "#{floor}", "楼主", "注册时间 {then}", "最后登录 {then}",
        "{nick2} 回复了此帖", "{nick2} 赞了这个回答", "最佳答案由 {nick2} 选出", "等级：{rank}", "经验值 {many}",
        "威望 {m} 点", "金币：{many} 枚", "在线时间 {many} 小时", "{a}领域创作者", "认证：{job}", "阅读 {many}",
        "{m} 次浏览",
        "{nick} | {ago}", "{nick} · {then}", "对 {nick2} #{floor} 回复", "{nick} #{floor} · {ago}", "[作者]",
        "{nick2} 等 {m} 人觉得很赞", "得分：{m}", "头衔：{rank}", "签名：{motto}", "提问者：{nick}",
    ),
    (
        "{nick}", "@{nick}", "{nick}（{rank}）", "{rank}", "{motto}", "{job}", "坐标 {place}", "发自{place}",
        "被关注 {many}", "发帖数 {many}", "贡献值 {many}", "解答 {many} 次", "{m}人点赞", "更新于 {then}",
        "{hour} {then}", "{ago}", "第{floor}层", "沙发", "入会：{then}", "{nick2} 评论了这条", "由 {nick2} 推荐",
        "级别：{rank}",
        "财富 {many}", "擅长：{a} {b}", "{nick} ♦ {ago}", "浏览量 {many}",
    ),
)  # fmt: skip
RANKS: Split[str] = (
    ("新手上路", "高级会员", "初级会员", "铁杆粉丝", "版主", "管理员", "列兵", "秀才", "白银会员", "LV.{m}", "Lv{m}",
     "认证用户", "知名答主", "{m}级", "普通用户", "{a}达人", "优秀回答者", "论坛元老", "实习版主", "注册会员",
     "金牌会员"),
    ("小有名气", "路人", "超级版主", "黄金用户", "{a}专家", "举人", "钻石会员", "VIP{m}", "初来乍到"),
)  # fmt: skip
MOTTOES: Split[str] = (
    ("这家伙很懒，什么也没写", "愿你我都有光", "只谈{a}，不谈其他", "热爱{a}", "一只爱{a}的猫", "心若向阳",
     "分享{a}，记录生活", "{a}十年，略懂{b}", "知足常乐", "走自己的路", "微信同名", "公众号：{a}笔记", "……",
     "不积跬步", "专注{a}", "平平淡淡才是真", "坚持就是胜利", "理性看{a}，冷静谈{b}", "人间值得"),
    ("暂无签名", "静水流深", "{a}爱好者", "在{place}做{a}", "天道酬勤", "闲聊{a}", "勿忘初心", "学无止境"),
)  # fmt: skip
JOBS: Split[str] = (
    ("{body} {rank}", "{place}{a}有限公司 {rank}", "{a}行业 从业人员", "{body} {a}硕士", "{a}工程师", "{body}教师",
     "自由职业", "学生", "{a}编辑", "{body} 研究员"),
    ("{body}·{rank}", "{a}顾问", "{place}{b}工作室", "在读博士", "退休教师", "{body}员工"),
)  # fmt: skip
TOOLS: Split[str] = (
    ("回复", "举报", "点赞 {m}", "收藏", "分享", "引用", "向他提问", "关注", "私信", "加好友", "展开全文", "收起",
     "添加评论", "{m} 条评论", "查看全部 {m} 条回复", "只看该作者", "有用 {m} 没用 {k}", "顶 {m}", "赞同 {m}",
     "回复 引用 举报", "已赞", "评论 {m}", "喜欢 {m}", "投诉"),
    ("踩 {k}", "点评", "打赏", "送花", "感谢 {m}", "转发", "加为好友 发短消息", "收起回复", "不再显示"),
)  # fmt: skip
HEADS: Split[str] = (  # counts and subjects below the question
    ("{a}", "{b}", "{a}", "{b}", "关注者 {many}", "被浏览 {many}", "{m} 个回答", "问题标签：{a}", "分类：{a}",
     "标签：{a} {b}",
     "浏览 {many} 次", "提问时间：{then}", "悬赏 {m} 分", "已解决", "{nick} 提问于 {then}", "{many} 人关注该问题"),
    ("{a}", "{b}", "话题：{a}", "共{m}条回答", "{many}次阅读", "求助 {then}", "发起人 {nick}", "{m} 人想知道"),
)  # fmt: skip
ASKED: Split[str] = (
    ("关注问题", "写回答", "邀请回答", "好问题 {m}", "添加评论", "分享", "默认排序", "按时间排序", "我来回答"),
    ("我要回答", "同问 {m}", "收藏问题", "排序方式", "匿名回答"),
)  # fmt: skip
BEHIND: Split[tuple[str, int]] = (
    (
        ("相关问题", RELATED),
        ("热门话题", NAVIGATION),
        ("关于作者", META),
        ("大家还在看", RELATED),
        ("相关标签", NAVIGATION),
    ),
    (("相似问题", RELATED), ("版块导航", NAVIGATION), ("作者名片", META)),
)
MANY = ("{}", "{}", "{:,}", "{}万")
TRAINED, HELD = 40, 12
DAYS: Split[str] = (
    ("{y}-{mo}-{d}", "{y}-{mo:02d}-{d:02d}", "{mo}月{d}日", "{y}年{mo}月{d}日"),
    ("{y}/{mo}/{d}", "{mo}-{d}"),
)


@dataclass(frozen=True, slots=True)
class Club:
    """How one site tells of its members.

    Attributes
    ----------
    name : str
    held_out : bool
    head, asked : tuple of str
        Below the title: counts and subjects, and what can be done.
    above, below : tuple of str
        Of a member, before what he wrote and behind it.
    tools : tuple of str
        Behind that.
    missing : float
        How often a line of these is not there.
    long : float
        How often somebody writes at length.
    advert : float
        How often a member's post is an advert.
    day : str
    board : Board
    """

    name: str
    held_out: bool
    head: tuple[str, ...]
    asked: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    tools: tuple[str, ...]
    missing: float
    long: float
    advert: float
    day: str
    board: Board

    @classmethod
    def drawn(cls, number: int, held_out: bool, draw: np.random.Generator) -> Club:
        """Draw one; a card begins with the member's name, or has it within."""
        h = held_out
        cards = some(draw, CARDS[h][1:], int(draw.integers(1, 7)))
        split = int(draw.integers(0, len(cards) + 1)) if chance(draw, 0.5) else len(cards)
        return cls(
            f"{'held' if h else 'house'}{number:02d}", h,
            tuple(some(draw, HEADS[h], int(draw.integers(0, 6)))),
            tuple(some(draw, ASKED[h], int(draw.integers(0, 4)))),
            (CARDS[h][0], *cards[:split]) if chance(draw, 0.7) else tuple(cards[:split]), tuple(cards[split:]),
            tuple(some(draw, TOOLS[h], int(draw.integers(0, 5)))), pick(draw, (0.0, 0.2, 0.4)),
            float(draw.uniform(0, 0.4)), pick(draw, (0.0, 0.0, 0.08)), pick(draw, DAYS[h]), pick(draw, boards(h)),
        )  # fmt: skip


@cache
def clubs(held_out: bool) -> tuple[Club, ...]:
    """Return the sites: 40 for training, 12 held out."""
    draw = np.random.default_rng(211 + held_out)
    return tuple(Club.drawn(i, held_out, draw) for i in range(HELD if held_out else TRAINED))


def told_of(club: Club, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a thread about what a real page is about: its title, posts between what is told of their writers."""
    yield story.title, TITLE
    field = pick(draw, FIELDS[club.held_out])
    start = some_day(draw)
    first = Place(1, start, start)
    yield from _lines(club, club.head, META, field, first, draw)
    yield from _lines(club, club.asked, WIDGET, field, first, draw)
    for place in places(size(draw, 2, 24), start, True, draw):
        if chance(draw, club.advert):
            yield from _lines(club, (*club.above, "{then} 广告"), ADVERT, field, place, draw)
            continue
        yield from _lines(club, club.above, META, field, place, draw)
        story_of = story if chance(draw, 0.5) else pick(draw, pool.stories)
        long = chance(draw, club.long)
        texts = story_of.paragraphs[: int(draw.integers(1, 6))] if long else said(club.board, story, pool, draw)
        yield from ((text, BODY) for text in texts)
        yield from _lines(club, club.below, META, field, place, draw)
        yield from _lines(club, club.tools, WIDGET, field, place, draw)
    yield from _behind(club, pool, field, first, draw)


def _lines(
    club: Club, forms: tuple[str, ...], role: int, field: Field, place: Place, draw: np.random.Generator
) -> Iterator[Line]:
    """Yield lines of some forms, most of them, all of one member."""
    h, names = club.held_out, (nick(draw), nick(draw))
    rank = filled(pick(draw, RANKS[h]), field, draw, m=int(draw.integers(1, 19)))
    said_of = {
        "nick": names[0], "nick2": names[1], "rank": rank, "motto": filled(pick(draw, MOTTOES[h]), field, draw),
        "job": filled(pick(draw, JOBS[h]), field, draw, rank=rank), "m": int(draw.integers(0, 99)),
        "k": int(draw.integers(0, 9)), "floor": place.floor, "ago": place.ago(draw), "hour": hour(draw),
        "many": pick(draw, MANY).format(int(draw.integers(1, 99999))),
        "then": written(place.day, club.day),
    }  # fmt: skip
    for form in forms:
        if not chance(draw, club.missing):
            yield filled(form, field, draw, **said_of), role


def _behind(club: Club, pool: Pool, field: Field, place: Place, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what stands behind a thread: other questions, sections, the card of its writer, under their labels."""
    for label, role in some(draw, BEHIND[club.held_out], int(draw.integers(0, 3))):
        yield label, MARKER
        if role == RELATED:
            yield from ((other.title, RELATED) for other in some(draw, pool.stories, size(draw, 2, 10)))
        elif role == META:
            card = tuple(some(draw, CARDS[club.held_out], int(draw.integers(2, 6))))
            yield from _lines(club, card, META, field, place, draw)
        else:
            yield from ((word, NAVIGATION) for word in some(draw, field.matters, size(draw, 2, 12)))
