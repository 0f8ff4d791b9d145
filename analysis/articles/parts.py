"""Parts: some judged pages in a row, and what they tell page by page; small enough to be sent elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.articles.facts import PageFacts, page_facts
from analysis.languages import Bilingual
from analysis.reading.lines import LineTable
from analysis.separation.judge import Judgement
from analysis.separation.page import lines_of


@dataclass(frozen=True, slots=True)
class Part:
    """Some judged pages in a row.

    Attributes
    ----------
    names, titles : lists of str
        Of each page, the title as it declares it.
    dates : list of str
        As the records of the pages declare them, empty where they do not.
    lines : LineTable
        Of these pages, counted from 0.
    judged : Judgement
        On the lines.
    masked : bool
        Whether these are masked.
    """

    names: list[str]
    titles: list[str]
    dates: list[str]
    lines: LineTable
    judged: Judgement
    masked: bool = False

    def facts(self) -> list[PageFacts]:
        """Return what each page tells of itself: title, date, source, author."""
        text, role = self.lines.text, self.judged.role
        return [
            page_facts(text[a:b], role[a:b], title, date)
            for title, date, (a, b) in zip(self.titles, self.dates, self._spans(), strict=True)
        ]

    def clean(self, repaired: bool) -> dict[str, str]:
        """Return the kept lines of each page, one under the other, mended or as they stand."""
        kept = [lines_of(self.lines, self.judged, rows, self.masked).kept(repaired) for rows in self._spans()]
        return {n: "".join(f"{line}\n" for line in lines) for n, lines in zip(self.names, kept, strict=True)}

    def _spans(self) -> list[tuple[int, int]]:
        """Return the first row and the row past the last of each page, equal for one without lines."""
        edges = np.searchsorted(self.lines.page, np.arange(len(self.names) + 1)).tolist()
        return list(pairwise(edges))


class Said(NamedTuple):
    """All that some pages tell page by page and line by line."""

    facts: list[PageFacts]
    clean: dict[str, str]
    reasons: list[Bilingual]


def say(part: Part, repaired: bool) -> Said:
    """Return all that some pages tell."""
    return Said(part.facts(), part.clean(repaired), part.judged.reasons())
