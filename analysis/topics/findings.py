"""Findings: what a model tells of pages, each thing computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from analysis.arrays import ALIKE, UNASSIGNED, FloatArray, Labels
from analysis.topics.coherence import npmi
from analysis.topics.graph import LEAST_TIE, neighbour_graph
from analysis.topics.model import Model, row_shares
from analysis.topics.nmf import assign
from analysis.topics.page_map import page_map
from analysis.topics.periods import Periods, over_time
from analysis.topics.quality import diversity, redundancy, silhouette
from analysis.topics.ranking import TOP_WORDS, top_terms
from analysis.topics.sites import Sites, by_site
from analysis.topics.stability import Returns, returns
from analysis.topics.tree import Tree, merged_words, topic_tree

TINY = 1e-12  # of a topic without any word


@dataclass(frozen=True)
class Findings:
    """A fitted model and pages placed by it.

    Attributes
    ----------
    model : Model
    X : CSR matrix, shape (n_pages, n_terms)
        The pages, those that the model was fitted to among them.
    fitted : CSR matrix, shape (n_fitted_pages, n_terms)
        The rows that the model was fitted to.
    once : int array
        The pages that repeat no other; time and sites are told from these.
    sites : sequence of str
        The site of each page.
    """

    model: Model
    X: sparse.csr_matrix
    fitted: sparse.csr_matrix
    once: Labels
    sites: Sequence[str]

    @cached_property
    def weights(self) -> FloatArray:
        """The pages' weights on the topics, shape (n_pages, n_topics)."""
        return self.model.topic_weights(self.X)

    @cached_property
    def topic(self) -> Labels:
        """The strongest topic of each page, shape (n_pages,)."""
        return assign(self.weights)[0]

    @cached_property
    def cluster(self) -> Labels:
        """The cluster of each page, shape (n_pages,)."""
        cluster = self.model.cluster_of(self.X)
        strays = self.model.strays()  # a page whose lines are all counted in other pages is none
        cluster[self.once[strays[self.fitted.getnnz(axis=1)[strays] > 0]]] = UNASSIGNED
        return cluster

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each topic."""
        return self.model.words()

    @cached_property
    def word_weights(self) -> list[list[float]]:
        """What part of its topic's weight each of `words` has."""
        column = {term: i for i, term in enumerate(self.model.terms)}
        parts = self.model.topics.components_ / np.maximum(
            self.model.topics.components_.sum(axis=1, keepdims=True), TINY
        )
        return [parts[k, [column[w] for w in words]].tolist() for k, words in enumerate(self.words)]

    @cached_property
    def cluster_words(self) -> list[list[str]]:
        """The words that set each cluster apart."""
        k = len(self.model.clusters.cluster_centers_)
        known = np.flatnonzero(self.cluster >= 0)
        of = self.cluster[known]
        sizes = np.maximum(np.bincount(of, minlength=k), 1)
        member = sparse.csr_matrix((1.0 / sizes[of], (of, known)), shape=(k, len(self.cluster)))
        return self.model.words_of((member @ self.X).toarray())

    @cached_property
    def branch_words(self) -> list[list[str]]:
        """The words of each branch of `tree`."""
        H = self.model.topics.components_
        return [[self.model.terms[i] for i in row] for row in merged_words(self.tree, H, self.shares)]

    def told_words(self) -> list[str]:
        """Return every word that may be shown for a topic, a branch or a cluster, sorted."""
        heavy = top_terms(self.model.topics.components_, self.model.terms, TOP_WORDS)
        return sorted({w for words in [*self.words, *heavy, *self.cluster_words] for w in words})

    @cached_property
    def shares(self) -> FloatArray:
        """Each topic's share of all weight, shape (n_topics,)."""
        return row_shares(self.weights)

    @cached_property
    def coherence(self) -> list[float]:
        """Each topic's coherence (NPMI) in the fitted pages."""
        return npmi(self.words, self.fitted, self.model.terms)

    @cached_property
    def returns(self) -> Returns:
        """How the topics come back when other pages are drawn."""
        return returns(self.fitted, self.words, self.model.words_of)

    @cached_property
    def by_site(self) -> Sites:
        """The topics of each site, reposts left out."""
        return by_site([self.sites[i] for i in self.once], self.weights[self.once])

    def periods(self, dates: Sequence[str]) -> Periods:
        """Return the topics over time, reposts left out, given the date of each page."""
        return over_time([dates[i] for i in self.once], self.weights[self.once])

    @cached_property
    def tree(self) -> Tree:
        """The topics merged two by two."""
        return topic_tree(self.model.topics.components_, self.shares)

    @cached_property
    def points(self) -> FloatArray:
        """The pages in the latent space, shape (n_pages, n_dimensions)."""
        return self.model.points(self.X)

    @cached_property
    def ties(self) -> sparse.csr_matrix:
        """The cosines of pages that are among each other's nearest, shape (n_pages, n_pages), without those of 0."""
        n = len(self.points)
        if n < 2:
            return sparse.csr_matrix((n, n))
        graph = neighbour_graph(self.points)
        graph.data[graph.data <= LEAST_TIE] = 0.0
        graph.eliminate_zeros()
        return graph

    @cached_property
    def places(self) -> tuple[FloatArray, FloatArray]:
        """The pages on the map, x and y of shape (n_pages,)."""
        return page_map(self.points)

    @cached_property
    def nearest(self) -> list[int]:
        """The page nearest to each cluster's centre, -1 for a cluster without pages."""
        found = []
        for number, centre in enumerate(self.model.clusters.cluster_centers_):
            members = np.flatnonzero(self.cluster == number)
            gaps = ((self.points[members] - centre) ** 2).sum(axis=1).round(ALIKE)
            found.append(int(members[gaps.argmin()]) if len(members) else -1)
        return found

    @cached_property
    def quality(self) -> dict[str, float]:
        """The numbers that say how far to trust topics and clusters as a whole."""
        some = bool(self.words)
        found = {
            "coherence": float(np.mean(self.coherence)) if some else 0.0,
            "stability": float(self.returns.stability.mean()) if some else 0.0,
            "diversity": diversity(self.words),
            "redundancy": redundancy(self.words),
            "silhouette": silhouette(self.points, self.cluster),
        }
        return {name: round(value, 4) for name, value in found.items()}
