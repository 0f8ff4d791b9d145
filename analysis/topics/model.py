"""Model: vocabulary, weights, topics and clusters, fitted together and kept together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.arrays import UNASSIGNED, FloatArray, Labels
from analysis.topics.clusters import PageClusters
from analysis.topics.nmf import TopicNMF
from analysis.topics.ranking import TOP_WORDS, Ranking, choose_ranking, relevance, top_terms
from analysis.words.tfidf import Counts, fit_weights, select_vocabulary, weigh

MAX_TERMS = 50_000
MAX_SHARE = 0.5  # a term in more pages than this names no topic
Numbers = Callable[[sparse.csr_matrix, list[str]], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Model:
    """What a fit has learned.

    Attributes
    ----------
    terms : list of str, sorted
    weights : TfidfTransformer
    topics : TopicNMF
    clusters : PageClusters
    ranking : Ranking
        What the words of topics and clusters are ranked by, chosen when the model was fitted.
    """

    terms: list[str]
    weights: TfidfTransformer
    topics: TopicNMF
    clusters: PageClusters
    ranking: Ranking

    def weigh(self, words: Counts) -> sparse.csr_matrix:
        """Return the TF-IDF rows of word counts, shape (n_documents, n_terms)."""
        return weigh(words.restrict(self.terms), self.weights)

    def words(self) -> list[list[str]]:
        """Return the words of each topic, those that tell most first."""
        return self.words_of(self.topics.components_)

    def words_of(self, H: FloatArray) -> list[list[str]]:
        """Return the words of rows of weights, shape (n_rows, n_terms), those that set each apart first."""
        return top_terms(relevance(H, self.idf(), self.ranking), self.terms, TOP_WORDS)

    def idf(self) -> FloatArray:
        """Return the logarithmic inverse page frequencies, shape (n_terms,)."""
        return np.asarray(self.weights.idf_) if self.terms else np.zeros(0)

    def topic_weights(self, X: sparse.csr_matrix) -> FloatArray:
        """Return the weights of TF-IDF rows on the topics, shape (n_rows, n_topics)."""
        return self.topics.transform(X) if min(X.shape) else np.zeros((X.shape[0], len(self.topics.components_)))

    def cluster_of(self, X: sparse.csr_matrix) -> Labels:
        """Return the cluster of TF-IDF rows, `UNASSIGNED` for rows of zeros, shape (n_rows,)."""
        return self.clusters.predict(X) if self.terms else np.full(X.shape[0], UNASSIGNED)

    def strays(self) -> Labels:
        """Return the fitted rows that were left without a cluster."""
        return np.flatnonzero(self.clusters.labels_ == UNASSIGNED) if self.terms else np.zeros(0, np.int64)

    def points(self, X: sparse.csr_matrix) -> FloatArray:
        """Return TF-IDF rows as points of the latent space, shape (n_rows, n_dimensions)."""
        return self.clusters.transform(X) if self.terms else np.zeros((X.shape[0], 0))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the fitted state as arrays, for `analysis.store`."""
        return {
            "idf": self.idf(),
            "components": self.topics.components_,
            "axes": self.clusters.axes_,
            "centres": self.clusters.cluster_centers_,
            "term_logs": self.clusters.term_logs_,
            "share_logs": self.clusters.share_logs_,
            "ranking": np.array(self.ranking),
            "terms": np.array(self.terms, dtype=np.str_),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Build from what `arrays` returned."""
        terms = arrays["terms"].tolist()
        topics = TopicNMF(len(arrays["components"]))
        topics.components_ = arrays["components"]
        clusters = PageClusters(max(1, len(arrays["centres"])))
        clusters.axes_, clusters.cluster_centers_ = arrays["axes"], arrays["centres"]
        clusters.term_logs_, clusters.share_logs_ = arrays["term_logs"], arrays["share_logs"]
        for part in (topics, clusters):
            part.n_features_in_ = len(terms)
        weights = fit_weights(Counts(sparse.csr_matrix((1, len(terms))), terms))
        if terms:
            weights.idf_ = arrays["idf"]
        return cls(terms, weights, topics, clusters, Ranking(*arrays["ranking"].tolist()))


def fit_model(words: Counts, numbers: Numbers, noise: bool = False) -> Model:
    """Fit a model to the word counts of pages.

    Parameters
    ----------
    words : Counts
        Of pages that repeat no other. Without any term, the model has no topics and no clusters.
    numbers : callable
        Told the TF-IDF rows and their terms, says how many topics and how many clusters.
    noise : bool
        Whether pages of no dense region stay without a cluster.
    """
    terms = vocabulary(words)
    counted = words.restrict(terms)
    if not terms:
        return _nothing()
    weights = fit_weights(counted)
    X = weigh(counted, weights)
    n_topics, n_clusters = numbers(X, terms)
    topics = TopicNMF(n_topics).fit(X)
    clusters = PageClusters(n_clusters, noise=noise).fit(X)
    return Model(terms, weights, topics, clusters, choose_ranking(topics.components_, weights.idf_, X, terms))


def _nothing() -> Model:
    """Return the model of pages without a word."""
    flat = ("components", "axes", "centres", "term_logs")
    arrays = {"idf": np.zeros(0), "share_logs": np.zeros(0), "ranking": np.array(Ranking())}
    return Model.from_arrays({**arrays, **dict.fromkeys(flat, np.zeros((0, 0))), "terms": np.array([], np.str_)})


def vocabulary(words: Counts) -> list[str]:
    """Choose the terms that topics are made of; a handful of pages keeps all it has."""
    n = words.matrix.shape[0]
    least = 1 if n < 4 else 2 if n < 1_000 else 3 if n < 10_000 else 5
    terms = select_vocabulary(words, least, MAX_SHARE if n >= 4 else 1.0, MAX_TERMS)
    return terms or select_vocabulary(words, 1, 1.0, MAX_TERMS)


def row_shares(W: FloatArray) -> FloatArray:
    """Return each topic's share of all weight, shape (n_topics,)."""
    total = W.sum()
    return W.sum(axis=0) / total if total else np.zeros(W.shape[1])
