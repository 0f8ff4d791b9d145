"""Reasons: the evidence that weighed most on a line, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray
from analysis.separation.evidence import NAMES
from analysis.separation.trees import Evidence

LANGUAGES = ("zh", "en")
MOST_PIECES = 3
WORTH_SAYING = 0.3  # of the heaviest piece of a line
COLUMN = {name: i for i, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: the facts it sums up, and how it is said, given those of the line."""

    name: str
    facts: Callable[[str], bool]
    says: Callable[[Callable[[str], float], bool], tuple[str, str]]


Fact = Callable[[str], float]


def _length(fact: Fact, _: bool) -> tuple[str, str]:
    n = round(float(np.expm1(fact("length"))))
    return f"{n}字", f"{n} characters"


def _sentence(fact: Fact, _: bool) -> tuple[str, str]:
    if fact("sentence_end"):
        return "句末有标点", "ends like a sentence"
    return ("句末被截断", "clipped at its end") if fact("clipped") else ("句末无标点", "no sentence end")


def _punctuation(fact: Fact, _: bool) -> tuple[str, str]:
    return (
        ("标点像行文", "punctuated like prose") if fact("punctuation") > 0.3 else ("少标点", "hardly any punctuation")
    )


def _terms(fact: Fact, _: bool) -> tuple[str, str]:
    names = {
        "affix": ("聚合站词缀", "aggregator affix"),
        "legal": ("版权、备案用语", "legal terms"),
        "navigation": ("导航用语", "navigation terms"),
        "widget": ("网页部件用语", "page-tool terms"),
        "related": ("推荐栏用语", "read-more terms"),
        "meta": ("署名、来源用语", "byline or source terms"),
        "advert": ("推广用语", "advertising terms"),
        "caption": ("图注用语", "caption terms"),
        "question": ("问句式标题", "question-like headline"),
    }
    found = [words for key, words in names.items() if fact(f"term_{key}")][:2]
    if not found:
        return "没有网页套话", "no stock phrases of web pages"
    return "含" + "、".join(zh for zh, _ in found), "has " + " and ".join(en for _, en in found)


def _marks(fact: Fact, _: bool) -> tuple[str, str]:
    if fact("link") or fact("phone"):
        return "含链接或电话", "has a link or phone number"
    if fact("dates") or fact("clock"):
        return "含日期时间", "has a date or time"
    return "数字与符号", "digits and symbols"


def _run(fact: Fact, _: bool) -> tuple[str, str]:
    if fact("in_run"):
        return "在正文密集段内", "inside the densest run of prose"
    if fact("before_run") > 0:
        return "在正文密集段之前", "before the densest run of prose"
    return "在正文密集段之后", "after the densest run of prose"


def _around(fact: Fact, for_content: bool) -> tuple[str, str]:
    return (
        ("上下文像正文", "neighbours read like prose")
        if for_content
        else ("上下文不像正文", "neighbours are not prose")
    )


def _labels(fact: Fact, _: bool) -> tuple[str, str]:
    said = {
        "related": ("推荐栏标签", "a read-more label"),
        "legal": ("版权行", "a legal line"),
        "widget": ("网页部件", "a page tool"),
        "meta": ("署名或来源行", "a byline or source"),
        "navigation": ("导航行", "a navigation line"),
        "affix": ("聚合站词缀行", "an aggregator's affix"),
    }
    distances = {key: min(fact(f"since_term_{key}"), fact(f"until_term_{key}")) for key in said}
    nearest = min(distances, key=lambda key: distances[key])
    if distances[nearest] >= 6:
        return "附近无网页套话", "no stock phrases near it"
    where = fact(f"since_term_{nearest}") <= fact(f"until_term_{nearest}")
    zh, en = said[nearest]
    return (f"在{zh}之后", f"after {en}") if where else (f"在{zh}之前", f"before {en}")


def _rhythm(fact: Fact, for_content: bool) -> tuple[str, str]:
    return (
        ("长短不一", "uneven lengths")
        if for_content
        else ("与邻行等长或交替", "as long as its neighbours, or in turns")
    )


def _place(fact: Fact, _: bool) -> tuple[str, str]:
    percent = round(100 * fact("place"))
    return f"位于页面{percent}%处", f"at {percent}% of the page"


def _page(_: Fact, for_content: bool) -> tuple[str, str]:
    return (
        ("页面以正文为主", "a page of mostly prose")
        if for_content
        else ("页面以短行为主", "a page of mostly short lines")
    )


def _repeats(fact: Fact, _: bool) -> tuple[str, str]:
    n = round(float(np.exp(fact("repeats"))))
    if n > 1:
        return f"在{n}个页面重复", f"repeated on {n} pages"
    return ("页内重复", "repeated in the page") if fact("twin_in_page") else ("不重复", "not repeated")


def _affinity(fact: Fact, for_content: bool) -> tuple[str, str]:
    if fact("core_words") == 0:
        return "无主题词", "no topical word"
    return (
        ("与本页主题相近", "close to the page's subject")
        if for_content
        else ("与本页主题疏远", "far from the page's subject")
    )


