"""Made papers: articles as journals print them, with abstract, key words, numbered heads and references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import (
    BODY,
    HEADING,
    MARKER,
    RELATED,
    TITLE,
    UNKNOWN,
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
from analysis.training.made_marks import numbered
from analysis.training.made_words import FIELDS, PLACES, Field, body, english, filled, person, talk

ABSTRACTS: Split[tuple[str, str]] = (  # of what follows in Chinese, and of key words
    (("摘要：", "关键词："), ("摘要: ", "关键词: "), ("【摘要】", "【关键词】"), ("[摘 要] ", "[关键词] "),
     ("摘　要：", "关键字：")),
    (("内容提要：", "主题词："), ("〔提要〕", "〔关键词语〕"), ("内容摘要 ", "检索词 ")),
)  # fmt: skip
IN_ENGLISH: Split[tuple[str, str]] = (
    (("Abstract: ", "Keywords: "), ("Abstract：", "Key words："), ("【Abstract】", "【Key words】")),
    (("Summary: ", "Index Terms: "), ("ABSTRACT ", "KEY WORDS ")),
)
JOINTS: Split[str] = (("；", "; ", ";", "，", " "), ("/", "、", " | "))
HEADS: Split[str] = (
    ("引言", "{a}概述", "{a}的概念", "研究方法", "{a}存在的问题", "{b}的原因分析", "对策与建议", "结论", "{a}现状",
     "结语"),
    ("问题的提出", "文献回顾", "{a}及其特征", "模型设定", "讨论：{a}", "余论", "{b}的路径"),
)  # fmt: skip
NUMBERS: Split[tuple[str, str]] = (  # of heads and of heads below these
    (("{n}. {t}", "{n}.{m}. {t}"), ("{h}、{t}", "（{g}）{t}"), ("{n} {t}", "{n}.{m} {t}"), ("第{h}章 {t}", "{m}. {t}")),
    (("{h}  {t}", "{m}）{t}"), ("§{n} {t}", "§{n}.{m} {t}"), ("［{n}］{t}", "{n}—{m} {t}")),
)
ENDS: Split[str] = (
    ("参考文献", "参考文献：", "参考文献:", "【参考文献】", "参考文献 (References)", "注释", "注释：", "References",
     "主要参考文献"),
    ("征引文献", "［参考文献］", "引文出处：", "REFERENCES", "尾注"),
)  # fmt: skip
ITEMS: Split[str] = (
    ("[{n}] {t}", "[{n}]{t}", "[{n}]\n{t}", "{n}. {t}", "［{n}］ {t}", "({n}) {t}", "{n}、{t}", "[{n}]\n{t}", "{c}{t}",
     "{t}"),
    ("【{n}】{t}", "{n}）{t}", "〔{n}〕\n{t}", "{nn} {t}", "{n}\n{t}"),
)  # fmt: skip
REFERENCES: Split[str] = (
    (
        "{who}. {t}[J]. {journal}, {year}, {n}({small}): {p}-{q}.",
        "{who}, {who2}. {t}[J]. {journal}, {year}({small}): {p}-{q}.",
        "{who}. {t}[M]. {place}: {press}, {year}.", "{who},{who2},等.{t}[M].{place}:{press},{year}:{p}.",
        "{who}. {t}[D]: [硕士学位论文]. {place}: {body}, {year}.", "{who}：《{t}》，《{journal}》{year}年第{small}期。",
        "{who}：《{t}》，{place}：{press}，{year}年，第{p}页。",
        "{t}[EB/OL]. http://www.{latin}.org.cn/{n}.html, {year}-{small}-1{small}.",
        "{who}.{t}[N].{place}日报,{year}-{small}-1{small}.", "{English} ({year}) {title}. {Journal}, {n}, {p}-{q}.",
        "{English}. {title}[J]. {Journal}, {year}, {n}({small}): {p}-{q}.",
        "{English}. {title}. {Journal}. {year};{n}:{p}–{q}.",
    ),
    (
        "{who}著：《{t}》，{press}{year}年版，第{p}页。", "参见{who}《{t}》，载《{journal}》{year}年第{small}期",
        "{who} {year} {t} {journal} {n} {p}", "[美]{latin}：《{t}》，{who}译，{press}，{year}年，第{p}—{q}页。",
        '{English}, "{title}," {Journal}, vol. {n}, no. {small}, pp. {p}-{q}, {year}.',
        "{who}，{t}，{place}年会论文集，{year}",
    ),
)  # fmt: skip
ALIKE: Split[str] = (
    ("相似文献", "相关文章", "引证文献", "为你推荐", "本刊同类论文", "最近论文", "阅读次数最多的文章"),
    ("同主题论文", "他们还看过", "本期其他文章"),
)
AUTHORS = tuple("Smith Wang Li Brown Garcia Chen Miller Tanaka Kim Muller Rossi Novak Zhao Johnson Dubois".split())
JOURNALS = ("{a}研究", "{a}学报", "{place}{a}", "现代{a}", "{body}学报", "中国{a}")
TRAINED, HELD = 32, 12
MOST_REFERENCES, MOST_HEADS = 30, 6
ALSO_ENGLISH, ALSO_ALIKE = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Journal:
    """How one journal prints.

    Attributes
    ----------
    name : str
    held_out : bool
    abstract, english : tuple of (str, str)
        What stands before an abstract and key words.
    joint : str
        Between key words.
    heads : tuple of (str, str)
        Forms of numbered heads, and of those below them.
    end : str
        What stands above the references.
    item : str
        How a reference is numbered, in its line or above it.
    forms : tuple of str
        Of references.
    alike : str
        What stands above other papers.
    """

    name: str
    held_out: bool
    abstract: tuple[str, str]
    english: tuple[str, str]
    joint: str
    heads: tuple[str, str]
    end: str
    item: str
    forms: tuple[str, ...]
    alike: str

    @classmethod
    def drawn(cls, name: str, held_out: bool, draw: np.random.Generator) -> Journal:
        """Draw the ways of a house; those for training and held-out ones have nothing in common."""
        h = held_out
        return cls(
            name, h, pick(draw, ABSTRACTS[h]), pick(draw, IN_ENGLISH[h]), pick(draw, JOINTS[h]), pick(draw, NUMBERS[h]),
            pick(draw, ENDS[h]), pick(draw, ITEMS[h]), tuple(some(draw, REFERENCES[h], int(draw.integers(1, 5)))),
            pick(draw, ALIKE[h]),
        )  # fmt: skip


@cache
def journals(held_out: bool) -> tuple[Journal, ...]:
    """Return the journals: 32 for training, 12 held out."""
    draw, name = np.random.default_rng(353 + held_out), "held" if held_out else "house"
    return tuple(Journal.drawn(f"{name}{i:02d}", held_out, draw) for i in range(HELD if held_out else TRAINED))


def printed(journal: Journal, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article as a journal prints it, and perhaps others like it behind its references."""
    del pool
    field = own_words(story, pick(draw, FIELDS[journal.held_out]))
    told = story.told()
    first = text_start(told)
    yield from told[:first]
    yield from opened(journal, story, field, draw)
    yield from sectioned(journal, told[first:], field, draw)
    yield from referred(journal, field, draw)
    if chance(draw, ALSO_ALIKE):
        yield from alike(journal, field, draw)


