"""Summary: the judged pages and the fitted model as the frames people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.affinity import cosine
from analysis.duplicates import duplicate_of
from analysis.evidence import Observation, page_sums
from analysis.facts import page_facts
from analysis.layout import page_map
from analysis.lexicon import corpus_lexicon
from analysis.lines import NOT_WORD, LineTable, readings, weight
from analysis.messages import LANGUAGES
from analysis.model import Labels, Model, usual_topics
from analysis.pages import Page
from analysis.separation import KINDS, Judgement, Lines, lines_of
from analysis.tables import frame
from analysis.tfidf import Counts, FloatArray, count_tokens, fit_weights, weigh
from analysis.tokens import Tokenizer, plain_words
from analysis.topics import assign

NOISE_WORTH_SHOWING = 0.02  # share of dropped characters from which "before and after" tells something
MOST_TO_LOOK_BACK = 2_000  # pages; beyond this the comparison costs more than it tells


@dataclass(frozen=True, slots=True)
class JudgedPages:
    """Pages, their lines, the words and fingerprints of these, what was judged, and what repeats what.

    ``readings`` are those of `analysis.lines`, ``originals`` those of `duplicate_of`; ``owned`` are the kept lines of
    pages that repeat no other, of equal lines one: the one in the page it fits best.
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
    def of(cls, pages: list[Page], seen: Observation, judged: Judgement) -> JudgedPages:
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

    def reworded(self, tokenizer: Tokenizer) -> JudgedPages:
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


def line_frame(judged: JudgedPages, weights: FloatArray, lang: str) -> pd.DataFrame:
    """Return the table of lines, given their weights on the topics, shape (n_lines, n_topics)."""
    lines, said = judged.lines, judged.judged
    topic, _ = assign(weights)
    spoken = LANGUAGES.index(lang)
    return frame(
        "lines",
        {
            "page": [judged.pages[i].name for i in lines.page.tolist()],
            "line": lines.number,
            "role": said.role,
            "kind": [KINDS[r] for r in said.role],
            "keep": said.keep.astype(np.int64),
            "score": said.score,
            "reason": [r[spoken] for r in said.reasons()],
            "topic": topic,
            "affinity": said.affinity,
            "text": lines.text,
        },
    )


def page_frame(judged: JudgedPages, topic: Labels, cluster: Labels) -> pd.DataFrame:
    """Return the table of pages."""
    text, pages, spans = judged.lines.text, judged.pages, judged.spans()
    columns = ("title", "date", "source", "author", "lines", "kept", "noise_share")
    rows: dict[str, list[Any]] = {c: [] for c in columns}
    for page in pages:
        a, b = spans.get(page.name, (0, 0))
        facts = page_facts(text[a:b], judged.judged.role[a:b], page.title)
        sizes = np.array([weight(t) for t in text[a:b]], np.float64)
        keep = judged.judged.keep[a:b]
        noise = float(sizes[~keep].sum() / max(1.0, sizes.sum()))
        values = (facts.title, facts.date, facts.source, facts.author, b - a, int(keep.sum()), noise)
        for column, value in zip(rows, values, strict=True):
            rows[column].append(value)
    return frame(
        "pages",
        {
            "page": [p.name for p in pages],
            "encoding": [p.encoding for p in pages],
            "topic": topic,
            "cluster": cluster,
            "duplicate_of": ["" if o is None else pages[o].name for o in judged.originals],
            **rows,
        },
    )


def map_frame(model: Model, names: Sequence[str], X: sparse.csr_matrix) -> pd.DataFrame:
    """Return the places of the pages on the map."""
    x, y = page_map(model.points(X))
    return frame("map", {"page": names, "x": x, "y": y})


def before_frame(pages: Sequence[Page], clean: dict[str, str], n_topics: int) -> pd.DataFrame:
    """Return the topics that the usual recipe gives for the same pages: plain words, no separation.

    Empty where hardly anything was dropped, and for very many pages.
    """
    dropped = 1 - sum(map(weight, clean.values())) / max(1, sum(weight(p.text) for p in pages))
    topics: list[list[str]] = []
    noisy: set[str] = set()
    if dropped >= NOISE_WORTH_SHOWING and len(pages) <= MOST_TO_LOOK_BACK:
        words = [plain_words(p.text) for p in pages]
        topics = usual_topics(words, n_topics)
        noisy = _mostly_dropped(words, [plain_words(text) for text in clean.values()])
    marked = [[w for w in row if w in noisy] for row in topics]
    columns = {"words": [" ".join(w) for w in topics], "noise_words": [" ".join(w) for w in marked]}
    return frame("topics_before", {"topic": range(len(topics)), **columns})


def _mostly_dropped(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> set[str]:
    """Return the words of which less than half is left."""
    total, left = (
        pd.Series([w for words in side for w in words], dtype=object).value_counts() for side in (before, after)
    )
    return set(total.index[left.reindex(total.index, fill_value=0) < 0.5 * total])