def _voice(_: Fact, for_content: bool) -> tuple[str, str]:
    return ("行文语气", "worded like prose") if for_content else ("不像行文", "not worded like prose")


def _wording(_: Fact, for_content: bool) -> tuple[str, str]:
    if for_content:
        return "用字像正文", "characters usual in articles"
    return "用字像套话", "characters usual in furniture"


def _role(_: Fact, for_content: bool) -> tuple[str, str]:
    if for_content:
        return "角色像正文或标题", "its role is likely one of an article"
    return "角色像网页套件", "its role is likely one of page furniture"


def _tags(fact: Fact, _: bool) -> tuple[str, str]:
    if fact("html_linked") > 0.5:
        return "多为链接文字", "mostly link text"
    if fact("html_in_best"):
        return "在正文元素内", "inside the element with the most prose"
    return "在正文元素外", "outside the element with the most prose"


def _starts(*prefixes: str) -> Callable[[str], bool]:
    return lambda name: name.startswith(prefixes)


PIECES: tuple[Piece, ...] = (
    Piece("tags", _starts("html_"), _tags),
    Piece("repeats", _starts("repeats", "twin_"), _repeats),
    Piece("affinity", _starts("core_", "cosine_", "topic_"), _affinity),
    Piece("terms", lambda n: n == "meta_start" or (n.startswith("term_") and "_mean_" not in n), _terms),
    Piece("labels", lambda n: n.startswith(("since_", "until_")) or n.startswith("term_"), _labels),
    Piece("run", lambda n: "_run" in n or n.startswith("run_"), _run),
    Piece("rhythm", _starts("like_lag", "period_", "same_length"), _rhythm),
    Piece("page", _starts("page_", "prose_lines"), _page),
    Piece("place", _starts("place"), _place),
    Piece("around", lambda n: "_at_" in n or "_mean_" in n or n.endswith(("_before_5", "_after_5")), _around),
    Piece("sentence", _starts("sentence_", "clipped", "leading_dots", "unbalanced", "colon_end"), _sentence),
    Piece(
        "punctuation", _starts("punctuation", "stops", "commas", "symbols", "quotes", "bars", "bracketed"), _punctuation
    ),
    Piece(
        "marks",
        _starts("digits", "dates", "date_share", "clock", "link", "phone", "bullet", "numbered", "latin"),
        _marks,
    ),
    Piece("voice", _starts("function_words", "speech", "personal", "indented"), _voice),
    Piece("length", lambda _: True, _length),
    Piece("wording", lambda _: False, _wording),
    Piece("role", lambda _: False, _role),
)
WORDING, ROLE = len(PIECES) - 2, len(PIECES) - 1  # no facts stand for these; they are learned from the text itself


def _owners() -> dict[str, list[int]]:
    """Give each fact to the first piece that claims it."""
    owned: dict[str, list[int]] = {piece.name: [] for piece in PIECES}
    for name, column in COLUMN.items():
        owned[next(p.name for p in PIECES if p.facts(name))].append(column)
    return owned


OWNED = _owners()


def by_piece(contributions: FloatArray) -> FloatArray:
    """Sum the facts' contributions by piece of evidence, shape (n_rows, len(PIECES))."""
    return np.column_stack([contributions[:, OWNED[piece.name]].sum(axis=1) for piece in PIECES])


OVERRULED = {
    "declared": ("网页声明的标题", "the title that the page declares"),
    "title": ("角色为标题", "reads as the title"),
    "legal": ("以声明字样开头", "starts with the label of a disclaimer"),
}


def reasons(
    evidence: Evidence,
    pieces: FloatArray,
    keep: npt.NDArray[np.bool_],
    rules: Sequence[str],
    n: int = MOST_PIECES,
) -> list[tuple[str, str]]:
    """Say for each line what overruled its score, and which pieces of evidence weighed most towards the decision.

    Parameters
    ----------
    evidence : float32 array, shape (n_lines, n_facts)
    pieces : array, shape (n_lines, len(PIECES))
        What each piece adds to the log-odds that the line is content.
    keep : bool array, shape (n_lines,)
    rules : sequence of str
        A key of `OVERRULED` for lines whose score did not decide, an empty string for the others.
    n : int
        How much is said at most.

    Returns
    -------
    list of (Chinese, English)
    """
    weights = pieces * np.where(keep, 1.0, -1.0)[:, None]
    best = np.argsort(-weights, axis=1, kind="stable")[:, :n]
    result = []
    for row, order, towards, weight, rule in zip(evidence, best.tolist(), keep.tolist(), weights, rules, strict=True):
        facts = row.tolist()
        said = [OVERRULED[rule]] if rule else []
        said += [
            PIECES[i].says(lambda name, facts=facts: facts[COLUMN[name]], bool(towards))
            for i in order
            if weight[i] > max(0.0, WORTH_SAYING * weight[order[0]])
        ]
        result.append(("；".join(zh for zh, _ in said[:n]), "; ".join(en for _, en in said[:n])))
    return result
