"""Model: vocabulary, weights, topics and clusters, fitted together and kept together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from analysis import quality
from analysis.clusters import UNASSIGNED, PageClusters
from analysis.tfidf import Counts, FloatArray, count_tokens, fit_weights, select_vocabulary, weigh
from analysis.topics import TopicNMF, top_terms

MAX_TERMS = 50_000
MAX_SHARE = 0.5  # a term in more pages than this names no topic
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Model:
    """What a fit has learned.

    Attributes
    ----------
    terms : list of str, sorted
    weights : TfidfTransformer
    topics : TopicNMF
    clusters : PageClusters
    """

    terms: list[str]
    weights: TfidfTransformer
    topics: TopicNMF
    clusters: PageClusters

    def weigh(self, words: Counts) -> sparse.csr_matrix:
        """Return the TF-IDF rows of word counts, shape (n_documents, n_terms)."""
        return weigh(words.restrict(self.terms), self.weights)

    def words(self) -> list[list[str]]:
        """Return the heaviest words of each topic."""
        return top_terms(self.topics.components_, self.terms, quality.TOP_WORDS)

    def topic_weights(self, X: sparse.csr_matrix) -> FloatArray:
        """Return the weights of TF-IDF rows on the topics, shape (n_rows, n_topics)."""
        return self.topics.transform(X) if self.terms else np.zeros((X.shape[0], 0))

    def cluster_of(self, X: sparse.csr_matrix) -> Labels:
        """Return the cluster of TF-IDF rows, `UNASSIGNED` for rows of zeros, shape (n_rows,)."""
        return self.clusters.predict(X) if self.terms else np.full(X.shape[0], UNASSIGNED)

    def points(self, X: sparse.csr_matrix) -> FloatArray:
        """Return TF-IDF rows as points of the latent space, shape (n_rows, n_dimensions)."""
        return self.clusters.transform(X) if self.terms else np.zeros((X.shape[0], 0))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the fitted state as arrays, for `analysis.store`."""
        return {
            "idf": self.weights.idf_ if self.terms else np.zeros(0),
            "components": self.topics.components_,
            "axes": self.clusters.axes_,
            "centres": self.clusters.cluster_centers_,
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
        for part in (topics, clusters):
            part.n_features_in_ = len(terms)
        weights = fit_weights(Counts(sparse.csr_matrix((1, len(terms))), terms))
        if terms:
            weights.idf_ = arrays["idf"]
        return cls(terms, weights, topics, clusters)


def fit_model(words: Counts, n_topics: Callable[[sparse.csr_matrix, list[str]], int], n_clusters: int | None) -> Model:
    """Fit a model to the word counts of pages.

    Parameters
    ----------
    words : Counts
        Of pages that repeat no other. Without any term, the model has no topics and no clusters.
    n_topics : callable
        Told the TF-IDF rows and their terms, says how many topics.
    n_clusters : int or None
        As many as topics where None.
    """
    terms = vocabulary(words)
    counted = words.restrict(terms)
    weights = fit_weights(counted)
    if not terms:
        nothing = {
            "idf": np.zeros(0),
            "components": np.zeros((0, 0)),
            "axes": np.zeros((0, 0)),
            "centres": np.zeros((0, 0)),
        }
        return Model.from_arrays({**nothing, "terms": np.array([], np.str_)})
    X = weigh(counted, weights)
    k = n_topics(X, terms)
    return Model(terms, weights, TopicNMF(k).fit(X), PageClusters(n_clusters or k).fit(X))


def vocabulary(words: Counts) -> list[str]:
    """Choose the terms that topics are made of; a handful of pages keeps all it has."""
    n = words.matrix.shape[0]
    least = 1 if n < 4 else 2 if n < 1_000 else 3 if n < 10_000 else 5
    terms = select_vocabulary(words, least, MAX_SHARE if n >= 4 else 1.0, MAX_TERMS)
    return terms or select_vocabulary(words, 1, 1.0, MAX_TERMS)


def usual_topics(pages: Sequence[Sequence[str]], n_topics: int) -> list[list[str]]:
    """Return the words of the topics that plain TF-IDF and NMF give for the words of pages."""
    words = count_tokens(pages)
    terms = vocabulary(words)
    if not terms or n_topics < 1:
        return []
    counted = words.restrict(terms)
    X = weigh(counted, fit_weights(counted))
    return top_terms(TopicNMF(n_topics).fit(X).components_, terms, quality.TOP_WORDS)


def row_shares(W: FloatArray) -> FloatArray:
    """Return each topic's share of all weight, shape (n_topics,)."""
    total = W.sum()
    return W.sum(axis=0) / total if total else np.zeros(W.shape[1])
