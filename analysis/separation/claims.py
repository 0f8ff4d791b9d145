"""Claims: what a page says of its own lines: which is its title, which disclaim it, and which are its references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray
from analysis.reading.characters import HAN, fold
from analysis.reading.page import Page
from analysis.separation.evidence import Observation

MIN_TITLE = 6  # characters; a shorter match may be a menu's word
DISCLAIMER = re.compile(r"[\s\[【(]*(?:(?:免责|版权|版权与免责|法律|特别|郑重)声明|免责条款)\s*[\]】):]")
# What a site says of what it shows. On the development pages both mark 67 lines, none an article's by the fixed gold.
NOTICE = re.compile(
    r"[\s*※◎注(【\[]*(?:特此)?(?:声明|提示|说明)?[\]】):,]*"
    r"(?:以上|上述|本页|本文|此文|该文|文章|文中|本网|本站|凡|所有|转载)面?"
    r"(?:内容|信息|资料|图文|文章|评论|言论|观点|新闻|稿件|作品|所)?.{0,40}?"
    r"(?:采集|爬虫|快照|不代表|与.{0,12}无关|仅供.{0,6}参考|侵[删权]|版权|不承担|不构成.{0,8}(?:建议|依据|意见)"
    r"|未对.{0,10}(?:核实|修改|改动|证实)|注明.{0,4}(?:出处|来源)|著作权)"
)
LONGEST_NOTICE = 200  # characters
REFERENCES = re.compile(r"\s*[\[【(]?\s*(?:(?:主要)?参\s*考\s*(?:文\s*献|书\s*目)|[征引]引?文献|references)[^,。]*$")
LONGEST_LABEL = 24  # characters
CODED = re.compile(r"\S.*\[ ?(?:[acdgjmnprsz]|cp|db|eb)(?:/(?:ol|cd|mt|dk))? ?\]")  # kinds of sources in GB/T 7714
BOOK = re.compile(r"《[^》]+》.*(?:19|20)\d\d")
YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST_FOREIGN = 30  # characters of an entry without Han characters; a shorter line is a tool between entries
ITEM = re.compile(r"[\[(【]?\d{1,3}[\])】.、]?")
WITH_HAN = re.compile(f"[{HAN}]")
LONGEST_HEARD = 500  # characters of an entry: `CODED` and `BOOK` may take the square of what they are given
FEWEST, MOST_BETWEEN = 2, 3  # entries of a list, and lines in a row between them that are none


@dataclass(frozen=True, slots=True)
class Claims:
    """What pages say of their lines.

    Attributes
    ----------
    declared : bool array, shape (n_lines,)
        Lines that the record or the HTML declares to be the title.
    legal : bool array, shape (n_lines,)
        Lines that a label at their start makes a disclaimer.
    cited : bool array, shape (n_lines,)
        Lines of the list of references.
    """

    declared: BoolArray
    legal: BoolArray
    cited: BoolArray

    @classmethod
    def of(cls, pages: Sequence[Page], seen: Observation) -> Claims:
        """Read what pages claim; their lines were described as ``seen``."""
        return cls(declared_titles(pages, seen), disclaimers(seen), references(seen))

    @classmethod
    def none(cls, n_lines: int) -> Claims:
        """Return that nothing is claimed of so many lines."""
        return cls(*(np.zeros(n_lines, bool) for _ in range(3)))


def declared_titles(pages: Sequence[Page], seen: Observation) -> BoolArray:
    """Mark the line of each page that its record or its HTML declares to be the title, shape (n_lines,)."""
    marked = np.zeros(len(seen.lines), bool)
    for start, stop in seen.lines.spans():
        page = pages[int(seen.lines.page[start])]
        if page.titled:
            marked[start] = True
        elif page.title:
            declared = fold(page.title).strip()
            matches = (i for i in range(start, stop) if _is_title(seen.lines.folded[i], declared))
            if (first := next(matches, None)) is not None:
                marked[first] = True
    return marked


def disclaimers(seen: Observation) -> BoolArray:
    """Mark the lines that begin with the label of a disclaimer, or as a site's notice does, shape (n_lines,)."""
    return np.array([_disclaims(text) for text in seen.lines.folded], bool)


def references(seen: Observation) -> BoolArray:
    """Mark the label of a list of references and its entries, with their numbers, shape (n_lines,).

    An entry tells the kind of its source by a letter in brackets (GB/T 7714), or a title in 《》 and a year, or has no
    Han character and a year. The first line with Han characters that is none ends the list: other papers may follow.
    """
    found, page, texts = np.zeros(len(seen.lines), bool), seen.lines.page, seen.lines.folded
    for i, text in enumerate(texts):
        if len(text) <= LONGEST_LABEL and REFERENCES.match(text) is not None:
            end = i + 1 + int(np.searchsorted(page[i + 1 :], page[i], side="right"))
            rows = list(_entries(texts, range(i + 1, end)))
            if len(rows) >= FEWEST:
                found[[i, *rows, *(row - 1 for row in rows if ITEM.fullmatch(texts[row - 1].strip()))]] = True
    return found


def _entries(texts: Sequence[str], below: range) -> Iterator[int]:
    """Yield where the entries of a list of references stand among the lines below its label."""
    between = 0
    for i in below:
        text = texts[i].strip()
        if _is_entry(text):
            yield i
            between = 0
        elif not ITEM.fullmatch(text):
            between += 1
            if between > MOST_BETWEEN or WITH_HAN.search(text) is not None:
                return


def _is_entry(text: str) -> bool:
    text = text[:LONGEST_HEARD]
    if WITH_HAN.search(text):
        return (CODED.match(text) or BOOK.search(text)) is not None
    return len(text) >= SHORTEST_FOREIGN and YEAR.search(text) is not None


def _disclaims(text: str) -> bool:
    if DISCLAIMER.match(text):
        return True
    return len(text) <= LONGEST_NOTICE and NOTICE.match(text) is not None


def _is_title(line: str, declared: str) -> bool:
    """Tell whether a line is the declared title, whole or without the site's name behind it; both as folded lines."""
    return len(line) >= MIN_TITLE and declared.startswith(line)
