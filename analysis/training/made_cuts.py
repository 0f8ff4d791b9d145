"""Made cuts: pages for training, an article with little of its page around it, as a careful scraper leaves it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.reading.page import Page
from analysis.training.gold import gold_lines
from analysis.training.made_tails import BODY, LEAST_LINES, OTHER

MOST_AROUND = 4  # lines that are left above the article, and below it


def with_cuts(records: Sequence[Mapping[str, Any]]) -> tuple[list[Page], dict[tuple[str, int], int]]:
    """Cut pages down to their article and no more than a few lines above and below it.

    Drawn from a fixed seed for each page.

    Parameters
    ----------
    records : sequence of mappings
        Pages with gold.

    Returns
    -------
    pages : list of Page
        Named ``cut:ID``.
    gold : dict of (page name, 1-based line) to role
        ``body`` for all that is content.
    """
    pages: list[Page] = []
    gold: dict[tuple[str, int], int] = {}
    for record in records:
        marks = gold_lines(record)
        shown = [n for n, line in enumerate(record["lines"], 1) if line.strip()]
        kept = [n for n in shown if marks.get(n)]
        if len(kept) < LEAST_LINES:
            continue
        draw = np.random.default_rng(zlib.crc32(f"cut/{record['id']}".encode()))
        above, below = (int(n) for n in draw.integers(0, MOST_AROUND + 1, 2))
        first = max(0, shown.index(kept[0]) - above)
        rows = shown[first : shown.index(kept[-1]) + 1 + below]
        name = f"cut:{record['id']}"
        pages.append(Page(name, "\n".join(record["lines"][n - 1] for n in rows)))
        gold |= {(name, i): BODY if marks[n] else OTHER for i, n in enumerate(rows, 1) if n in marks}
    return pages, gold
