"""Title: the headline of a page, without the affixes of aggregators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.reading.characters import NOT_WORD, fold

# Aggregators put one of these before or behind a headline: a wide word and news words, or a news word alone.
WIDE = "每日|天天|全球|环球|世界|今日|当前|即时|实时|焦点|最新|精选"
NEWS = (
    "日报|快报|播报|报道|时讯|热讯|视讯|速讯|快讯|短讯|通讯|讯息|资讯|信息|消息|要闻|热闻|新闻|热文|热点|"
    "看点|亮点|视点|观点|焦点|动态|滚动|速递|速看|快看|快播|看料|推荐|头条|关注|热议|精选|最新|即时|讯"
)
AFFIX = re.compile(rf"(?:{WIDE})?(?:[今新微速快播热要看最报]|{NEWS}){{0,3}}(?:{NEWS}|料)|{WIDE}")
LEADING = re.compile(r"^(?:[【\[]([^】\]]{2,8})[】\]]|([^\s|｜丨!！:：_]{2,8})[|｜丨!！:：_\s])\s*(?=\S{4})")
TRAILING = re.compile(r"(?<=\S{4})[\s|｜丨_—-]+([^\s|｜丨_—-]{2,8})$")
COLUMN = re.compile(r"^(?:\[[^\]]{2,12}\]|(?:正在阅读|标题|標題|主题|主題|题目|題目)\s*[:：])\s*(?=\S{4})")
HAN = re.compile("[一-龥]")
KICKER = re.compile(r"[:：—]$|^—|^【[^】]*】$|[(（][一二三四五六七八九十\d]{1,3}[)）]$")  # or a subtitle
TELLING = 6  # letters from which a line that the declared title repeats is no chance
ABOVE = 12  # lines above the text among which its headline may stand unseen
SHARED = 0.5  # of the pairs of letters of such a line stand in the text too
FEWEST_PAIRS = 5  # in such a line; fewer are shared by chance
LONGEST_HEADLINE = 100  # characters
LEAD = 5_000  # characters of the text that are searched for them
LONGEST = 40  # characters of text that stand in for a title
LONGEST_AFFIXED = 1_000  # characters; at more the search for affixes would take the square of the length
MOST_TITLES = 100  # lines that are compared with each other; no page has so many headlines of its own


def title(texts: Sequence[str], roles: Sequence[str], declared: str) -> str:
    """Return the headline: of the lines of title the one that the others and the declared title repeat, or the first.

    Kickers and subtitles alone give way to a line shortly above the text whose words the text repeats. Without a line
    of title it is the line that makes up most of the declared title, which names the site as well, or the declared
    title, or such a line above the text, or the beginning of the text.
    """
    named = [bare_title(t) for t, r in zip(texts, roles, strict=True) if r == "title"][:MOST_TITLES]
    lines = [t for t in named if _is_headline(t)]
    if named and not lines:
        lines = [above] if (above := _above(texts, roles)) else named
    whole = _core(declared)
    if lines:
        cores = list(map(_core, lines))
        told = [sum(_makes_up(c, other) for other in cores) + (len(c) >= TELLING and c in whole) for c in cores]
        return lines[told.index(max(told))]
    said = [t.strip() for t in texts if whole and _makes_up(_core(t), whole)]
    return bare_title(max(said, key=len, default=declared or _unseen(texts, roles)))


def _is_headline(line: str) -> bool:
    return HAN.search(line) is not None and KICKER.search(line) is None


def _unseen(texts: Sequence[str], roles: Sequence[str]) -> str:
    """Return the headline that stands above the text unseen, or else the beginning of the text."""
    kept = _text(roles)
    return (_above(texts, roles) or texts[kept[0]].strip()[:LONGEST]) if kept else ""


def _text(roles: Sequence[str]) -> list[int]:
    """Return where the lines of the text stand."""
    return [n for n, role in enumerate(roles) if role in ("heading", "body")]


def _above(texts: Sequence[str], roles: Sequence[str]) -> str:
    """Return the line shortly above the text that shares most with it, if that is enough; no metadata.

    Articles name their date and source in the text as well.
    """
    if not (kept := _text(roles)):
        return ""
    text = _core("".join(texts[n] for n in kept)[:LEAD])
    above = range(max(0, kept[0] - ABOVE), kept[0])
    near = (texts[n].strip() for n in above if roles[n] != "meta" and len(texts[n]) <= LONGEST_HEADLINE)
    best = max(filter(_is_headline, near), key=lambda line: _shared(_core(line), text), default="")
    return best if _shared(_core(best), text) >= SHARED else ""


def _shared(line: str, text: str) -> float:
    pairs = {line[i : i + 2] for i in range(len(line) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if len(pairs) >= FEWEST_PAIRS else 0.0


def _core(text: str) -> str:
    return NOT_WORD.sub("", fold(text))


def _makes_up(part: str, whole: str) -> bool:
    return 2 * len(part) > len(whole) and part in whole


def bare_title(title: str) -> str:
    """Take the affixes of aggregators off a title, such as ``天天日报丨`` before it and ``|快讯`` behind it."""
    bare = COLUMN.sub("", title.strip())
    for pattern in (LEADING, TRAILING) * 2 if len(bare) <= LONGEST_AFFIXED else ():
        found = pattern.search(bare)
        if found and AFFIX.fullmatch(fold(next(filter(None, found.groups())))):
            bare = bare[: found.start()] + bare[found.end() :]
    return bare
