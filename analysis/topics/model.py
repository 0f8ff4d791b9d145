"""Model: vocabulary, weights, topics and clusters, fitted together and kept together."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.arrays import UNASSIGNED, FloatArray, Labels
from analysis.topics.clusters import PageClusters
from analysis.topics.factorisation import solve_rows
from analysis.topics.nmf import TopicNMF
from analysis.topics.ranking import EVEN, TOP_WORDS, Ranking, choose_ranking, relevance, top_terms
from analysis.words.tfidf import Counts, Weights, select_vocabulary

MAX_TERMS = 50_000
MAX_SHARE = 0.5  # a term in more pages than this names no topic


@dataclass(frozen=True, slots=True)
class Model:
    """What a fit has learned.

    Attributes
    ----------
    weights : Weights
        Of the vocabulary, which is empty where pages have no usable word; then there are no topics and no clusters.
    topics : TopicNMF
    clusters : PageClusters
    ranking : Ranking
        What the words of topics and clusters are ranked by, chosen when the model was fitted.
    """

    weights: Weights
    topics: TopicNMF
    clusters: PageClusters
    ranking: Ranking

    @property
    def terms(self) -> list[str]:
        """Return the vocabulary, sorted."""
        return self.weights.terms

    def check(self) -> None:
        """Check that the parts belong together, as those of a file may not.

        Raises
        ------
        ValueError
            When they do not.
        """
        n, H = len(self.terms), self.topics.components_
        if self.weights.idf.shape != (n,) or H.ndim != 2 or H.shape[1] != n or (H.size and H.min() < 0):
            raise ValueError(f"{n} terms, weights of shape {self.weights.idf.shape}, topics of shape {H.shape}")
        if len(set(self.terms)) < n:
            raise ValueError("a term stands twice")
        if not all(isinstance(number, float) for number in self.ranking):
            raise ValueError(f"ranking by {self.ranking}")
        rows = sparse.csr_matrix(np.stack([np.zeros(n), np.ones(n)]))
        if not np.isfinite(self.topic_weights(rows)).all():
            raise ValueError("weights of topics that are no numbers")
        self.cluster_of(rows)

    def weigh(self, words: Counts) -> sparse.csr_matrix:
        """Return the TF-IDF rows of word counts, shape (n_documents, n_terms)."""
        return self.weights.weigh(words)

    def words(self) -> list[list[str]]:
        """Return the words of each topic, those that tell most first."""
        return self.words_of(self.topics.components_)

    def words_of(self, H: FloatArray, columns: npt.NDArray[np.intp] | None = None) -> list[list[str]]:
        """Return the words of rows of weights on all terms, or some, those that set each apart first.

        Parameters
        ----------
        H : array, shape (n_rows, n_columns)
        columns : int array, shape (n_columns,), optional
            Which terms these are, ascending; without it, all.
        """
        idf, terms = self.weights.idf, self.terms
        if columns is not None:
            idf, terms = idf[columns], [terms[i] for i in columns.tolist()]
        return top_terms(relevance(H, idf, self.ranking), terms, TOP_WORDS, EVEN)

    def topic_weights(self, X: sparse.csr_matrix) -> FloatArray:
        """Return the weights of TF-IDF rows on the topics, shape (n_rows, n_topics)."""
        return solve_rows(X, self.topics.components_, self.topics.n_sweeps)

    def cluster_of(self, X: sparse.csr_matrix) -> Labels:
        """Return the cluster of TF-IDF rows, `UNASSIGNED` for rows of zeros, shape (n_rows,)."""
        return self.clusters.place(X)

    def strays(self) -> Labels:
        """Return the fitted rows that were left without a cluster."""
        return np.flatnonzero(self.clusters.labels_ == UNASSIGNED)

    def points(self, X: sparse.csr_matrix) -> FloatArray:
        """Return TF-IDF rows as points of the latent space, shape (n_rows, n_dimensions)."""
        return self.clusters.project(X)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the fitted state as arrays, for `analysis.store`."""
        return {
            "terms": np.array(self.terms, dtype=np.str_),
            "idf": self.weights.idf,
            "ranking": np.array(self.ranking),
            **{f"topics.{name}": array for name, array in self.topics.arrays().items()},
            **{f"clusters.{name}": array for name, array in self.clusters.arrays().items()},
        }

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of topics and clusters, for `analysis.store`."""
        return {"topics": self.topics.get_params(), "clusters": self.clusters.get_params()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], parameters: Mapping[str, dict[str, Any]]) -> Self:
        """Build from what `arrays` and `parameters` returned.

        Raises
        ------
        ValueError
            For words where numbers belong, and the other way round.
        """
        wrong = {
            name: a.dtype for name, a in arrays.items() if a.dtype.kind not in ("U" if name == "terms" else "biuf")
        }
        if wrong:
            raise ValueError(f"arrays of another type: {wrong}")
        parts = {
            part: {name.removeprefix(f"{part}."): a for name, a in arrays.items() if name.startswith(f"{part}.")}
            for part in ("topics", "clusters")
        }
        return cls(
            Weights(arrays["terms"].tolist(), arrays["idf"]),
            TopicNMF.from_arrays(parts["topics"], **parameters["topics"]),
            PageClusters.from_arrays(parts["clusters"], **parameters["clusters"]),
            Ranking(*arrays["ranking"].tolist()),
        )


@dataclass(frozen=True, slots=True)
class Basis:
    """What a model is fitted to: the weights of a vocabulary, and TF-IDF rows of shape (n_pages, n_terms)."""

    weights: Weights
    X: sparse.csr_matrix

    @classmethod
    def of(cls, words: Counts) -> Self:
        """Choose the vocabulary of pages that repeat no other, and weigh them."""
        counted = words.restrict(vocabulary(words))
        weights = Weights.fit(counted)
        return cls(weights, weights.weigh(counted))


class Topics(NamedTuple):
    """Topics that were found, and the ranking of their words."""

    topics: TopicNMF
    ranking: Ranking


def find_topics(basis: Basis, n_topics: int) -> Topics:
    """Find topics, and what ranks their words."""
    topics = TopicNMF(n_topics)
    topics.learn(basis.X)
    return Topics(topics, choose_ranking(topics.components_, basis.weights.idf, basis.X, basis.weights.terms))


def fit_model(
    basis: Basis,
    n_topics: int,
    n_clusters: int,
    noise: bool = False,
    begun: Future[Topics] | None = None,
    near: FloatArray | None = None,
) -> Model:
    """Fit topics and clusters.

    Parameters
    ----------
    basis : Basis
    n_topics, n_clusters : int
    noise : bool
        Whether pages that lie in no dense region are left without a cluster.
    begun : future, optional
        Of `find_topics`, where they are found elsewhere while clusters are here.
    near : array, shape (n_pages, d), optional
        Points by which pages are neighbours, in place of those of their words.
    """
    clusters = PageClusters(n_clusters, noise=noise)
    clusters.learn(basis.X, near)
    found = begun.result() if begun else find_topics(basis, n_topics)
    for part in (found.topics, clusters):
        part.n_features_in_ = basis.X.shape[1]
    return Model(basis.weights, found.topics, clusters, found.ranking)


def vocabulary(words: Counts) -> list[str]:
    """Choose the terms that topics are made of; a handful of pages keeps all it has."""
    n = words.matrix.shape[0]
    least = 1 if n < 4 else 2 if n < 1_000 else 3 if n < 10_000 else 5  # by eye
    terms = select_vocabulary(words, least, MAX_SHARE if n >= 4 else 1.0, MAX_TERMS)
    return terms or select_vocabulary(words, 1, 1.0, MAX_TERMS)


def row_shares(W: FloatArray) -> FloatArray:
    """Return each topic's share of all weight, shape (n_topics,)."""
    total = W.sum()
    return W.sum(axis=0) / total if total else np.zeros(W.shape[1])
