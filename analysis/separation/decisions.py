"""Decisions: lines that a user keeps or drops, whatever the judgement says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from analysis.arrays import IntArray
from analysis.errors import BojiError
from analysis.reading.lines import LineTable

KEPT, DROPPED = 1, -1
SPAN = re.compile(r"\s*([0-9]{1,12})\s*(?:[-–—~～]\s*([0-9]{1,12})\s*)?")
BETWEEN = re.compile("[,，、;；]")

Given = Mapping[str, str | Iterable[int]]


class Span(NamedTuple):
    """Lines of a page from the first to the last, both included, 1-based in its text."""

    first: int
    last: int

    def __str__(self) -> str:
        """Return it as `spans_of` reads it."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


Spans = dict[str, list[Span]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a user decided of lines.

    Attributes
    ----------
    keep, drop : dict of str to list of Span
        By the name of the page; sorted, those of one page apart from each other.
    """

    keep: Spans = field(default_factory=dict)
    drop: Spans = field(default_factory=dict)

    @classmethod
    def of(cls, keep: Given, drop: Given) -> Self:
        """Take decisions as they are given.

        Parameters
        ----------
        keep, drop : mapping of str to str or iterable of int
            The lines of each page, as ``"3,5-9"`` or one by one.

        Raises
        ------
        BojiError
            For lines that are none, and for a line that is kept and dropped.
        """
        made = cls(*({page: spans_of(lines) for page, lines in given.items()} for given in (keep, drop)))
        for page in sorted(made.keep.keys() & made.drop.keys()):
            if (line := _clash(made.keep[page], made.drop[page])) is not None:
                raise BojiError(
                    f"line {line} of {page} is both kept and dropped; decide for one",
                    f"{page} 第 {line} 行既留又弃：请只取其一",
                )
        return made

    def pages(self) -> set[str]:
        """Return the names of the pages of whose lines something was decided."""
        return {*self.keep, *self.drop}

    def marks(self, lines: LineTable, names: Sequence[str]) -> npt.NDArray[np.int8]:
        """Return `KEPT`, `DROPPED` or 0 for each line, shape (n_lines,), given the names of the pages."""
        found = np.zeros(len(lines), np.int8)
        for a, b in lines.spans():
            name = names[int(lines.page[a])]
            for spans, mark in ((self.keep, KEPT), (self.drop, DROPPED)):
                for span in spans.get(name, ()):
                    found[slice(*(a + _rows(lines.number[a:b], span)).tolist())] = mark
        return found

    def lost(self, numbers: Mapping[str, IntArray]) -> list[str]:
        """Name the decisions that are on no line, given the numbers of the lines of each page, ascending."""
        none = np.zeros(0, np.int64)
        wanted = sorted({(page, span) for given in (self.keep, self.drop) for page in given for span in given[page]})
        return [f"{page}:{span}" for page, span in wanted if np.diff(_rows(numbers.get(page, none), span))[0] == 0]

    def told(self) -> dict[str, dict[str, str]]:
        """Return ``keep`` and ``drop`` as `of` takes them, for JSON."""
        given = {"keep": self.keep, "drop": self.drop}
        return {k: {page: ",".join(map(str, v[page])) for page in sorted(v)} for k, v in given.items()}


def spans_of(lines: str | Iterable[int]) -> list[Span]:
    """Return the lines that are meant, in order, neighbours together.

    Raises
    ------
    BojiError
        For anything but whole numbers of 1 or more.
    """
    written = BETWEEN.split(lines) if isinstance(lines, str) else [str(line) for line in lines]
    joined: list[Span] = []
    for first, last in sorted(_span(one) for one in written if one.strip()):
        if joined and first <= joined[-1].last + 1:
            joined[-1] = Span(joined[-1].first, max(last, joined[-1].last))
        else:
            joined.append(Span(first, last))
    return joined


def _span(text: str) -> Span:
    match = SPAN.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last:
        raise BojiError(
            f"expected the numbers of lines, such as 3 or 5-9, got {text.strip()!r}",
            f"应为行号，如 3 或 5-9，得到 {text.strip()!r}",
        )
    return Span(first, last)


def _rows(numbers: IntArray, span: Span) -> IntArray:
    """Return the first row that a span covers and the row past the last."""
    return np.searchsorted(numbers, [span.first, span.last + 1])


def _clash(keep: Sequence[Span], drop: Sequence[Span]) -> int | None:
    """Return the first line that both cover."""
    ends = {True: 0, False: 0}
    tagged = [(span, kept) for spans, kept in ((keep, True), (drop, False)) for span in spans]
    for (first, last), kept in sorted(tagged):
        if first <= ends[not kept]:
            return first
        ends[kept] = last
    return None
