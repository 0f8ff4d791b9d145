"""Made comment sections: what readers say below a real article, with names, times, floors and tools; noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import (
    FOOT_TOLD,
    MARKER,
    META,
    OTHER,
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
from analysis.training.made_words import PLACES, hour, person, some_day, written

House = tuple[str, ...]  # the lines of one comment, fields in braces; {text} is what is said
HOUSES: Split[House] = (
    (
        ("{nick}", "{day}", "{text}", "回复"),
        ("{nick} 发表于 {day} {hour}", "{text}", "回复 支持({n}) 反对({m})"),
        ("{floor}楼 {nick}", "{text}", "{day} {hour} 回复 举报"),
        ("# re: {title} {day} {hour} {nick}", "{text}"),
        ("{nick}[{place}网友]", "{day} {hour}", "{text}", "+{n}顶{n}", "|+{m}踩{m}", "|回复", "|分享"),
        ("{text}", "{nick} {ago} 回复 踩{m} 赞{n} 举报"),
        ("{nick}", "{ago}", "{text}", "赞{n}", "回复"),
        ("{nick}：{text}", "{day} {hour}"),
        ("{nick}", "来自{place}", "{n}", "{text}", "回复"),
        ("第{floor}楼 {day} {hour} | {nick}", "{text}", "[回复][引用][举报]"),
        ("{nick} 说：", "{day} {hour}", "{text}", "回复"),
        ("{nick}", "LV{m}", "{text}", "{day}", "有用({n})", "没用({m})"),
        ("#{floor}", "{nick}", "{day} {hour}", "{text}", "引用"),
        ("{place}网友 [{nick}] 于 {day} {hour} 评论：", "{text}", "支持 反对 回复 盖楼"),
        ("{text}", "—— {nick}（{day}）"),
        ("{nick} {ago}", "{text}", "回复({m})", "收起"),
    ),
    (
        ("评论人：{nick} 时间：{day} {hour}", "{text}"),
        ("{nick} · {place}", "{text}", "{ago} · 回TA · {n}喜欢"),
        ("[{floor}F] {nick} ({ip})", "{text}", "推({n}) 嘘({m})"),
        ("{nick} @ {day} {hour}", "{text}", "Reply"),
        ("匿名用户", "{text}", "顶[{n}] 踩[{m}] 盖楼 {hour}"),
        ("沙发位 {floor}｜{nick}｜IP属地：{place}", "{text}", "点赞 {n} 评论 {m} 转发"),
        ("{nick} 于{day}留言", "{text}", "送花({n}) 扔鸡蛋({m})"),
        ("★★★★☆ {nick}", "{text}", "{day} 对我有帮助 {n}"),
    ),
)  # fmt: skip
NAMED = (
    "{nick}", "{nick}：", "{nick}:", "网友 {nick}", "[{nick}]", "{nick}（{place}）", "{place}网友 {nick}",
    "用户名 {nick}", "{floor}楼 {nick}", "#{floor} {nick}", "{floor}. {nick}", "{nick} 第{floor}楼", "{nick} Lv{m}",
    "【{nick}】", "回复人 {nick}", "{nick} 写道：",
)  # fmt: skip
TIMED = (
    "{day}", "{day} {hour}", "{ago}", "发表于 {day} {hour}", "发表于{ago}", "({day} {hour})", "[{day}]",
    "{day}, {hour}", "",
)  # fmt: skip
TOOLS = (
    "回复", "举报", "支持({n})", "反对({m})", "赞{n}", "踩{m}", "引用", "分享", "收藏", "查看对话", "[回复]", "[引用]",
    "有用({n})", "赞同 {n}", "鲜花[{n}] 鸡蛋[{m}]", "回应", "屏蔽", "只看此人", "加好友", "投诉", "推荐({n})", "顶 {n}",
)  # fmt: skip
JOINTS = (" ", "  ", " | ", "　", "|", "")
COMPOSED = 64  # training houses put together from these parts, beside the ones above
TOPS: Split[tuple[str, ...]] = (
    (("网友评论",), ("评论({n})",), ("最新评论", "共{n}条评论"), ("热门评论",), ("{n}条评论，{m}人参与",),
     ("发表评论", "登录 注册", "{n} 条评论"),
     ("Comments",), ("精彩评论 查看全部{n}条",), ("评论列表",), ("回复列表 ({n})",)),
    (("大家怎么说",), ("读者留言（{n}）",), ("全部讨论 {n}",), ("跟帖区", "按时间排序 按热度排序"),
     ("文章点评", "我也说两句"), ("网友热议",)),
)  # fmt: skip
ENDS: Split[tuple[str, ...]] = (
    (("查看更多评论",), ("用户名：", "密码：", "匿名发表", "提交"),
     ("以上网友发言只代表其个人观点，不代表本站立场。",), ("上一页 1 2 3 下一页",), (),
     ("验证码：", "发表评论")),
    (("点击加载更多",), ("昵称", "邮箱（不公开）", "看不清？换一张", "我要留言"), ("跟帖仅为网友看法。",),
     ("没有更多了",), ()),
)  # fmt: skip
QUOTES: Split[str] = (
    ("引用 {nick}：{text}", "回复 {nick}：{text}", "原帖由 {nick} 发表：{text}", "@{nick} {text}"),
    ("> {nick} 说：{text}", "［{nick}］{text}", "//{nick}：{text}"),
)
SENTENCE = re.compile(r"[^。！？!?]{4,120}[。！？!?]?[”」』）)]*")
DAYS: Split[str] = (
    ("{y}-{mo:02d}-{d:02d}", "{y}-{mo}-{d}", "{y}年{mo}月{d}日", "{mo}月{d}日"),
    ("{y}/{mo}/{d}", "{mo}.{d}", "{y}.{mo:02d}.{d:02d}"),
)
CHAT: Split[str] = (
    ("顶", "支持一下", "写得真好，学习了！", "沙发", "路过", "说得太对了，就是这么回事。",
     "不敢苟同，楼主想得太简单了。", "转走了，谢谢分享", "哈哈哈",
     "看完眼泪都下来了。", "呵呵，又是这一套。", "希望能真正落实，而不是说说而已。", "这个问题早就该管管了！",
     "有没有人和我一样的？", "+1", "同感",
     "记者能不能查清楚再写啊，误导人。", "太心疼了", "我们这里也是这样，反映了好多次都没人理。",
     "普通老百姓看看就好，别当真。"),
    ("占楼", "好文章，收藏啦。", "板凳", "无语……", "讲得很透彻，受教了。", "这样的事以后还会有的，大家等着瞧吧。",
     "作者辛苦了", "顶一个，说出了我的心里话",
     "真的假的？", "别光说不练。", "看得热血沸腾！", "我小时候就住在那附近，变化真大啊。", "建议多做点实事。",
     "笑死我了", "楼上的说得在理。"),
)  # fmt: skip
DAYS_OF_MONTH = 30
OPINIONS: Split[str] = (
    ("说到{a}，我觉得还是要看实际情况，不能一概而论。", "关于“{a}”，楼上说得有道理，但我有不同的看法。",
     "{a}？我不信。", "我也经历过{a}，那段时间真的很难熬。",
     "{a}这件事，上个月就听朋友讲过了，没想到是真的。", "支持{a}！", "请问{a}是什么意思啊，哪位能解释一下？",
     "看到{a}这几个字，我就知道后面要说什么了。"),
    ("“{a}”，这句话说到点子上了。", "要我说，{a}根本不是重点，重点是有没有人负责。",
     "{a}我们单位也讨论过，结果不了了之。", "没看懂{a}那一段，求解答。",
     "如果{a}是真的，那真是太好了，希望越来越好。"),
)  # fmt: skip
NICKS = ("小鱼", "阿福", "老王", "风中的叶子", "蓝天白云", "大漠孤烟", "开心果", "路人甲", "快乐每一天", "山里人",
"sky", "happy", "tom", "lucky",
         "梦里花落", "一叶知秋", "隔壁老李", "南方姑娘", "追风少年", "糖糖妈", "静水流深", "abc", "zxc", "游客",
         "匿名", "龙行天下", "小草", "水瓶座")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Board:
    """How one site shows comments."""

    name: str
    held_out: bool
    house: House
    top: tuple[str, ...]
    end: tuple[str, ...]
    day: str
    real: float
    quoting: float

    @classmethod
    def drawn(cls, name: str, held_out: bool, house: House, draw: np.random.Generator) -> Board:
        """Draw what is not given."""
        h = held_out
        return cls(
            name,
            h,
            house,
            pick(draw, TOPS[h]),
            pick(draw, ENDS[h]),
            pick(draw, DAYS[h]),
            draw.uniform(0.2, 0.9),
            pick(draw, (0, 0, 0.2)),
        )


@cache
def boards(held_out: bool) -> tuple[Board, ...]:
    """Return the boards: two of each house, and for training those of houses that are put together besides."""
    draw = np.random.default_rng(57 + held_out)
    kind, houses = "held" if held_out else "house", [*HOUSES[held_out], *HOUSES[held_out]]
    if not held_out:
        parts = np.random.default_rng(59)
        houses += [composed(parts) for _ in range(COMPOSED)]
    return tuple(Board.drawn(f"{kind}{i:02d}", held_out, house, draw) for i, house in enumerate(houses))


def composed(draw: np.random.Generator) -> House:
    """Put a training house together: who and when above the text, before it in its line or below it, and its tools."""
    joint, who, when = pick(draw, JOINTS), pick(draw, NAMED), pick(draw, TIMED)
    tools = some(draw, TOOLS, int(draw.integers(0, 5)))
    told = [line for line in (who, when) if line]
    if chance(draw, 0.5):
        told = [pick(draw, JOINTS[:-1]).join(told)]
    foot = [joint.join(tools)] if tools and chance(draw, 0.6) else tools
    place = draw.random()
    if place < 0.15:
        return (f"{told[0]}{{text}}", *told[1:], *foot)
    if place < 0.35:
        return ("{text}", *told, *foot)
    if place < 0.5:
        return (told[0], "{text}", *told[1:], *foot)
    return (*told, *foot, "{text}") if chance(draw, 0.2) else (*told, "{text}", *foot)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands among others: its floor and day, and the day on which the page was seen."""

    floor: int
    day: int
    now: int

    def ago(self, draw: np.random.Generator) -> str:
        """Say how long ago that was."""
        days = self.now - self.day
        if days > DAYS_OF_MONTH:
            return f"{days // DAYS_OF_MONTH}个月前"
        return f"{days}天前" if days else f"{draw.integers(1, 24)}小时前"


