"""Made talks and verse: question-and-answer pages, interviews and dialogues, poems; what is said is content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_comments import DAYS, SENTENCE, nick
from analysis.training.made_house import (
    BODY,
    HEADING,
    META,
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
from analysis.training.made_marks import numbered
from analysis.training.made_words import FIELDS, PLACES, REMARKS, Field, a_day, body, person, prose

ASKED: Split[tuple[tuple[str, ...], tuple[str, ...]]] = (
    (
        (("提问者：{nick} {day}", "浏览{n}次"), ("我来答", "分享", "举报")),
        (("{nick} | {day} | 悬赏分：{m}",), ("回答({m})", "同问({m})")),
        (("匿名用户", "{day}"), ("写回答", "关注问题", "{n}人浏览")),
        (("病情描述：",), ("收藏", "{m}位医生回答")),
        (("问题补充：",), ("{m}条回答",)),
        (("{nick} 提问于 {day}",), ("邀请回答", "好问题 {m}")),
        ((), ("{m} 个回答",)),
        (("发布时间：{day} 作者：{nick}",), ("答案列表",)),
    ),
    (
        (("求助人：{nick}（{day}）",), ("抢答", "转给朋友")),
        (("[已解决] {day}",), ("全部解答 {m}", "排序：默认 时间")),
        (("咨询者：{nick} 阅读：{n}",), ("在线咨询",)),
        (("补充描述",), ("共{m}人解答",)),
    ),
)  # fmt: skip
ANSWERED: Split[tuple[tuple[str, ...], tuple[str, ...]]] = (
    (
        (("{nick}", "采纳率：{m}%"), ("评论", "赞{m}", "踩")),
        (("满意答案", "{nick}", "{day}"), ("有用({m}) 无用(0)",)),
        (("{nick} 主治医师",), ("追问", "感谢")),
        (("回答者：{nick} | {day}",), ()),
        (("{nick}", "LV{m}", "推荐于{day}"), ("已赞过", "评论(0)", "收起")),
        (("专家回复：",), ("{day}",)),
        (("网友{nick}：",), ("{day} 支持({m})",)),
        (("{m}楼", "{nick}"), ("回复", "举报")),
    ),
    (
        (("解答人 {nick}",), ("点赞{m} · 回应",)),
        (("✔ 最佳解答", "{nick}"), ("对我有用 {m}",)),
        (("[{nick}] 于 {day} 回答",), ("投诉",)),
        (("答主：{nick}", "帮助过{m}人"), ("谢谢TA", "转发")),
    ),
)  # fmt: skip
TRIED = 200  # texts among which answers to much the same question are looked for
SPEAKERS: Split[tuple[str, str]] = (
    (("记者：", "{who}："), ("问：", "答："), ("Q：", "A："), ("主持人：", "{who}："), ("[主持人]：", "[{who}]："),
     ("【记者】", "【{who}】"),
     ("{place}日报：", "{who}："), ("甲：", "乙："), ("本刊记者", "{who}"), ("记者:", "{who}:"),
      ("网友提问：", "嘉宾回答：")),
    (("■ ", "□ "), ("Q. ", "A. "), ("〔问〕", "〔答〕"), ("采访者|", "{who}|"), ("提问 ▶", "{who} ▶"),
     ("编者：", "{who}　"), ("{place}台:", "{who} 答:")),
)  # fmt: skip
QUESTIONS: Split[str] = (
    ("您怎么看{a}？", "能不能具体谈谈{a}？", "{a}是怎么一回事？", "很多人关心{a}，您有什么建议？", "为什么说{a}？",
     "接下来还有什么打算？", "当时的情况是怎样的？",
     "您刚才提到{a}，能举个例子吗？", "这会带来哪些变化？"),
    ("请介绍一下{a}。", "{a}的关键在哪里？", "外界对{a}有不同说法，您怎样回应？", "最难的是什么？", "那么{a}呢？",
     "您对年轻人有什么想说的？"),
)  # fmt: skip
PAIRS = tuple(
    (
        "春风 明月 青山 流水 白云 落花 孤舟 寒江 斜阳 归雁 故人 小楼 疏影 暗香 长亭 芳草 细雨 残灯 古道 西窗 清泉 "
        "秋霜 晓星 野渡 千里 万家 独坐 相逢 回首 遥望 轻舟 翠竹 柴门 渔火 梦里 天涯 灯前 门外 云深 山远 江阔 夜静 "
        "月下 花开 叶落 人来 雪夜 旧梦 炊烟 麦田 老屋 石桥 窗台 海浪 黎明 候鸟 铁轨 母亲 故乡 秋天 炉火 长夜"
    ).split()
)
TAILS = "来去远深寒明归空新迟香醉闲愁轻"
MODERN = (
    "我在{a}里等你", "{a}轻轻落下", "像{a}，像{b}", "那一年的{a}", "你说{b}还会回来", "谁把{a}写进{b}",
    "不要问我从哪里来", "只有{a}知道", "夜色渐渐深了",
    "所有的{a}都沉默", "而{b}在远方", "我们曾经走过{a}", "如今只剩{b}", "请你记住这{a}", "啊，{a}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """How one site shows what people ask, answer, say or sing."""

    name: str
    held_out: bool
    asked: tuple[tuple[str, ...], tuple[str, ...]]
    answered: tuple[tuple[str, ...], tuple[str, ...]]
    speakers: tuple[str, str]
    apart: bool
    day: str
    number: str

    @classmethod
    def drawn(cls, name: str, held_out: bool, draw: np.random.Generator) -> Voice:
        """Draw a site."""
        h = held_out
        number = pick(draw, (("", "{n}、", "{h}、", "{n}."), ("", "（{n}）", "〔{h}〕"))[h])
        return cls(
            name,
            h,
            pick(draw, ASKED[h]),
            pick(draw, ANSWERED[h]),
            pick(draw, SPEAKERS[h]),
            chance(draw, 0.3),
            pick(draw, DAYS[h]),
            number,
        )


@cache
def voices(held_out: bool) -> tuple[Voice, ...]:
    """Return the sites: 24 for training, 10 held out."""
    draw = np.random.default_rng(43 + held_out)
    return tuple(
        Voice.drawn(f"{'held' if held_out else 'house'}{i:02d}", held_out, draw) for i in range(10 if held_out else 24)
    )


def asked(voice: Voice, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a question that somebody put and what others answered; or, without such texts, questions often asked."""
    del story
    known = [lines for lines in (text.split("\n") for text in some(draw, pool.texts, TRIED)) if len(lines) > 2]
    if not known or chance(draw, 0.25):
        yield from frequent(voice, pick(draw, FIELDS[voice.held_out]), draw)
        return
    title, question, *answers = known[0]
    near = sorted(known[1:], key=lambda lines: -len({*lines[0]} & {*title}))
    answers += [lines[-1] for lines in near[: size(draw, 1, 6) - 1]]
    yield title, TITLE
    yield from _said(voice, voice.asked, [question], draw)
    for answer in answers:
        lines = SENTENCE.findall(answer) if chance(draw, 0.2) else [answer]
        yield from _said(voice, voice.answered, lines, draw)


