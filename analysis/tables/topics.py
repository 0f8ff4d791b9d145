"""Topics and clusters as tables: words, lines, time, sites, kinship, places on the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.arrays import FloatArray, Labels
from analysis.articles.corpus import Corpus
from analysis.reading.characters import n_letters
from analysis.tables.contract import COLUMNS, frame
from analysis.tables.lines import site_of
from analysis.topics.coherence import npmi
from analysis.topics.model import Model, row_shares
from analysis.topics.nmf import assign
from analysis.topics.number import Trial
from analysis.topics.page_map import page_map
from analysis.topics.periods import over_time
from analysis.topics.quality import diversity, redundancy, silhouette
from analysis.topics.ranking import TOP_WORDS, label, top_terms
from analysis.topics.sites import Sites, by_site
from analysis.topics.stability import returns
from analysis.topics.tree import merged_words, topic_tree
from analysis.words.spelling import written_forms


def map_frame(model: Model, names: Sequence[str], X: sparse.csr_matrix) -> pd.DataFrame:
    """Return the places of the pages on the map."""
    x, y = page_map(model.points(X))
    return frame("map", {"page": names, "x": x, "y": y})


LINES_PER_TOPIC = 3
QUOTED = (12, 120)  # characters of a line worth quoting
MAINLY = 0.5  # share of a line's weight that its topic must have


@dataclass(frozen=True, slots=True)
class Placed:
    """The fitted model and the pages placed by it.

    Attributes
    ----------
    model : Model
    names : list of str
        Of the pages.
    X : CSR matrix, shape (n_pages, n_terms)
    W : array, shape (n_pages, n_topics)
    topic, cluster : int arrays, shape (n_pages,)
    fitted : CSR matrix, shape (n_fitted_pages, n_terms)
        The rows the model was fitted to.
    once : int array
        The pages that repeat no other; time and sites are told from these.
    forms : mapping of str to str
        How the pages write the words of topics and clusters.
    """

    model: Model
    names: list[str]
    X: sparse.csr_matrix
    W: FloatArray
    topic: Labels
    cluster: Labels
    fitted: sparse.csr_matrix
    once: Labels
    forms: Mapping[str, str]

    @classmethod
    def of(cls, model: Model, judged: Corpus, fitted: sparse.csr_matrix) -> Placed:
        """Place judged pages, those the model was fitted to among them."""
        X = model.weigh(judged.words())
        W = model.topic_weights(X)
        cluster = model.cluster_of(X)
        once = np.array(judged.once(), np.int64)
        cluster[once[model.strays()]] = -1
        heavy = top_terms(model.topics.components_, model.terms, TOP_WORDS)  # what branches of the tree may say
        told = {w for words in [*model.words(), *heavy, *cluster_words(model, X, cluster)] for w in words}
        forms = written_forms(sorted(told), judged.lines, judged.judged.keep)
        return cls(model, [p.name for p in judged.pages], X, W, assign(W)[0], cluster, fitted, once, forms)

    def by_site(self) -> Sites:
        """Return the topics of each site, reposts left out."""
        return by_site([site_of(self.names[i]) for i in self.once], self.W[self.once])

    def write(self, words: Sequence[str]) -> list[str]:
        """Return words as the pages write them."""
        return [self.forms.get(w, w) for w in words]


def topic_frame(placed: Placed) -> pd.DataFrame:
    """Return the table of topics."""
    model, words = placed.model, placed.model.words()
    found = returns(placed.fitted, words, model.words_of)
    shown = [placed.write(w) for w in words]
    return frame(
        "topics",
        {
            "topic": range(len(words)),
            "label": [label(w) for w in shown],
            "words": [" ".join(w) for w in shown],
            "share": row_shares(placed.W),
            "coherence": npmi(words, placed.fitted, model.terms),
            "stability": found.stability,
            "pages": np.bincount(placed.topic[placed.topic >= 0], minlength=len(words)),
            "support": found.support,
            "site": placed.by_site().owner,
        },
    )


def cluster_frame(placed: Placed) -> pd.DataFrame:
    """Return the table of clusters."""
    points = placed.model.points(placed.X)
    rows: dict[str, list[Any]] = {c: [] for c in ("cluster", "label", "pages", "words", "nearest")}
    words = cluster_words(placed.model, placed.X, placed.cluster)
    for number, centre in enumerate(placed.model.clusters.cluster_centers_):
        members = np.flatnonzero(placed.cluster == number)
        gaps = ((points[members] - centre) ** 2).sum(axis=1)
        nearest = placed.names[members[gaps.argmin()]] if len(members) else ""
        shown = placed.write(words[number])
        for column, value in zip(rows, (number, label(shown), len(members), " ".join(shown), nearest), strict=True):
            rows[column].append(value)
    return frame("clusters", rows)


def quality_of(placed: Placed, topics: pd.DataFrame) -> dict[str, float]:
    """Return the numbers that say how far to trust topics and clusters as a whole."""
    words = placed.model.words()
    found = {
        "coherence": float(topics["coherence"].mean()) if len(topics) else 0.0,
        "stability": float(topics["stability"].mean()) if len(topics) else 0.0,
        "diversity": diversity(words),
        "redundancy": redundancy(words),
        "silhouette": silhouette(placed.model.points(placed.X), placed.cluster),
    }
    return {name: round(value, 4) for name, value in found.items()}


def cluster_words(model: Model, X: sparse.csr_matrix, cluster: Labels) -> list[list[str]]:
    """Return the words that set each cluster apart."""
    k = len(model.clusters.cluster_centers_)
    known = np.flatnonzero(cluster >= 0)
    sizes = np.maximum(np.bincount(cluster[known], minlength=k), 1)
    member = sparse.csr_matrix((1.0 / sizes[cluster[known]], (cluster[known], known)), shape=(k, len(cluster)))
    return model.words_of((member @ X).toarray())


def topic_lines_frame(placed: Placed, judged: Corpus, line_weights: FloatArray) -> pd.DataFrame:
    """Return the lines that speak most plainly of each topic: kept, of quotable length, from different pages.

    ``line_weights`` are those of all lines on the topics, shape (n_lines, n_topics).
    """
    short, long = QUOTED
    sizes = np.array([n_letters(t) for t in judged.lines.text])
    rows = np.flatnonzero(judged.judged.keep & (sizes >= short) & (sizes <= long))
    W = line_weights[rows]
    topic, share = assign(W)
    chosen: list[tuple[int, int]] = []
    for t in range(W.shape[1]):
        own = np.flatnonzero((topic == t) & (share >= MAINLY))
        ranked = rows[own[np.argsort(-W[own, t].round(9), kind="stable")]]
        chosen += [(t, row) for row in islice(_unlike(judged, ranked.tolist()), LINES_PER_TOPIC)]
    return frame(
        "topic_lines",
        {
            "topic": [t for t, _ in chosen],
            "page": [placed.names[judged.lines.page[row]] for _, row in chosen],
            "line": [judged.lines.number[row] for _, row in chosen],
            "weight": [line_weights[row, t] for t, row in chosen],
            "text": [judged.lines.text[row].strip() for _, row in chosen],
        },
    )


def _unlike(judged: Corpus, ranked: Iterable[int]) -> Iterator[int]:
    """Yield lines in their order, but one a page and of equal lines one."""
    pages: set[int] = set()
    prints: set[int] = set()
    for row in ranked:
        page, print_ = int(judged.lines.page[row]), int(judged.prints[row])
        if page not in pages and print_ not in prints:
            pages.add(page)
            prints.add(print_)
            yield row


def trends_frame(placed: Placed, dates: Sequence[str]) -> pd.DataFrame:
    """Return each topic's share over time; empty where dates are too few."""
    periods = over_time([dates[i] for i in placed.once], placed.W[placed.once])
    n, k = periods.share.shape
    return frame(
        "trends",
        {
            "period": np.repeat(np.array(periods.labels, dtype=object), k),
            "topic": np.tile(np.arange(k), n),
            "pages": np.repeat(periods.pages, k),
            "share": periods.share.ravel(),
            "error": periods.error.ravel(),
        },
    )


