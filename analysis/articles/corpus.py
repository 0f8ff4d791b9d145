"""Corpus: the judged pages, what repeats what among them, and the words of what is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.articles.duplicates import duplicate_of
from analysis.reading.characters import NOT_WORD
from analysis.reading.lines import LineTable, readings
from analysis.reading.pages import Page
from analysis.separation.affinity import cosine
from analysis.separation.evidence import Observation, page_sums
from analysis.separation.judge import Judgement
from analysis.separation.page import Lines, lines_of
from analysis.words.phrases import corpus_lexicon
from analysis.words.tfidf import Counts, count_tokens, fit_weights, weigh
from analysis.words.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages, their lines, the words and fingerprints of these, what was judged, and what repeats what.

    ``readings`` are those of `analysis.reading.lines`, ``originals`` those of `duplicate_of`; ``owned`` are the kept
    lines of pages that repeat no other, of equal lines one: the one in the page it fits best.
    """

    pages: list[Page]
    lines: LineTable
    line_words: Counts
    prints: npt.NDArray[np.uint64]
    readings: list[str]
    judged: Judgement
    originals: list[int | None]
    owned: npt.NDArray[np.intp]

    @classmethod
    def of(cls, pages: list[Page], seen: Observation, judged: Judgement) -> Corpus:
        """Find the duplicates among judged pages."""
        kept: list[list[str]] = [[] for _ in pages]
        for row in np.flatnonzero(judged.keep).tolist():
            kept[int(seen.lines.page[row])].append(NOT_WORD.sub("", seen.lines.folded[row]))
        originals = duplicate_of(["".join(parts) for parts in kept])
        first = np.array([original is None for original in originals], np.bool_)
        owned = _owned(seen, np.flatnonzero(judged.keep & first[seen.lines.page]))
        return cls(pages, seen.lines, seen.words, seen.prints, readings(seen.lines), judged, originals, owned)

    def lexicon(self, tokenizer: Tokenizer) -> Tokenizer:
        """Return the tokenizer that also knows the phrases of the kept lines, equal lines taken once."""
        lines = [self.readings[i] for i in self.owned]
        return corpus_lexicon(tokenizer, lines, self.lines.page[self.owned].tolist())

    def reworded(self, tokenizer: Tokenizer) -> Corpus:
        """Return the same with the lines cut into words anew."""
        return replace(self, line_words=count_tokens(map(tokenizer.folded, self.readings)))

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

    def once(self) -> list[int]:
        """Return the pages that repeat no other."""
        return [i for i, original in enumerate(self.originals) if original is None]

    def _sum(self, rows: npt.NDArray[np.intp]) -> Counts:
        chosen = np.zeros(len(self.lines), np.bool_)
        chosen[rows] = True
        return self.line_words.rows(page_sums(self.lines, chosen, len(self.pages)))

    def spans(self) -> dict[str, tuple[int, int]]:
        """Return the first row and the row past the last of each page that has lines, by its name."""
        return {self.pages[int(self.lines.page[a])].name: (a, b) for a, b in self.lines.spans()}

    def of_page(self, name: str) -> Lines:
        """Return the judged lines of one page.

        Raises
        ------
        ValueError
            When there is no such page.
        """
        spans = self.spans()
        if name not in spans:
            raise ValueError(f"no page is called {name!r}; the first of {len(spans)} is {next(iter(spans), None)!r}")
        return lines_of(self.lines, self.judged, *spans[name])

    def clean(self, repaired: bool) -> dict[str, str]:
        """Return the kept lines of each page, one under the other, mended or as they stand."""
        kept = {n: lines_of(self.lines, self.judged, *span).kept(repaired) for n, span in self.spans().items()}
        return {p.name: "".join(f"{line}\n" for line in kept.get(p.name, [])) for p in self.pages}


def _owned(seen: Observation, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return one of each set of equal lines among some rows: that which has most words in common with its page.

    Compared are the weighted words of the line and of the rest of the page; of equals the first is taken.
    """
    _, kind, times = np.unique(seen.prints[rows], return_inverse=True, return_counts=True)
    repeated = rows[times[kind] > 1]
    chosen = np.zeros(len(seen.lines), np.bool_)
    chosen[rows] = True
    pages = seen.words.rows(page_sums(seen.lines, chosen, int(seen.lines.page.max(initial=-1)) + 1))
    weights = fit_weights(pages, unit=False)
    own = weigh(Counts(seen.words.matrix[repeated], seen.words.terms), weights)
    rest = Counts(pages.matrix[seen.lines.page[repeated]] - seen.words.matrix[repeated], seen.words.terms)
    fit = cosine(own, weigh(rest, weights)).round(9)
    best = repeated[np.lexsort((repeated, -fit))]
    kept = best[np.unique(seen.prints[best], return_index=True)[1]]
    return np.sort(np.concatenate([rows[times[kind] == 1], kept]))
