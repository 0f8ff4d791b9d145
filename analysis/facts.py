"""Facts of a page that its title and metadata lines tell: title, date, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.form import LEXICON
from analysis.lines import fold

DATE = re.compile(r"((?:19|20)\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})")
SOURCE = re.compile(r"(?:信息来源|文章来源|稿源|来源|来自|转自|出处)\s*[:：]?\s*[:：]?\s*([^\s|:：,，;；()（）]{2,20})")
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
    """Take the affixes of sites and aggregators off a title."""
    bare = title.strip()
    for _ in range(3):
        parts = re.split(r"\s*[|｜丨_]\s*|(?<=[】\]])|(?<=[!！:：])(?=\S)|\s(?=\S{2,6}$)|-(?=\S{2,6}$)", bare)
        if len(parts) < 2:
            break
        if _is_affix(parts[0]) and len(bare) > len(parts[0]) + 4:
            bare = bare[len(parts[0]) :].lstrip(" |｜丨_")
        elif _is_affix(parts[-1]) and len(bare) > len(parts[-1]) + 4:
            bare = bare[: -len(parts[-1])].rstrip(" |｜丨_-")
        else:
            break
    return bare


def _is_affix(part: str) -> bool:
    core = re.sub(r"[【】\[\]!！:：\s]", "", fold(part))
    return 2 <= len(core) <= 8 and bool(LEXICON["affix"].search(core))


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
