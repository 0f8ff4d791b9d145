"""Places: where the lines around a page's article stand that tell its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.reading.characters import compatible, fold

CLIP = 160  # characters of a line of text that are looked at, at its beginning or end
META_CLIP = 400
EDGE = 2  # lines at either end of the text in which bylines stand without brackets
NEAR = 12  # lines below the title
BEHIND = 4  # lines behind the text
MISTAKEN = frozenset({"widget", "marker", "navigation", "heading", "caption"})  # what metadata is easily taken for
BRACKETED = re.compile(r"[(（【](?:[^()（）【】]{0,12}(?:记者|記者|通讯员|通訊員)|[文图圖][/／])[^()（）【】]*[)）】]")
# All patterns below match folded text: half width, lower case, Simplified script.
DATE_LIKE = r"(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?"
CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
MARK = r"[:/|╱丨│—]"
CLOSED = r"()\[\]【】<>:;。!?\"=|"  # no value goes on past these
# Words that begin the next field of a line of metadata.
FIELD = (
    "来源|出处|稿源|作者|记者|通讯员|实习生|编辑|责编|责任|校对|审核|发[布表][于者人时日:]|时间|日期|浏览|点击|阅读|评论|字体|字号|字数|打印|分享|"
    "关键[词字]|版权|声明|原标题|查看|返回|更多|参与互动|举报"
)
LABEL_ALONE = re.compile(r"\W*[一-龥]{2,5}\s*:")
SIGN_OFF = re.compile(r"\((?P<brackets>[^()]{2,60})\)[\s。]*$|(?:^|(?<=[。!?”」]))\s*(?P<rest>[^。!?”」]{2,40})$")
# Media: what is named beside people, and is nobody.
MEDIUM = r"(?:报|网|网站|网络版|社|台|卫视|周刊|月刊|杂志|在线|传媒|融媒|[晨晚时商]讯)"
PORTAL = (
    "(?:新浪|搜狐|网易|腾讯|凤凰|央视|央广|澎湃|界面|封面|红星|人民|新华|环球|光明|东方|南方)"
    "(?:新闻|科技|财经|娱乐|体育|视频|时尚|汽车|教育|旅游|游戏|军事|文化|读书)"
)
APART = rf"(?<![a-z一-龥·—.])(?=\D{{3}})(?:[一-龥a-z][a-z一-龥·—-]{{0,15}}?{MEDIUM}|{PORTAL})(?![\w:·—])"
# A line that is a byline by its own wording, whatever role it was given: 来源：某报, 某报记者 某甲, 某报/某甲.
BYLINE = re.compile(
    r"\W*(?:本[文版]|素材|稿件|文章)?\W{0,2}(?:来源|出处|稿源|作者(?!简介|介绍)|记者|通讯员|撰文)(?:\W|[一-龥]{2,4}\b)"
    rf"|[^,。!?]{{0,24}}记者\s*[一-龥]{{2,4}}\W*$|[一-龥]{{2,12}}{MEDIUM}\s*/\s*[一-龥]{{2,4}}$"
)
WRITTEN_BY = re.compile(r"\W*(?:本[版文])?文\W{1,24}记者")  # such a one inside the text, too
REPORTER = re.compile("[者\ufa5b\ufab2\U0002f97a]")  # what folds to its last character: folding each line takes long
LONGEST_BYLINE = 80
SENTENCES = re.compile(r"[。!?]\s*\w")
REPORTED = re.compile(rf"^(?P<value>[一-龥]{{2,14}}?{MEDIUM})(?P<name>[一-龥]{{2,3}})(?:综合|采访|编译)?报[道导]$")


@dataclass(frozen=True, slots=True)
class FoldedLine:
    """A line as it stands and folded: what is found in the one is cut out of the other."""

    shown: str
    flat: str

    @classmethod
    def of(cls, text: str) -> FoldedLine:
        """Fold a line; where that changes its length, the folded line is all there is."""
        shown = compatible(text).strip()
        flat = fold(shown)
        return cls(shown if len(shown) == len(flat) else flat, flat)

    def group(self, found: re.Match[str], name: str | int = 0) -> str:
        """Return what a pattern found, as it stands."""
        return self.shown[found.start(name) : found.end(name)]

    def cut(self, start: int, stop: int | None = None) -> FoldedLine:
        """Return a piece of the line."""
        return FoldedLine(self.shown[start:stop], self.flat[start:stop])


@dataclass(frozen=True, slots=True)
class Places:
    """Where a page's facts stand.

    Attributes
    ----------
    head, tail : lists of FoldedLine
        The metadata between title and text, and the rest of it, what follows first.
    first, last : lists of FoldedLine
        The beginnings of the first lines of text and the ends of the last ones, the very last first, each followed by
        those of other lines of text that have a byline in brackets there.
    near : list of FoldedLine
        Other lines between title and text.
    """

    head: list[FoldedLine]
    tail: list[FoldedLine]
    first: list[FoldedLine]
    last: list[FoldedLine]
    near: list[FoldedLine]

    @classmethod
    def of(cls, texts: Sequence[str], roles: Sequence[str]) -> Places:
        """Find the places of a page by the roles of its lines."""
        size = len(roles)
        top = next((i for i, role in enumerate(roles) if role == "title"), 0)
        text = next((i for i in range(top, size) if roles[i] == "body"), size)
        end = next((i for i in reversed(range(text, size)) if roles[i] == "body"), size)
        around = {*range(top, text), *range(end, min(size, end + 1 + BEHIND))}
        inside = {i for i in range(text, end) if _is_written_by(texts[i][:CLIP])}
        told = inside | {i for i in around if _is_byline(texts[i])}
        meta = [i for i, role in enumerate(roles) if role == "meta" or i in told]
        body = [t.strip() for t, role in zip(texts, roles, strict=True) if role == "body"]
        first = body[:EDGE] + [t for t in body[EDGE:] if BRACKETED.search(t[:CLIP])]
        last = body[: -EDGE - 1 : -1] + [t for t in body[:-EDGE] if BRACKETED.search(t[-CLIP:])]
        return cls(
            _lines(texts, [i for i in meta if top <= i < text]),
            _lines(texts, [i for i in meta if i > text] + [i for i in meta if i < top]),
            [FoldedLine.of(t[:CLIP]) for t in first],
            [FoldedLine.of(t[-CLIP:]) for t in last],
            _lines(texts, _mistaken(texts, roles, text)),
        )


def _mistaken(texts: Sequence[str], roles: Sequence[str], text: int) -> list[int]:
    """Return the lines below the last title before the text, or before it, that may be metadata under another role.

    Among them is a line of links with a date, if it is the only one: a list of links has more.
    """
    above = [i for i in range(text) if roles[i] == "title"]
    start = above[-1] if above else max(0, text - NEAR)
    near = range(start, min(text, start + NEAR))
    dated = [i for i in near if roles[i] == "related" and re.search(DATE_LIKE, texts[i][:META_CLIP])]
    return [i for i in near if roles[i] in MISTAKEN or dated == [i]]


def _is_written_by(text: str) -> bool:
    return REPORTER.search(text) is not None and WRITTEN_BY.match(fold(text)) is not None


def _is_byline(text: str) -> bool:
    flat = fold(text)
    if len(flat) > LONGEST_BYLINE or SENTENCES.search(flat):
        return False
    return (BYLINE.match(flat) or REPORTED.match(flat)) is not None


def _lines(texts: Sequence[str], rows: Sequence[int]) -> list[FoldedLine]:
    """Fold lines; a label that stands alone is joined with the line below."""
    lines: list[FoldedLine] = []
    open_label = -2
    for row in rows:
        line = FoldedLine.of(texts[row][:META_CLIP])
        if row - 1 == open_label:
            label = lines.pop()
            line = FoldedLine(f"{label.shown} {line.shown}", f"{label.flat} {line.flat}")
        elif LABEL_ALONE.fullmatch(line.flat):
            open_label = row
        lines.append(line)
    return lines


def signed(lines: Iterable[FoldedLine], *groups: str) -> Iterator[FoldedLine]:
    """Yield what stands in brackets, or behind the last sentence, at the end of lines of text."""
    for line in lines:
        found = _sign_off(line.flat)
        for group in groups or ("brackets", "rest"):
            if group in found:
                yield line.cut(*found[group])


@lru_cache(maxsize=64)  # of one page: six ways to find a fact ask for its last lines
def _sign_off(flat: str) -> Mapping[str, tuple[int, int]]:
    """Return where what stands at the end of a line of text begins and ends, by its group."""
    found = SIGN_OFF.search(flat)
    return {group: found.span(group) for group, text in found.groupdict().items() if text} if found else {}