def opened(journal: Journal, story: Story, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield what stands above the first head: who wrote it, abstracts and key words."""
    if chance(draw, 0.5):
        yield english(draw, 9).capitalize(), TITLE
    yield pick(draw, ("、", ", ", " ")).join(person(draw) for _ in range(int(draw.integers(1, 4)))), UNKNOWN
    if chance(draw, 0.5):
        yield f"（{body(field, draw)}，{pick(draw, PLACES)} {draw.integers(100000, 999999)}）", UNKNOWN
    words = journal.joint.join(some(draw, field.matters, int(draw.integers(2, 6))))
    abstract = [
        (journal.abstract[0] + story.lead[: int(draw.integers(80, 300))], BODY),
        (journal.abstract[1] + words, BODY),
    ]
    yield from abstract if chance(draw, 0.7) else abstract[::-1]
    if chance(draw, ALSO_ENGLISH):
        yield (
            journal.english[0] + ". ".join(english(draw, 14).capitalize() for _ in range(int(draw.integers(2, 7)))),
            BODY,
        )
        yield journal.english[1] + journal.joint.join(english(draw, 2) for _ in range(int(draw.integers(2, 6)))), BODY


def sectioned(journal: Journal, lines: list[Line], field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield lines with numbered heads between them."""
    n, m = 0, 0
    share = min(0.8, MOST_HEADS / max(1, len(lines)))
    for i, (text, role) in enumerate(lines):
        if i == 0 or (role == BODY and chance(draw, share)):
            below = i > 0 and chance(draw, 0.5)
            n, m = (n, m + 1) if below else (n + 1, 0)
            head = filled(pick(draw, HEADS[journal.held_out]), field, draw)
            form = journal.heads[below].replace("{m}", str(m)).replace("{g}", "一二三四五六七八九十"[min(m, 10) - 1])
            yield numbered(form, n, head), HEADING
        yield text, role


def referred(journal: Journal, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield the references, each behind or below its number."""
    yield journal.end, HEADING
    for n in range(1, size(draw, 3, MOST_REFERENCES) + 1):
        yield from ((text, BODY) for text in numbered(journal.item, n, reference(journal, field, draw)).split("\n"))


def reference(journal: Journal, field: Field, draw: np.random.Generator) -> str:
    """Make up a reference in one of a journal's forms."""
    page = int(draw.integers(1, 400))
    names = [f"{pick(draw, AUTHORS)}, {pick(draw, 'ABCDEFGHJKLMRSTW')}." for _ in range(int(draw.integers(1, 4)))]
    return filled(
        pick(draw, journal.forms), field, draw, t=talk(field, draw), journal=filled(pick(draw, JOURNALS), field, draw),
        who2=person(draw), press=f"{pick(draw, PLACES)}大学出版社", p=page, q=page + int(draw.integers(2, 14)),
        latin=pick(draw, AUTHORS).lower(), English=", ".join(names), title=english(draw, 9).capitalize(),
        Journal=f"Journal of {english(draw, 2).title()}",
    )  # fmt: skip


def alike(journal: Journal, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield other papers behind the references: titles, and who wrote them on some pages."""
    yield journal.alike, MARKER
    form = pick(draw, ("{t}", "{t}", "{t} {who}", "{t}[J]. {journal}, {year}({small})", "{who}.{t}"))
    button = pick(draw, ("", "", "查看全文", "下载PDF"))
    for _ in range(size(draw, 3, 12)):
        journal_name = filled(pick(draw, JOURNALS), field, draw)
        yield filled(form, field, draw, t=talk(field, draw), journal=journal_name), RELATED
        if button:
            yield button, WIDGET
