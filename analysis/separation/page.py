"""Page: the judged lines of one page, as a user sees them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

import numpy as np

from analysis.errors import BojiError
from analysis.languages import Bilingual, default_language
from analysis.reading.lines import LineTable
from analysis.reading.masks import mask_lines
from analysis.reading.page import Page
from analysis.separation.decisions import Decisions
from analysis.separation.display import Shown, as_html
from analysis.separation.evidence import observe
from analysis.separation.judge import Judgement, separate
from analysis.separation.repairs import headline_once, repair
from analysis.separation.roles import KINDS
from analysis.words.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Line:
    """One judged line of a page; ``number`` is 1-based in the text, ``reason`` in both languages."""

    number: int
    text: str
    role: str
    kind: str
    keep: bool
    score: float
    affinity: float
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Lines:
    """The judged lines of one page, without the blank ones: a sequence of `Line`.

    Attributes
    ----------
    numbers : list of int
        1-based, in the page's text.
    texts : list of str
        As they stand in the source.
    judged : Judgement
    masked : bool
        Whether the texts are masked, and the mended ones are to be.
    """

    numbers: list[int]
    texts: list[str]
    judged: Judgement
    masked: bool = field(default=False, kw_only=True)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.texts)

    @overload
    def __getitem__(self, i: int) -> Line: ...

    @overload
    def __getitem__(self, i: slice) -> Lines: ...

    def __getitem__(self, i: int | slice) -> Line | Lines:
        """Return the i-th line, or some of the lines."""
        if isinstance(i, slice):
            return Lines(self.numbers[i], self.texts[i], self.judged[i], masked=self.masked)
        i = range(len(self))[i]  # of a negative number, the place from the front
        said, role = self.judged, self.judged.role[i]
        return Line(
            self.numbers[i],
            self.texts[i],
            role,
            KINDS[role],
            bool(said.keep[i]),
            float(said.score[i]),
            float(said.affinity[i]),
            said[i : i + 1].reasons()[0],
        )

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines from first to last."""
        return (self[i] for i in range(len(self)))

    def behind(self, number: int) -> Lines:
        """Return the lines behind a line of the page's text."""
        return self[bisect_right(self.numbers, number) :]

    def _repr_html_(self) -> str:
        """Show the lines in a notebook, coloured by kind, the reason of each where the pointer rests."""
        lang = default_language()
        return as_html((Shown(x.number, x.text, x.kind, x.keep, x.score, x.reason.said(lang)) for x in self), lang)

    def kept(self, repaired: bool = True) -> list[str]:
        """Return the lines that are kept, mended by `analysis.separation.repairs` or as they stand.

        A headline that stands twice at the top of the page stands once among the mended.
        """
        rows = np.flatnonzero(self.judged.keep).tolist()
        texts, roles = [self.texts[i] for i in rows], [self.judged.role[i] for i in rows]
        if not repaired:
            return [text.strip() for text in texts]
        mended = repair(*headline_once(texts, roles))
        return mask_lines(mended) if self.masked else mended  # joined or decoded, more may show for what it is


def lines_of(seen: LineTable, judged: Judgement, rows: tuple[int, int], masked: bool = False) -> Lines:
    """Return the rows of one page, from the first to before the second, as its `Lines`."""
    start, stop = rows
    return Lines(seen.number[start:stop].tolist(), seen.text[start:stop], judged[start:stop], masked=masked)


def separate_page(
    page: str | Page,
    keep: str | Iterable[int] = (),
    drop: str | Iterable[int] = (),
    *,
    weights: str | Path | None = None,
    mask: bool = False,
) -> Lines:
    """Judge one page by itself.

    Parameters
    ----------
    page : str or Page
        The flattened text, or a page of `analysis.read_pages`, whose HTML then counts as well.
    keep, drop : str or iterable of int
        Numbers of lines, as ``"3,5-9"`` or one by one, that are kept or dropped whatever is judged.
    weights : path, optional
        A folder that `boji learn` wrote.
    mask : bool
        Hide what `analysis.mask_text` hides, once the lines are judged.

    Returns
    -------
    Lines

    Raises
    ------
    BojiError
        When a line is kept and dropped, or the page has no such line with text.
    """
    pages = [Page("page", page) if isinstance(page, str) else page]
    name = pages[0].name
    decisions = Decisions.of({name: keep}, {name: drop})
    seen = observe(pages, Tokenizer())
    if lost := decisions.lost({name: seen.lines.number}):
        raise BojiError(
            f"no text on the lines that were decided: {', '.join(lost)}", f"所定的行没有文字：{'、'.join(lost)}"
        )
    judged = separate(pages, seen, None, decisions, weights)
    return lines_of(seen.lines.masked() if mask else seen.lines, judged, (0, len(seen.lines)), mask)
