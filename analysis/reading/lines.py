"""Lines: the unit that is judged, with a folded form for matching and a count of repeats across pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.arrays import IntArray
from analysis.reading.characters import HAN, NOT_WORD, UNWRITABLE, fold
from analysis.reading.decoding import unscrambled
from analysis.reading.masks import mask_lines, without_masks
from analysis.reading.page import Page

APART = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
TOGETHER = re.compile(f"[{HAN}](?=[{HAN}])")
LEAST_APART, SPARSE = 4, 4  # fewer spaces set a headline apart; usual text has fewer than one in four characters


@dataclass(frozen=True, slots=True)
class LineTable:
    """The non-blank lines of some pages, column by column; rows of one page stand together.

    Attributes
    ----------
    page : int array, shape (n_lines,)
        Position of the line's page in the sequence of pages.
    number : int array, shape (n_lines,)
        1-based line number in the page's text.
    text : list of str
        The source line, as it stands.
    folded : list of str
        The same for matching: NFKC, lower case, Simplified script, no white space at the ends.
    """

    page: IntArray
    number: IntArray
    text: list[str]
    folded: list[str]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.text)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the first row and the row past the last of each page that has lines."""
        edges = np.flatnonzero(np.diff(self.page)) + 1
        bounds = [0, *edges.tolist(), len(self)] if len(self) else [0]
        yield from pairwise(bounds)

    def rows_of(self, start: int, stop: int) -> slice:
        """Return the rows of the pages from one place to before another."""
        return slice(*np.searchsorted(self.page, [start, stop]).tolist())

    def part(self, start: int, stop: int) -> LineTable:
        """Return the lines of these pages, which are counted from 0."""
        rows = self.rows_of(start, stop)
        return LineTable(self.page[rows] - start, self.number[rows], self.text[rows], self.folded[rows])

    def masked(self) -> LineTable:
        """Return the lines with what `analysis.mask_text` hides hidden."""
        text = [line for a, b in self.spans() for line in mask_lines(self.text[a:b])]
        rows = zip(text, self.text, self.folded, strict=True)
        return replace(self, text=text, folded=[old if new == was else fold(new).strip() for new, was, old in rows])


def split_lines(pages: Iterable[Page]) -> LineTable:
    """Split pages into their non-blank lines.

    Parameters
    ----------
    pages : iterable of Page

    Returns
    -------
    LineTable
        One row for every line that holds more than white space, in page and line order.
    """
    page: list[int] = []
    number: list[int] = []
    text: list[str] = []
    folded: list[str] = []
    for index, each in enumerate(pages):
        whole = UNWRITABLE.sub("\ufffd", each.text)
        for n, (line, match) in enumerate(zip(whole.split("\n"), fold(whole).split("\n"), strict=True), 1):
            if line.strip():
                page.append(index)
                number.append(n)
                text.append(line)
                folded.append(match.strip())
    return LineTable(np.asarray(page, np.int64), np.asarray(number, np.int64), text, folded)


def readings(lines: LineTable) -> list[str]:
    """Return the folded lines as they are to be read.

    UTF-8 that was taken for GBK is read again, characters that stand apart are closed up, masks are no words.

    Not for the judgement, whose weights were learned on lines as they stand.
    """
    again = (closed_up(unscrambled(line)) for line in lines.text)
    return [
        without_masks(folded if reading == text else fold(reading).strip())
        for reading, text, folded in zip(again, lines.text, lines.folded, strict=True)
    ]


def closed_up(line: str) -> str:
    """Take the spaces from between Chinese characters that all stand apart, as text recognition sets them."""
    if SPARSE * line.count(" ") < len(line):
        return line
    apart, together = len(APART.findall(line)), len(TOGETHER.findall(line))
    return APART.sub("", line) if apart >= LEAST_APART and apart > SPARSE * together else line


def fingerprint(folded: str) -> int:
    """Return 64 bits that are equal for lines equal but for punctuation and white space."""
    core = NOT_WORD.sub("", folded) or folded
    return int.from_bytes(hashlib.blake2b(core.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def fingerprints(folded: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return the fingerprint of each folded line, shape (n_lines,)."""
    return np.fromiter(map(fingerprint, folded), np.uint64, len(folded))


@dataclass(frozen=True, slots=True)
class Repeats:
    """On how many pages lines stand.

    Attributes
    ----------
    prints : uint64 array, shape (n_known,)
        Fingerprints, sorted.
    pages : int array, shape (n_known,)
    """

    prints: npt.NDArray[np.uint64]
    pages: IntArray

    @classmethod
    def of(cls, prints: npt.NDArray[np.uint64], page: IntArray) -> Repeats:
        """Count the pages that have a line with each fingerprint, given those of lines and the page of each line."""
        known, place = np.unique(prints, return_inverse=True)
        n_pages = int(page.max(initial=0)) + 1
        pairs = np.unique(place.ravel() * n_pages + page)
        return cls(known, np.bincount(pairs // n_pages, minlength=len(known)))

    def among(self, prints: npt.NDArray[np.uint64]) -> IntArray:
        """Return the number of pages that have each line, 1 for a line that is not known."""
        place = np.searchsorted(self.prints, prints)
        known = np.append(self.prints, np.uint64(0))[place] == prints
        return np.where(known, np.append(self.pages, 1)[place], 1)
