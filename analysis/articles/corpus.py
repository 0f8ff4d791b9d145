"""Corpus: the judged pages, what repeats what among them, and the words of what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import ALIKE, BoolArray, FloatArray, IntArray
from analysis.articles.duplicates import duplicate_of
from analysis.articles.facts import PageFacts
from analysis.articles.parts import Part
from analysis.errors import BojiError
from analysis.languages import Bilingual
from analysis.reading.characters import NOT_WORD, n_letters
from analysis.reading.lines import LineTable, readings
from analysis.reading.page import Page
from analysis.reading.page_names import site_of
from analysis.separation.affinity import cosine
from analysis.separation.doubts import doubts_of
from analysis.separation.evidence import Observation, page_sums
from analysis.separation.judge import Judgement
from analysis.separation.page import Lines, lines_of
from analysis.words.phrases import corpus_lexicon
from analysis.words.spelling import written_forms
from analysis.words.tfidf import Counts, Weights
from analysis.words.tokenizer import Tokenizer
from analysis.words.tokens import Tokens


@dataclass(frozen=True)
class Corpus:
    """Judged pages: their lines, the words of these, and what repeats what.

    Attributes
    ----------
    pages : list of Page
    lines : LineTable
        Of all pages.
    line_words : Counts
        Of the lines.
    prints : uint64 array, shape (n_lines,)
        Fingerprints.
    tokens : Tokens
        The words of the lines as they are to be read (see `analysis.reading.lines.readings`).
    judged : Judgement
        On the lines.
    originals : list of int or None
        The page that each page repeats (see `analysis.articles.duplicates.duplicate_of`).
    owned : int array
        The kept lines of pages that repeat no other, of equal lines one: the one in the page it fits best.
    masked : bool
        Whether pages and lines are masked (see `analysis.mask_text`), and all that is made of them with that.
    """

    pages: list[Page]
    lines: LineTable
    line_words: Counts
    prints: npt.NDArray[np.uint64]
    tokens: Tokens
    judged: Judgement
    originals: list[int | None]
    owned: npt.NDArray[np.intp]
    masked: bool = False

    @classmethod
    def of(cls, pages: list[Page], seen: Observation, judged: Judgement, mask: bool = False) -> Corpus:
        """Take judged pages, which from here on are masked if they are to be, and find the duplicates among them."""
        return cls.apart(pages, seen, judged, mask).compared()

    @classmethod
    def apart(cls, pages: list[Page], seen: Observation, judged: Judgement, mask: bool = False) -> Corpus:
        """Take judged pages, masked or as they are: what repeats what, among them and elsewhere, is not asked."""
        pages, seen = _masked(pages, seen) if mask else (pages, seen)
        none: list[int | None] = [None] * len(pages)
        nothing = np.zeros(0, np.intp)
        return cls(pages, seen.lines, seen.words, seen.prints, _as_read(seen), judged, none, nothing, mask)

    def compared(self) -> Corpus:
        """Return the same pages, and what repeats what among them."""
        originals = duplicate_of(kept_characters(self.lines, self.judged.keep, len(self.pages)))
        first = np.array([original is None for original in originals], np.bool_)
        owned = _owned(self, np.flatnonzero(self.judged.keep & first[self.lines.page]))
        return replace(self, originals=originals, owned=owned)

    def with_phrases(self, tokenizer: Tokenizer) -> tuple[Tokenizer, Corpus]:
        """Find the phrases of the kept lines, equal lines taken once.

        Returns
        -------
        tokenizer, corpus
            The tokenizer that knows these phrases too, and the same pages with their lines cut by it.
        """
        lexicon = corpus_lexicon(tokenizer, self.tokens, self.owned, self.lines.page[self.owned].tolist())
        return lexicon, self.reworded(lexicon)

    def reworded(self, tokenizer: Tokenizer) -> Corpus:
        """Return the same with the words that a tokenizer gives, which knows the same words but other phrases."""
        return replace(self, line_words=self.tokens.counts(tokenizer))

    def words(self) -> Counts:
        """Return the word counts of the pages' kept lines, what a page repeats counted once."""
        rows = np.flatnonzero(self.judged.keep)
        _, first = np.unique(
            np.stack([self.lines.page[rows].astype(np.uint64), self.prints[rows]]), axis=1, return_index=True
        )
        return self._sum(rows[first])

    def words_once(self) -> Counts:
        """Return the same for the pages that repeat no other, lines that stand in several of them counted once."""
        words = self._sum(self.owned)
        return Counts(sparse.csr_matrix(words.matrix[self.once()]), words.terms)

    def once(self) -> IntArray:
        """Return the pages that repeat no other."""
        return np.array([i for i, original in enumerate(self.originals) if original is None], np.int64)

    def kept_texts(self) -> list[str]:
        """Return the kept lines of each page as they stand, one under the other."""
        kept: list[list[str]] = [[] for _ in self.pages]
        for row in np.flatnonzero(self.judged.keep).tolist():
            kept[int(self.lines.page[row])].append(self.lines.text[row].strip())
        return ["\n".join(lines) for lines in kept]

    def _sum(self, rows: npt.NDArray[np.intp]) -> Counts:
        chosen = np.zeros(len(self.lines), np.bool_)
        chosen[rows] = True
        return self.line_words.rows(page_sums(self.lines, chosen, len(self.pages)))

    @cached_property
    def sizes(self) -> IntArray:
        """The letters, digits and Han characters of each line, shape (n_lines,)."""
        return np.array([n_letters(text) for text in self.lines.text], np.int64)

    def parts(self, n_pages: int) -> list[Part]:
        """Cut the corpus into parts of so many pages."""
        return [self._part(start, start + n_pages) for start in range(0, len(self.pages), n_pages)]

    def _part(self, start: int, stop: int) -> Part:
        pages, rows, own = self.pages[start:stop], self.lines.rows_of(start, stop), self.lines.part(start, stop)
        names, titles, dates = ([getattr(p, fact) for p in pages] for fact in ("name", "title", "date"))
        return Part(names, titles, dates, own, self.judged[rows], self.masked)

    @cached_property
    def facts(self) -> list[PageFacts]:
        """What each page tells of itself: title, date, source, author."""
        return self._part(0, len(self.pages)).facts()

    @cached_property
    def noise_shares(self) -> FloatArray:
        """The share of each page's characters that is dropped, of all that are written, shape (n_pages,)."""
        written = np.array([len(text) for text in self.lines.text], np.float64)
        whole, dropped = (
            np.bincount(self.lines.page, written * chosen, minlength=len(self.pages))
            for chosen in (np.ones(len(self.lines)), ~self.judged.keep)
        )
        return np.asarray(dropped / np.maximum(1.0, whole))

    @cached_property
    def doubts(self) -> list[Bilingual]:
        """Why the judgement on each page is unsure, nothing where it is sure."""
        return doubts_of(self.lines, self.judged, self.sizes, len(self.pages))

    @property
    def sites(self) -> list[str]:
        """The site of each page."""
        return [site_of(page.name) for page in self.pages]

    def written(self, words: Sequence[str]) -> dict[str, str]:
        """Return how the kept lines write folded words."""
        return written_forms(words, self.lines, self.judged.keep)

    def spans(self) -> dict[str, tuple[int, int]]:
        """Return the first row and the row past the last of each page that has lines, by its name."""
        return {self.pages[int(self.lines.page[a])].name: (a, b) for a, b in self.lines.spans()}

    def of_page(self, name: str) -> Lines:
        """Return the judged lines of one page.

        Raises
        ------
        BojiError
            When there is no such page.
        """
        spans = self.spans()
        if name not in spans:
            raise BojiError(f"no page is called {name!r}; the first of {len(spans)} is {next(iter(spans), None)!r}")
        return lines_of(self.lines, self.judged, spans[name], self.masked)

    def clean(self, repaired: bool) -> dict[str, str]:
        """Return the kept lines of each page, one under the other, mended or as they stand."""
        return self._part(0, len(self.pages)).clean(repaired)


