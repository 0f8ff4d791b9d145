"""Small real objects that tests of several rooms need. What is cached is shared: look at it, do not change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from analysis.articles.corpus import Corpus
from analysis.reading.pages import Page, read_pages
from analysis.run.workflow import TopicAnalysis
from analysis.separation.company import Company
from analysis.separation.evidence import Evidence, Observation, observe
from analysis.separation.judge import separate
from analysis.topics.clusters import PageClusters
from analysis.topics.findings import Findings
from analysis.topics.model import Model
from analysis.topics.nmf import TopicNMF
from analysis.topics.ranking import Ranking
from analysis.words.tfidf import Weights
from analysis.words.tokenizer import Tokenizer
from tests.paths import SEEDS

PAGES = SEEDS / "pages"
N_TOPICS = 8
TEA = [
    "茶园里的新芽比去年早了六天，采茶的人天不亮就上了山。",
    "采茶人把竹篓装满，茶园的春茶当天就要炒好，鲜叶隔夜便不值钱。",
    "春茶的价格比去年高，采茶人说茶园的鲜叶不够收。",
    "炒茶的师傅守着锅，春茶的香气从茶园一直飘到村口。",
]
FERRY = [
    "渡口的石阶一共四十七级，守渡人每年开春都要把石阶刷一遍。",
    "守渡人撑船过江，渡口的铃铛一响，对岸就知道有客人来了。",
    "江水涨到石阶第三级，守渡人便把渡船拴到渡口上头。",
    "渡船用了三十年，守渡人说船板是从老渡口拆下来的。",
]


def articles() -> list[Page]:
    """Make eight pages on two subjects, each of three lines of its own order."""
    bodies = [[side[(i + j) % 4] for j in range(3)] for side in (TEA, FERRY) for i in range(4)]
    return [Page(f"{i}.txt", "\n".join(body)) for i, body in enumerate(bodies)]


@cache
def of_seeds() -> TopicAnalysis:
    """Fit the seeds, once for all tests of a process."""
    return TopicAnalysis(n_topics=N_TOPICS, lang="zh").fit(read_pages(PAGES))


def gather(seen: Observation, n_pages: int) -> Evidence:
    """Return all that is known of the lines of pages that are each other's company."""
    return Company.of(seen, n_pages).gather(seen, n_pages)


def corpus_of(pages: Sequence[Page], dropped: Sequence[int] | None = None) -> Corpus:
    """Judge pages; where it is told which of all lines are dropped, keep exactly the others."""
    seen = observe(pages, Tokenizer())
    judged = separate(pages, seen)
    if dropped is not None:
        judged = replace(judged, keep=~np.isin(np.arange(len(seen.lines)), dropped))
    return Corpus.of(list(pages), seen, judged)


def made_model(H: ArrayLike, terms: Sequence[str] | None = None) -> Model:
    """Return a model of given topics, its terms of equal weight, and of one cluster."""
    components = np.asarray(H, np.float64)
    k, n_terms = components.shape
    topics, clusters = TopicNMF(k, n_sweeps=2_000), PageClusters(1)
    for part in (topics, clusters):
        part.learn(sparse.csr_matrix(components))
        part.n_features_in_ = n_terms
    topics.components_ = components
    named = [f"t{i}" for i in range(n_terms)] if terms is None else list(terms)
    return Model(Weights(named, np.ones(n_terms)), topics, clusters, Ranking())


def made_findings(
    W: ArrayLike,
    sites: Sequence[str] = (),
    once: Sequence[int] | None = None,
    model: Model | None = None,
) -> Findings:
    """Return findings in pages that have the given weights on the topics.

    ``once`` are the pages that repeat no other, by default all; without a model each topic is a term of its own.
    """
    weights = np.asarray(W, np.float64)
    model = model or made_model(np.eye(weights.shape[1]))
    X = sparse.csr_matrix(weights @ model.topics.components_)
    first = np.arange(len(weights)) if once is None else np.array(once, np.int64)
    return Findings(model, X, X[first], first, list(sites))
