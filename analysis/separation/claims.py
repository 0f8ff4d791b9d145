"""Claims: what a page says of its own lines: which is its title, and which disclaim it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from analysis.arrays import BoolArray
from analysis.reading.characters import fold
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


def _disclaims(text: str) -> bool:
    if DISCLAIMER.match(text):
        return True
    return len(text) <= LONGEST_NOTICE and NOTICE.match(text) is not None


def _is_title(line: str, declared: str) -> bool:
    """Tell whether a line is the declared title, whole or without the site's name behind it; both as folded lines."""
    return len(line) >= MIN_TITLE and declared.startswith(line)