def places(count: int, now: int, upward: bool, draw: np.random.Generator) -> Iterator[Place]:
    """Yield the places of posts one below the other, the newest at the end or on top."""
    gaps = np.cumsum(draw.integers(0, pick(draw, (1, 2, 3, 20)), count)).tolist()
    for i in range(count):
        yield Place(i + 1 if upward else count - i, now - (gaps[-1] - gaps[i] if upward else gaps[i]), now)


def commented(board: Board, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a real article and what readers say below it."""
    yield from story.told()
    yield from ((text, OTHER) for text in story.foot[: int(draw.integers(0, FOOT_TOLD))])
    yield from section(board, story, pool, draw)


def section(board: Board, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a section of comments below what they are about."""
    fields = {"n": int(draw.integers(2, 900)), "m": int(draw.integers(0, 90))}
    yield from ((text.format(**fields), MARKER) for text in board.top)
    count, now, upward = size(draw, 2, 40), some_day(draw), chance(draw, 0.5)
    for place in places(count, now, upward, draw):
        yield from comment(board, story, pool, place, draw)
    yield from ((text, WIDGET) for text in board.end)


def comment(board: Board, story: Story, pool: Pool, place: Place, draw: np.random.Generator) -> Iterator[Line]:
    """Yield one comment."""
    n = int(draw.integers(0, 300)) if chance(draw, 0.5) else int(draw.integers(0, 4))
    fields = {
        "nick": nick(draw), "day": written(place.day, board.day),
        "hour": hour(draw),
        "n": n, "m": int(draw.integers(0, 9)), "floor": place.floor, "title": story.title, "place": pick(draw, PLACES),
        "ago": place.ago(draw),
        "ip": f"{draw.integers(58, 223)}.{draw.integers(0, 255)}.*.*",
    }  # fmt: skip
    for line in board.house:
        if "{text}" not in line:
            yield line.format(**fields), META if "{nick}" in line or "{day}" in line else WIDGET
            continue
        if chance(draw, board.quoting):
            quoted = said(board, story, pool, draw)[0][:60]
            yield pick(draw, QUOTES[board.held_out]).format(nick=nick(draw), text=quoted), OTHER
        first, *rest = said(board, story, pool, draw)
        yield line.format(text=first, **fields), OTHER
        yield from ((text, OTHER) for text in rest)


def said(board: Board, story: Story, pool: Pool, draw: np.random.Generator) -> list[str]:
    """Return the lines of what somebody says: a real short text, small talk, or opinions on scraps of an article."""
    if pool.texts and chance(draw, board.real):
        lines = [line.strip() for line in pick(draw, pool.texts).split("\n") if line.strip()]
        return lines[: int(draw.integers(1, 4))] or [pick(draw, CHAT[board.held_out])]
    if chance(draw, 0.4):
        return [pick(draw, CHAT[board.held_out])]
    told = [opinion(board, story, draw) for _ in range(int(draw.integers(1, 4)))]
    if chance(draw, 0.3):  # some argue at length, as articles do
        told += SENTENCE.findall(pick(draw, pick(draw, pool.stories).paragraphs))[:4]
    return ["".join(told)] if chance(draw, 0.8) else told


def opinion(board: Board, story: Story, draw: np.random.Generator) -> str:
    """Return what somebody thinks of a scrap of the article."""
    scraps = re.findall(r"\w{4,12}", pick(draw, [story.title, *story.paragraphs])) or [story.title]
    return pick(draw, OPINIONS[board.held_out]).format(a=pick(draw, scraps))


def nick(draw: np.random.Generator) -> str:
    """Make up a user's name."""
    if chance(draw, 0.15):
        return person(draw)
    return pick(draw, NICKS) + (str(draw.integers(1, 99999)) if chance(draw, 0.4) else "")
