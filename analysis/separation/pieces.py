"""Pieces: the facts on a line summed up for a reader, each piece with its facts and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.languages import Bilingual
from analysis.reading import tags
from analysis.separation import affinity, context, form, structure
from analysis.separation.context import NEVER
from analysis.separation.evidence import NAMES

Fact = Callable[[str], float]
Says = Callable[[Fact, bool], Bilingual]

# Beside the pieces of the modules that describe lines, those of what needs the other pages and of HTML.
SOURCES = (
    form.PIECES,
    context.PIECES,
    structure.PIECES,
    affinity.PIECES,
    {"repeats": ("repeats",), "tags": tags.NAMES},
)
TERMS = {
    "affix": Bilingual("聚合站词缀", "aggregator affix"),
    "legal": Bilingual("版权、备案用语", "legal terms"),
    "navigation": Bilingual("导航用语", "navigation terms"),
    "widget": Bilingual("网页部件用语", "page-tool terms"),
    "related": Bilingual("推荐栏用语", "read-more terms"),
    "meta": Bilingual("署名、来源用语", "byline or source terms"),
    "advert": Bilingual("推广用语", "advertising terms"),
    "caption": Bilingual("图注用语", "caption terms"),
    "question": Bilingual("问句式标题", "question-like headline"),
}
LABELS = {
    "related": Bilingual("推荐栏标签", "a read-more label"),
    "legal": Bilingual("版权行", "a legal line"),
    "widget": Bilingual("网页部件", "a page tool"),
    "meta": Bilingual("署名或来源行", "a byline or source"),
    "navigation": Bilingual("导航行", "a navigation line"),
    "affix": Bilingual("聚合站词缀行", "an aggregator's affix"),
}


def _either(content: tuple[str, str], noise: tuple[str, str]) -> Says:
    """Say one of two things, by whether the piece speaks for content."""
    return lambda _, for_content: Bilingual(*(content if for_content else noise))


def _length(fact: Fact, _: bool) -> Bilingual:
    n = round(float(np.expm1(fact("length"))))
    return Bilingual(f"{n}字", f"{n} characters")


def _sentence(fact: Fact, _: bool) -> Bilingual:
    if fact("sentence_end"):
        return Bilingual("句末有标点", "ends like a sentence")
    if fact("clipped"):
        return Bilingual("句末被截断", "clipped at its end")
    return Bilingual("句末无标点", "no sentence end")


def _punctuation(fact: Fact, _: bool) -> Bilingual:
    if fact("punctuation") > 0.3:
        return Bilingual("标点像行文", "punctuated like prose")
    return Bilingual("少标点", "hardly any punctuation")


def _terms(fact: Fact, _: bool) -> Bilingual:
    found = [said for name, said in TERMS.items() if fact(f"term_{name}")][:2]
    if not found:
        return Bilingual("没有网页套话", "no stock phrases of web pages")
    return Bilingual("含" + "、".join(f.zh for f in found), "has " + " and ".join(f.en for f in found))


def _marks(fact: Fact, _: bool) -> Bilingual:
    if fact("link") or fact("phone"):
        return Bilingual("含链接或电话", "has a link or phone number")
    if fact("dates") or fact("clock"):
        return Bilingual("含日期时间", "has a date or time")
    return Bilingual("数字与符号", "digits and symbols")


def _run(fact: Fact, _: bool) -> Bilingual:
    if fact("in_run"):
        return Bilingual("在正文密集段内", "inside the densest run of prose")
    if fact("before_run") > 0:
        return Bilingual("在正文密集段之前", "before the densest run of prose")
    return Bilingual("在正文密集段之后", "after the densest run of prose")


def _labels(fact: Fact, _: bool) -> Bilingual:
    distances = {key: min(fact(f"since_term_{key}"), fact(f"until_term_{key}")) for key in LABELS}
    nearest = min(distances, key=lambda key: distances[key])
    if distances[nearest] >= NEVER:
        return Bilingual("附近无网页套话", "no stock phrases near it")
    label = LABELS[nearest]
    if fact(f"since_term_{nearest}") <= fact(f"until_term_{nearest}"):
        return Bilingual(f"在{label.zh}之后", f"after {label.en}")
    return Bilingual(f"在{label.zh}之前", f"before {label.en}")


def _list(fact: Fact, _: bool) -> Bilingual:
    if fact("step_list") or fact("moment_list"):
        return Bilingual("编号或时间与邻行相续", "counts on from the lines before it")
    if fact("label_page"):
        return Bilingual("标签在页内重复", "its label comes again in the page")
    if fact("shape_near"):
        return Bilingual("与邻行同形", "shaped like lines near it")
    return Bilingual("形状独特", "shaped like no line near it")


def _posts(fact: Fact, _: bool) -> Bilingual:
    if fact("tool"):
        return Bilingual("讨论区工具行", "a tool of a discussion")
    if fact("tool_around"):
        return Bilingual("附近有讨论区工具行", "tools of a discussion near it")
    return Bilingual("附近无讨论区工具行", "no tools of a discussion near it")


def _place(fact: Fact, _: bool) -> Bilingual:
    percent = round(100 * fact("place"))
    return Bilingual(f"位于页面{percent}%处", f"at {percent}% of the page")


def _repeats(fact: Fact, _: bool) -> Bilingual:
    n = round(float(np.exp(fact("repeats"))))
    if n > 1:
        return Bilingual(f"在{n}个页面重复", f"repeated on {n} pages")
    if fact("twin_in_page"):
        return Bilingual("页内重复", "repeated in the page")
    return Bilingual("不重复", "not repeated")


def _affinity(fact: Fact, for_content: bool) -> Bilingual:
    if fact("core_words") == 0:
        return Bilingual("无主题词", "no topical word")
    if for_content:
        return Bilingual("与本页主题相近", "close to the page's subject")
    return Bilingual("与本页主题疏远", "far from the page's subject")


def _tags(fact: Fact, _: bool) -> Bilingual:
    if fact("html_linked") > 0.5:
        return Bilingual("多为链接文字", "mostly link text")
    if fact("html_in_best"):
        return Bilingual("在正文元素内", "inside the element with the most prose")
    return Bilingual("在正文元素外", "outside the element with the most prose")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence.

    Attributes
    ----------
    name : str
    says : callable
        Puts it into words, given a line's facts by name, and whether the piece speaks for content.
    columns : list of int
        Its facts, as places in `evidence.NAMES`; none for what is learned from the text itself or a judgement.
    """

    name: str
    says: Says
    columns: list[int]

    @classmethod
    def of(cls, name: str, says: Says) -> Piece:
        """Gather the facts that the modules which define them give to a piece."""
        facts = [fact for source in SOURCES for fact in source.get(name, ())]
        return cls(name, says, sorted(map(NAMES.index, facts)))


