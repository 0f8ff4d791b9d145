"""Topics and clusters as tables: words, lines, time, sites, kinship, places on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.arrays import FloatArray
from analysis.articles.corpus import Corpus
from analysis.articles.usual import Usual
from analysis.tables.contract import COLUMNS, DECIMALS, frame
from analysis.topics.findings import Findings
from analysis.topics.nmf import page_shares
from analysis.topics.number import Trial
from analysis.topics.periods import Periods
from analysis.topics.ranking import label
from analysis.topics.sites import Sites

PER_MILLE = 1_000
Forms = Mapping[str, str]  # how the pages write the words of topics and clusters


def written(words: Sequence[str], forms: Forms) -> list[str]:
    """Return words as the pages write them."""
    return [forms.get(w, w) for w in words]


def topic_frame(found: Findings, forms: Forms) -> pd.DataFrame:
    """Return the table of topics."""
    shown = [written(words, forms) for words in found.words]
    return frame(
        "topics",
        {
            "topic": range(len(shown)),
            "label": list(map(label, shown)),
            "words": list(map(" ".join, shown)),
            "share": found.shares,
            "coherence": found.coherence,
            "stability": found.returns.stability,
            "pages": found.pages,
            "support": found.returns.support,
            "site": found.by_site.owner,
            "weights": [" ".join(f"{w:.{DECIMALS}f}" for w in weights) for weights in found.word_weights],
        },
    )


def cluster_frame(found: Findings, names: Sequence[str], forms: Forms) -> pd.DataFrame:
    """Return the table of clusters, given the names of the pages."""
    shown = [written(words, forms) for words in found.cluster_words]
    return frame(
        "clusters",
        {
            "cluster": range(len(shown)),
            "label": list(map(label, shown)),
            "pages": found.cluster_pages,
            "words": list(map(" ".join, shown)),
            "nearest": [names[page] if page >= 0 else "" for page in found.nearest],
        },
    )


def topic_lines_frame(corpus: Corpus, quoted: Sequence[tuple[int, int]], line_weights: FloatArray) -> pd.DataFrame:
    """Return the quotes of the topics, given as (topic, line), and the weights of all lines on the topics."""
    lines = corpus.lines
    return frame(
        "topic_lines",
        {
            "topic": [t for t, _ in quoted],
            "page": [corpus.pages[lines.page[row]].name for _, row in quoted],
            "line": [lines.number[row] for _, row in quoted],
            "weight": [line_weights[row, t] for t, row in quoted],
            "text": [lines.text[row].strip() for _, row in quoted],
        },
    )


def topic_words_frame(found: Findings, forms: Forms) -> pd.DataFrame:
    """Return the words of the topics and their weights, in thousandths of the weight of the topic and of all topics."""
    rows = [(t, *row) for t, words in enumerate(found.weighed_words) for row in words]
    return frame(
        "topic_words",
        {
            "topic": [t for t, *_ in rows],
            "word": written([word for _, word, _, _ in rows], forms),
            "weight": [PER_MILLE * weight for _, _, weight, _ in rows],
            "overall": [PER_MILLE * overall for *_, overall in rows],
        },
    )


def trends_frame(periods: Periods) -> pd.DataFrame:
    """Return each topic's share over time; empty where dates are too few."""
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


def sites_frame(sites: Sites) -> pd.DataFrame:
    """Return each topic's share in each site."""
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


def tree_frame(found: Findings, forms: Forms) -> pd.DataFrame:
    """Return the merges of the topics into a tree, nearest first."""
    merges = found.tree.merges
    return frame(
        "topic_tree",
        {
            "left": [m.left for m in merges],
            "right": [m.right for m in merges],
            "distance": [m.distance for m in merges],
            "members": [m.members for m in merges],
            "words": [" ".join(written(words, forms)) for words in found.branch_words],
        },
    )


def mixture_frame(found: Findings, names: Sequence[str]) -> pd.DataFrame:
    """Return the share of each topic in each page, given the names of the pages; of a page those that it has."""
    shares = page_shares(found.weights)
    page, topic = np.nonzero(shares.round(DECIMALS))
    return frame("mixture", {"page": [names[i] for i in page.tolist()], "topic": topic, "share": shares[page, topic]})


def map_frame(found: Findings, names: Sequence[str]) -> pd.DataFrame:
    """Return the places of the pages on the map."""
    x, y = found.places
    return frame("map", {"page": names, "x": x, "y": y})


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


def before_frame(usual: Usual) -> pd.DataFrame:
    """Return the topics that the usual recipe gives for the same pages."""
    words, noise = (list(map(" ".join, rows)) for rows in usual)
    return frame("topics_before", {"topic": range(len(words)), "words": words, "noise_words": noise})