def _masked(pages: list[Page], seen: Observation) -> tuple[list[Page], Observation]:
    """Mask what was judged as it stood: the one place that all tables, texts, words and pictures lie behind."""
    return [page.masked() for page in pages], seen.masked()


def kept_characters(lines: LineTable, keep: BoolArray, n_pages: int) -> list[str]:
    """Return the kept text of each page, folded, without punctuation and white space."""
    kept: list[list[str]] = [[] for _ in range(n_pages)]
    for row in np.flatnonzero(keep).tolist():
        kept[int(lines.page[row])].append(NOT_WORD.sub("", lines.folded[row]))
    return ["".join(parts) for parts in kept]


def _as_read(seen: Observation) -> Tokens:
    """Return the words of the lines as they are to be read: nearly all as they were cut."""
    read = readings(seen.lines)
    rows = [i for i, (reading, folded) in enumerate(zip(read, seen.lines.folded, strict=True)) if reading != folded]
    return seen.tokens.recut(seen.tokenizer, [read[i] for i in rows], rows)


def _owned(corpus: Corpus, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return one of each set of equal lines among some rows: that which has most words in common with its page.

    Compared are the weighted words of the line and of the rest of the page; of equals the first is taken.
    """
    lines, words, prints = corpus.lines, corpus.line_words, corpus.prints
    _, kind, times = np.unique(prints[rows], return_inverse=True, return_counts=True)
    repeated = rows[times[kind] > 1]
    chosen = np.zeros(len(lines), np.bool_)
    chosen[rows] = True
    pages = words.rows(page_sums(lines, chosen, int(lines.page.max(initial=-1)) + 1))
    weights = Weights.fit(pages)
    own = Counts(words.matrix[repeated], words.terms)
    rest = Counts(pages.matrix[lines.page[repeated]] - own.matrix, own.terms)
    fit = cosine(weights.weigh(own, unit=False), weights.weigh(rest, unit=False)).round(ALIKE)
    best = repeated[np.lexsort((repeated, -fit))]
    kept = best[np.unique(prints[best], return_index=True)[1]]
    return np.sort(np.concatenate([rows[times[kind] == 1], kept]))