def sites_frame(placed: Placed) -> pd.DataFrame:
    """Return each topic's share in each site."""
    sites = placed.by_site()
    n, k = sites.share.shape
    return frame(
        "sites",
        {
            "site": np.repeat(np.array(sites.sites, dtype=object), k),
            "topic": np.tile(np.arange(k), n),
            "pages": np.repeat(sites.pages, k),
            "share": sites.share.ravel(),
        },
    )


def tree_frame(placed: Placed) -> pd.DataFrame:
    """Return the merges of the topics into a tree, nearest first."""
    H, sizes = placed.model.topics.components_, row_shares(placed.W)
    tree = topic_tree(H, sizes)
    words = [[placed.model.terms[i] for i in row] for row in merged_words(tree, H, sizes)]
    return frame(
        "topic_tree",
        {
            "left": [m.left for m in tree.merges],
            "right": [m.right for m in tree.merges],
            "distance": [m.distance for m in tree.merges],
            "members": [m.members for m in tree.merges],
            "words": [" ".join(placed.write(w)) for w in words],
        },
    )


def choice_frame(trial: Trial | None) -> pd.DataFrame:
    """Return what was measured with each candidate number of topics; empty when the number was given."""
    columns = ("coherence", "stability", "redundancy", "modularity")
    if trial is None:
        return frame("choice", {column: [] for column in COLUMNS["choice"]})
    mean, error = trial.values.mean(axis=1), trial.errors(trial.values)
    place = {name: i for i, name in enumerate(trial.measures)}
    scores = trial.scores()
    return frame(
        "choice",
        {
            "n_topics": trial.numbers,
            "score": scores.mean(axis=1),
            "score_error": trial.errors(scores),
            **{name: mean[:, place[name]] for name in columns},
            **{f"{name}_error": error[:, place[name]] for name in columns[:2]},
            "chosen": [k == trial.best for k in trial.numbers],
            "runner_up": [k == trial.runner_up for k in trial.numbers],
            "clear": [trial.clear] * len(trial.numbers),
        },
    )
