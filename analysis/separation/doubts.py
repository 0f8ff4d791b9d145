"""Doubts: pages whose judgement is unsure, which a reader should look at again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.arrays import ALIKE, BoolArray, FloatArray, IntArray
from analysis.languages import Bilingual
from analysis.reading.lines import LineTable
from analysis.separation.judge import Judgement

MOST_WRONG = 0.045  # of a page's characters, as its scores expect; chosen on cross-validated pages (CONTRIBUTING)
MOST_NAMED = 3  # lines of each sort
WORTH_NAMING = 0.1  # of what is expected to be wrong
SURE = Bilingual("", "")
NOTHING = Bilingual("什么也没有留下", "nothing was kept")


def doubts_of(lines: LineTable, judged: Judgement, sizes: IntArray, n_pages: int) -> list[Bilingual]:
    """Say of each page why its judgement is unsure, nothing where it is sure.

    A score is the chance that a line is content; so a page's scores tell how many characters are expected to be wrongly
    kept or dropped. Divided by those that are kept or that should be (whichever are more), that tells wrong pages from
    right ones better than the share of lines with a score near neither end.

    Parameters
    ----------
    lines : LineTable
    judged : Judgement
        On the lines. A page of whose lines a user has decided any was looked at, and is sure.
    sizes : int array, shape (n_lines,)
        Characters of each line.
    n_pages : int

    Returns
    -------
    list of Bilingual
        Names the lines that weigh most in what is expected to be wrong.
    """
    wrong = sizes * chance_wrong(judged.keep, judged.score)
    share = expected_wrong(lines.page, judged.keep, judged.score, sizes, n_pages).round(ALIKE)
    anything = np.bincount(lines.page, judged.keep, minlength=n_pages) > 0
    found = [SURE if some else NOTHING for some in anything.tolist()]
    for a, b in lines.spans():
        page = int(lines.page[a])
        if "decided" in judged.rule[a:b]:
            found[page] = SURE
        elif anything[page] and share[page] > MOST_WRONG:
            rows = a + _heaviest(wrong[a:b])
            found[page] = in_words(
                share[page], *(lines.number[rows[judged.keep[rows] == k]].tolist() for k in (True, False))
            )
    return found


def chance_wrong(keep: BoolArray, score: FloatArray) -> FloatArray:
    """Return the chance that each line is wrongly kept or dropped, shape (n_lines,)."""
    return np.where(keep, 1.0 - score, score)


def expected_wrong(
    page: IntArray, keep: BoolArray, score: FloatArray, sizes: IntArray | FloatArray, n_pages: int = 0
) -> FloatArray:
    """Return the share of each page's characters that is expected to be wrong, given the page of each line."""
    kept, should, wrong = (
        np.bincount(page, sizes * of, minlength=n_pages) for of in (keep, score, chance_wrong(keep, score))
    )
    share: FloatArray = wrong / np.maximum(1.0, np.maximum(kept, should))
    return share


def _heaviest(wrong: FloatArray) -> IntArray:
    """Return the lines of a page that are worth naming, the heaviest first."""
    order = np.argsort(-wrong.round(ALIKE), kind="stable")
    heaviest: IntArray = order[wrong[order] >= WORTH_NAMING * wrong.sum()]
    return heaviest


def in_words(share: float, kept: Sequence[int], dropped: Sequence[int]) -> Bilingual:
    """Say how much is expected to be wrong, and on which lines, the heaviest first in each list."""
    zh, en = [], []
    for numbers, verdict, other in (
        (kept, ("留下", "kept"), ("杂讯", "noise")),
        (dropped, ("扬掉", "dropped"), ("正文", "article")),
    ):
        if numbers:
            named = sorted(numbers[:MOST_NAMED])
            zh.append(f"{verdict[0]}的第 {'、'.join(map(str, named))} 行可能是{other[0]}")
            lines = "line" if len(named) == 1 else "lines"
            en.append(f"{verdict[1]} but perhaps {other[1]}: {lines} {', '.join(map(str, named))}")
    return Bilingual(
        "；".join([f"约 {share:.0%} 的字可能判错", *zh]),
        "; ".join([f"about {share:.0%} of the characters may be wrong", *en]),
    )
