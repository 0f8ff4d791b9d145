"""Units: what topics and clusters are made of, pages or, where these are few, the paragraphs of their articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.arrays import IntArray
from analysis.articles.corpus import Corpus
from analysis.words.tfidf import Counts

UNITS = ("auto", "page", "paragraph")
FEW_PAGES = 40  # fewer make no topics of their own: each page would be one
PARAGRAPH = 80  # characters of a paragraph that can have a topic; shorter ones go with their neighbours
HEADS = ("title", "heading")


class Fitted(NamedTuple):
    """What a model was fitted to, ``page`` or ``paragraph``, and how many of them."""

    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class Units:
    """What a model is fitted to.

    Attributes
    ----------
    kind : {"page", "paragraph"}
    words : Counts
        Of shape (n_units, n_terms), what several pages hold counted once.
    page : int array, shape (n_units,)
        The page that each is of; none of them repeats another.
    """

    kind: str
    words: Counts
    page: IntArray

    @property
    def parts(self) -> IntArray | None:
        """The page of each unit where these are parts of pages, else None."""
        return self.page if self.kind == "paragraph" else None

    def texts(self, corpus: Corpus) -> list[str]:
        """Return the text of each unit: the kept lines of a page, or the owned lines of a paragraph."""
        if self.kind == "page":
            pages = corpus.kept_texts()
            return [pages[page] for page in self.page.tolist()]
        lines: list[list[str]] = [[] for _ in self.page]
        for row, unit in zip(corpus.owned.tolist(), paragraphs(corpus).tolist(), strict=True):
            lines[unit].append(corpus.lines.text[row].strip())
        return ["\n".join(own) for own in lines]

    def told(self) -> Fitted:
        """Return what they are, and how many."""
        return Fitted(self.kind, len(self.page))

    @classmethod
    def of(cls, corpus: Corpus, wanted: str = "auto") -> Units:
        """Take the pages, or cut them into paragraphs.

        Parameters
        ----------
        corpus : Corpus
        wanted : {"auto", "page", "paragraph"}
            "auto" cuts fewer than `FEW_PAGES` pages that repeat no other, where that gives more units.
        """
        once = corpus.once()
        if wanted != "page" and (wanted == "paragraph" or len(once) < FEW_PAGES):
            unit = paragraphs(corpus)
            page = corpus.lines.page[corpus.owned[np.unique(unit, return_index=True)[1]]]
            if wanted == "paragraph" or len(page) > len(once):
                return cls("paragraph", _sum(corpus, unit), page)
        return cls("page", corpus.words_once(), once)


def paragraphs(corpus: Corpus) -> IntArray:
    """Return the number of the paragraph that each of the corpus' owned lines is of, shape (len(corpus.owned),).

    Another one begins behind `PARAGRAPH` characters, at a heading behind half as many, and with each page.
    """
    rows = corpus.owned
    page, heads = corpus.lines.page[rows].tolist(), [corpus.judged.role[row] in HEADS for row in rows.tolist()]
    found, number, size = np.zeros(len(rows), np.int64), -1, 0
    for i, letters in enumerate(corpus.sizes[rows].tolist()):
        if not i or page[i] != page[i - 1] or size >= (PARAGRAPH // 2 if heads[i] else PARAGRAPH):
            number, size = number + 1, 0
        found[i] = number
        size += letters
    return found


def _sum(corpus: Corpus, unit: IntArray) -> Counts:
    """Return the words of the owned lines of each unit."""
    shape = (int(unit.max(initial=-1)) + 1, len(corpus.lines))
    ones = np.ones(len(unit), np.int64)
    return corpus.line_words.rows(sparse.csr_matrix((ones, (unit, corpus.owned)), shape=shape))