PIECES: tuple[Piece, ...] = (
    Piece.of("tags", _tags),
    Piece.of("repeats", _repeats),
    Piece.of("affinity", _affinity),
    Piece.of("terms", _terms),
    Piece.of("labels", _labels),
    Piece.of("run", _run),
    Piece.of(
        "rhythm",
        _either(("长短不一", "uneven lengths"), ("与邻行等长或交替", "as long as its neighbours, or in turns")),
    ),
    Piece.of("list", _list),
    Piece.of("posts", _posts),
    Piece.of(
        "page",
        _either(("页面以正文为主", "a page of mostly prose"), ("页面以短行为主", "a page of mostly short lines")),
    ),
    Piece.of("place", _place),
    Piece.of(
        "around",
        _either(("上下文像正文", "neighbours read like prose"), ("上下文不像正文", "neighbours are not prose")),
    ),
    Piece.of("sentence", _sentence),
    Piece.of("punctuation", _punctuation),
    Piece.of("marks", _marks),
    Piece.of("voice", _either(("行文语气", "worded like prose"), ("不像行文", "not worded like prose"))),
    Piece.of("length", _length),
    Piece.of(
        "wording",
        _either(("用字像正文", "characters usual in articles"), ("用字像套话", "characters usual in furniture")),
    ),
    Piece.of(
        "role",
        _either(
            ("像正文或标题一类的行", "likely a line of an article"),
            ("像导航、页脚一类的行", "likely a line of menus, footers or the like"),
        ),
    ),
    Piece.of(
        "regions",
        _either(("与正文连成一片", "part of what is kept around it"), ("不与正文相连", "apart from what is kept")),
    ),
    Piece.of(
        "network",
        _either(
            ("前后各行读来像文章的一段", "the lines around read on as an article"),
            ("前后各行读来不像文章", "the lines around do not read as an article"),
        ),
    ),
)
PLACE = {piece.name: i for i, piece in enumerate(PIECES)}