def _said(
    voice: Voice, around: tuple[tuple[str, ...], tuple[str, ...]], lines: list[str], draw: np.random.Generator
) -> Iterator[Line]:
    fields = {
        "nick": nick(draw),
        "day": a_day(draw, voice.day),
        "n": int(draw.integers(10, 9000)),
        "m": int(draw.integers(0, 99)),
    }
    yield from ((line.format(**fields), META) for line in around[0])
    yield from ((line, BODY) for line in lines if line.strip())
    yield from ((line.format(**fields), WIDGET) for line in around[1])


def frequent(voice: Voice, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield questions that are often asked, numbered, with answers."""
    yield f"{pick(draw, field.matters)}{pick(draw, ('常见问题解答', '问答', '知识问答', '热点问题一问一答'))}", TITLE
    q, a = (form.format(who="答", place=pick(draw, PLACES)) for form in voice.speakers)
    for n in range(1, size(draw, 3, 30) + 1):
        question = pick(
            draw,
            ("{a}需要什么条件？", "什么是{a}？", "{a}在哪里办理？", "如何申请{a}？", "{a}收费吗？", "{a}多久有结果？"),
        ).format(a=pick(draw, field.matters))
        yield numbered(voice.number, n) + q + question, HEADING
        yield a + prose(field, draw, int(draw.integers(1, 5)), REMARKS), BODY


def interviewed(voice: Voice, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield a real article as an interview: a question before its paragraphs, a name before each turn."""
    del pool
    told = story.told()
    yield from told[: 1 + len(story.byline)]
    who, place = person(draw), pick(draw, PLACES)
    q, a = (form.format(who=who, place=place) for form in voice.speakers)
    paragraphs = story.paragraphs
    if chance(draw, 0.4):  # every sentence is a turn
        paragraphs = [sentence for text in paragraphs for sentence in SENTENCE.findall(text)]
    yield paragraphs[0], BODY
    for n, paragraph in enumerate(paragraphs[1:]):
        if n % 2 == 0 or chance(draw, 0.5):
            clauses = re.findall(r"\w{4,10}", paragraph) or [story.title]
            yield from _turn(voice, q, pick(draw, QUESTIONS[voice.held_out]).format(a=clauses[0]))
        yield from _turn(voice, a, paragraph)


def _turn(voice: Voice, speaker: str, text: str) -> Iterator[Line]:
    yield from [(speaker.strip(), BODY), (text, BODY)] if voice.apart else [(speaker + text, BODY)]


def sung(voice: Voice, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield poems, old or new, with titles and authors."""
    del story, pool
    modern = chance(draw, 0.5)
    feet = int(draw.integers(2, 4))
    poems = size(draw, 1, 12)
    a, b = some(draw, PAIRS, 2)
    yield f"{a}{pick(draw, ('', b, '集', '（组诗）', '吟'))}", TITLE
    if chance(draw, 0.6):
        yield (
            pick(
                draw,
                ("作者：{t}", "{t}", "文/{t}", "词曲：{t}", "（清）{t}")
                if not voice.held_out
                else ("诗：{t}", "◎{t}", "作词 {t}"),
            ).format(t=person(draw)),
            META,
        )
    for n in range(1, poems + 1):
        if poems > 1:
            yield numbered(voice.number, n) + pick(draw, PAIRS), HEADING
        lines = _free(draw) if modern else _regular(feet, draw)
        yield from ((line, BODY) for line in lines)
    if chance(draw, 0.3):
        yield f"{a_day(draw, '{y}年{mo}月{d}日')}于{body(pick(draw, FIELDS[voice.held_out]), draw)}", BODY


def _free(draw: np.random.Generator) -> Iterator[str]:
    """Yield the lines of a modern poem or song, with the marks at their ends or without."""
    end = pick(draw, ("", "", "，"))
    for form in some(draw, MODERN, int(draw.integers(4, len(MODERN)))):
        a, b = some(draw, PAIRS, 2)
        yield form.format(a=a, b=b) + end


def _regular(feet: int, draw: np.random.Generator) -> Iterator[str]:
    """Yield the lines of an old poem, of five characters or seven."""
    for n in range(pick(draw, (4, 8, 8, 12))):
        yield "".join(some(draw, PAIRS[:48], feet)) + pick(draw, TAILS) + "，。"[n % 2]
