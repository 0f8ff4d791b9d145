"""Facts of a page that its title and metadata lines tell: title, date, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.lines import fold

DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?!\d)")
LABELS = "作者|编辑|责编|时间|日期|发布|浏览|点击|阅读"
SOURCE = re.compile(
    rf"(?:信息来源|文章来源|稿源|来源于?|来自|转自|出处)\s*[:：]?\s*(?!(?:{LABELS}))([^\s|:：,，;；()（）]{{2,20}})"
)
# Aggregators put one of these before or behind a headline: a wide word and news words, or a news word alone.
WIDE = "每日|天天|全球|环球|世界|今日|当前|即时|实时|焦点|最新|精选"
NEWS = (
    "日报|快报|播报|报道|时讯|热讯|视讯|速讯|快讯|短讯|通讯|讯息|资讯|信息|消息|要闻|热闻|新闻|热文|热点|"
    "看点|亮点|视点|观点|焦点|动态|滚动|速递|速看|快看|快播|看料|推荐|头条|关注|热议|精选|最新|即时|讯"
)
AFFIX = re.compile(rf"(?:{WIDE})?(?:[今新微速快播热要看最报]|{NEWS}){{0,3}}(?:{NEWS}|料)|{WIDE}")
LEADING = re.compile(r"^(?:[【\[]([^】\]]{2,8})[】\]]|([^\s|｜丨!！:：_]{2,8})[|｜丨!！:：_\s])\s*(?=\S{4})")
TRAILING = re.compile(r"(?<=\S{4})[\s|｜丨_—-]+([^\s|｜丨_—-]{2,8})$")
BEFORE_AFTER = 6  # metadata stands within so many lines of the title or at the text's end


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Title, ISO date and source of a page; empty where unknown."""

    title: str = ""
    date: str = ""
    source: str = ""


def page_facts(texts: Sequence[str], roles: Sequence[str], declared: str = "") -> PageFacts:
    """Read a page's facts from its judged lines.

    Parameters
    ----------
    texts, roles : sequences of str
        The page's non-blank lines and their roles.
    declared : str
        The title the HTML or the record declares.

    Returns
    -------
    PageFacts
    """
    titles = [t.strip() for t, r in zip(texts, roles, strict=True) if r == "title"]
    metas = [t for t, r in zip(texts, roles, strict=True) if r == "meta"]
    kept = [t.strip() for t, r in zip(texts, roles, strict=True) if r in ("heading", "body")]
    title = bare_title(titles[0] if titles else declared or (kept[0][:40] if kept else ""))
    return PageFacts(title, first_date(metas) or first_date(texts[:BEFORE_AFTER]), first_source(metas))


def bare_title(title: str) -> str:
    """Take the affixes of aggregators off a title, such as ``天天日报丨`` before it and ``|快讯`` behind it."""
    bare = title.strip()
    for pattern in (LEADING, TRAILING) * 2:
        found = pattern.search(bare)
        if found and AFFIX.fullmatch(fold(next(filter(None, found.groups())))):
            bare = bare[: found.start()] + bare[found.end() :]
    return bare


def first_date(lines: Sequence[str]) -> str:
    """Return the first real calendar date in the lines as ``YYYY-MM-DD``, or an empty string."""
    for line in lines:
        for year, month, day in DATE.findall(fold(line)):
            try:
                return date(int(year), int(month), int(day)).isoformat()
            except ValueError:
                continue
    return ""


def first_source(lines: Sequence[str]) -> str:
    """Return the first source that the lines name, or an empty string."""
    for line in lines:
        if found := SOURCE.search(line):
            return found[1].strip("《》“”[]【】")
    return ""
