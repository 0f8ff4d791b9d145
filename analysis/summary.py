"""Summary: the judged pages and the fitted model as the frames people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import quality
from analysis.duplicates import duplicate_of
from analysis.evidence import Observation, page_sums
from analysis.facts import page_facts
from analysis.layout import page_map
from analysis.lines import NOT_WORD, LineTable, weight
from analysis.messages import LANGUAGES
from analysis.model import Labels, Model, row_shares, usual_topics
from analysis.pages import Page
from analysis.separation import KINDS, Judgement, Lines, lines_of
from analysis.tables import frame
from analysis.tfidf import Counts, FloatArray
from analysis.tokens import plain_words
from analysis.topics import assign, top_terms

NOISE_WORTH_SHOWING = 0.02  # share of dropped characters from which "before and after" tells something
MOST_TO_LOOK_BACK = 2_000  # pages; beyond this the comparison costs more than it tells


@dataclass(frozen=True, slots=True)
class JudgedPages:
    """Pages, their lines and the words of these, what was judged, and which repeats which (see `duplicate_of`)."""

    pages: list[Page]
    lines: LineTable
    line_words: Counts
    judged: Judgement
    originals: list[int | None]

    @classmethod
    def of(cls, pages: list[Page], seen: Observation, judged: Judgement) -> JudgedPages:
        """Find the duplicates among judged pages."""
        kept: list[list[str]] = [[] for _ in pages]
        for row in np.flatnonzero(judged.keep).tolist():
            kept[int(seen.lines.page[row])].append(NOT_WORD.sub("", seen.lines.folded[row]))
        return cls(pages, seen.lines, seen.words, judged, duplicate_of(["".join(parts) for parts in kept]))

    def words(self) -> Counts:
        """Return the word counts of the pages' kept lines."""
        return self.line_words.rows(page_sums(self.lines, self.judged.keep, len(self.pages)))

    def words_once(self) -> Counts:
        """Return the same for the pages that repeat no other."""
        words = self.words()
        once = [i for i, original in enumerate(self.originals) if original is None]
        return Counts(sparse.csr_matrix(words.matrix[once]), words.terms)

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


def line_frame(judged: JudgedPages, model: Model, lang: str) -> pd.DataFrame:
    """Return the table of lines."""
    lines, said = judged.lines, judged.judged
    topic, _ = assign(model.topic_weights(model.weigh(judged.line_words)))
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


def topic_frame(model: Model, fitted: sparse.csr_matrix, W: FloatArray) -> pd.DataFrame:
    """Return the table of topics.

    Parameters
    ----------
    model : Model
    fitted : CSR matrix, shape (n_fitted_pages, n_terms)
        The rows the model was fitted to, for coherence and stability.
    W : array, shape (n_pages, n_topics)
        The pages' weights.
    """
    words = model.words()
    topic, _ = assign(W)
    return frame(
        "topics",
        {
            "topic": range(len(words)),
            "label": [label(w) for w in words],
            "words": [" ".join(w) for w in words],
            "share": row_shares(W),
            "coherence": quality.npmi(words, fitted, model.terms),
            "stability": quality.stability(fitted, model.terms, words),
            "pages": np.bincount(topic[topic >= 0], minlength=len(words)),
        },
    )


def cluster_frame(model: Model, names: Sequence[str], X: sparse.csr_matrix, cluster: Labels) -> pd.DataFrame:
    """Return the table of clusters.

    Parameters
    ----------
    model : Model
    names : sequence of str
        Of the pages.
    X : CSR matrix, shape (n_pages, n_terms)
    cluster : int array, shape (n_pages,)
    """
    points = model.points(X)
    rows: dict[str, list[Any]] = {c: [] for c in ("cluster", "label", "pages", "words", "nearest")}
    for number, centre in enumerate(model.clusters.cluster_centers_):
        members = np.flatnonzero(cluster == number)
        mean = np.asarray(X[members].mean(axis=0)).ravel() if len(members) else np.zeros(len(model.terms))
        words = top_terms(mean[None, :], model.terms, quality.TOP_WORDS)[0]
        gaps = ((points[members] - centre) ** 2).sum(axis=1)
        nearest = names[members[gaps.argmin()]] if len(members) else ""
        for column, value in zip(rows, (number, label(words), len(members), " ".join(words), nearest), strict=True):
            rows[column].append(value)
    return frame("clusters", rows)


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


def label(words: Sequence[str]) -> str:
    """Name a topic or cluster by its three heaviest words."""
    return "·".join(words[:3])
