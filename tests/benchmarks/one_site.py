"""Many pages of one site: what surrounds a real article, around other articles; to measure company with.

Of most sites the development pages hold one page to four, a crawl holds hundreds. Here all that surrounds an article
stands on ten pages, while the articles differ.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from analysis.reading.page import Page
from analysis.training.gold import gold_lines

FRAMES = 8  # pages whose surroundings are shared, of those given
OTHERS = 9  # articles that stand in them besides their own

Record = Mapping[str, Any]
Marks = dict[tuple[str, int], int]


def pages_of_one_site(records: Sequence[Record]) -> tuple[list[Page], Marks, dict[str, str]]:
    """Set articles into the surroundings of some others, all drawn from fixed seeds.

    Parameters
    ----------
    records : sequence of mappings
        Pages with gold, of sites that are judged by the same weights.

    Returns
    -------
    pages : list of Page
        Named ``site:ID/NUMBER``; number 0 holds its own article.
    gold : dict of (page name, 1-based line) to whether it is content
    sites : dict of page name to the site of its surroundings
    """
    articles = [record for record in records if record["kind"] == "article" and any(gold_lines(record).values())]
    pages: list[Page] = []
    gold: Marks = {}
    sites: dict[str, str] = {}
    frames = np.random.default_rng(len(articles)).permutation(len(articles))[:FRAMES].tolist()
    for frame in (articles[i] for i in frames):
        draw = np.random.default_rng(zlib.crc32(f"site/{frame['id']}".encode()))
        others = [other for other in articles if other is not frame]
        drawn = draw.permutation(len(others))[:OTHERS].tolist()
        for number, article in enumerate([frame, *(others[i] for i in drawn)]):
            name = f"site:{frame['id']}/{number}"
            lines = list(_set_in(frame, article))
            pages.append(Page(name, "\n".join(text for text, _ in lines)))
            gold |= {(name, n): mark for n, (_, mark) in enumerate(lines, 1) if mark is not None}
            sites[name] = frame["brand"]
    return pages, gold, sites


def _set_in(frame: Record, article: Record) -> Iterator[tuple[str, int | None]]:
    """Yield the lines of a page, and whether each is content; the article stands where the frame's own begins."""
    own, marks = gold_lines(frame), gold_lines(article)
    begins = min(n for n, content in own.items() if content)
    for n, text in enumerate(frame["lines"], 1):
        if n == begins:
            yield from ((line, 1) for m, line in enumerate(article["lines"], 1) if marks.get(m))
        if not own.get(n):
            yield text, 0 if n in own else None
