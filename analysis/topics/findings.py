"""Findings: what a model tells of pages, each thing computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.arrays import ALIKE, UNASSIGNED, FloatArray, IntArray, Labels
from analysis.topics.coherence import npmi
from analysis.topics.graph import LEAST_TIE, neighbour_graph
from analysis.topics.model import Model, row_shares
from analysis.topics.nmf import assign
from analysis.topics.page_map import page_map
from analysis.topics.periods import Periods, over_time
from analysis.topics.quality import diversity, redundancy, silhouette
from analysis.topics.ranking import TOP_WORDS, top_terms, weighed_terms
from analysis.topics.sites import Sites, by_site
from analysis.topics.stability import Redrawn, Returns, redraw, returns
from analysis.topics.tree import Tree, merged_words, topic_tree

TINY = 1e-12  # of a topic without any word


class _Parts(NamedTuple):
    """Rows of TF-IDF, the page and the cluster of each, and its place in the latent space."""

    X: sparse.csr_matrix
    page: Labels
    cluster: Labels
    points: FloatArray


def _pages_of(group: Labels, page: Labels, n_groups: int) -> IntArray:
    """Return the number of different pages in each group, given the group and the page of each row."""
    pairs = np.unique(np.stack([group, page])[:, group >= 0], axis=1)
    return np.bincount(pairs[0], minlength=n_groups)


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
    fitted_pages : int array, optional
        The page that each of the ``fitted`` rows is of, where rows are parts of pages; without it they are the pages
        ``once``.
    near : array, shape (n_pages, d), optional
        Points by which pages are neighbours, in place of those of their words.
    drawn : future, optional
        Of the topics of resampled pages, where these are found elsewhere.
    """

    model: Model
    X: sparse.csr_matrix
    fitted: sparse.csr_matrix
    once: Labels
    sites: Sequence[str]
    fitted_pages: Labels | None = None
    near: FloatArray | None = None
    drawn: Future[Redrawn] | None = None

    @cached_property
    def weights(self) -> FloatArray:
        """The pages' weights on the topics, shape (n_pages, n_topics)."""
        return self.model.topic_weights(self.X)

    @cached_property
    def topic(self) -> Labels:
        """The strongest topic of each page, shape (n_pages,)."""
        return assign(self.weights)[0]

    @cached_property
    def pages(self) -> IntArray:
        """The number of pages whose strongest topic each is, or a part of which has it as such, shape (n_topics,)."""
        topic = self.topic if self.fitted_pages is None else assign(self.model.topic_weights(self.fitted))[0]
        return _pages_of(topic, self._parts.page, len(self.words))

    @cached_property
    def _parts(self) -> _Parts:
        """What clusters are told by: the pages, or the parts of pages that the model was fitted to."""
        if self.fitted_pages is None:
            return _Parts(self.X, np.arange(len(self.cluster)), self.cluster, self.points)
        rows = self.fitted
        return _Parts(rows, self.fitted_pages, self.model.cluster_of(rows), self.model.points(rows))

    @cached_property
    def cluster_pages(self) -> IntArray:
        """The number of pages in each cluster, or of which a part is, shape (n_clusters,)."""
        return _pages_of(self._parts.cluster, self._parts.page, len(self.model.clusters.cluster_centers_))

    @cached_property
    def cluster(self) -> Labels:
        """The cluster of each page, shape (n_pages,)."""
        cluster, of = self.model.cluster_of(self.X), self.once if self.fitted_pages is None else self.fitted_pages
        counted = self.fitted.getnnz(axis=1) > 0  # a page whose lines are all counted in other pages is no stray
        stray = np.isin(np.arange(len(counted)), self.model.strays())
        firm = np.flatnonzero(counted & ~stray)
        cluster[np.setdiff1d(of[np.flatnonzero(counted & stray)], of[firm])] = UNASSIGNED
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
        parts = self._parts
        known = np.flatnonzero(parts.cluster >= 0)
        of = parts.cluster[known]
        sizes = np.maximum(np.bincount(of, minlength=k), 1)
        member = sparse.csr_matrix((1.0 / sizes[of], (of, known)), shape=(k, len(parts.cluster)))
        return self.model.words_of((member @ parts.X).toarray())

    @cached_property
    def branch_words(self) -> list[list[str]]:
        """The words of each branch of `tree`."""
        H = self.model.topics.components_
        return [[self.model.terms[i] for i in row] for row in merged_words(self.tree, H, self.shares)]

    @cached_property
    def weighed_words(self) -> list[list[tuple[str, float, float]]]:
        """Each topic's words with their shares of its weight and of the weight of all topics, the heaviest first."""
        H = self.model.topics.components_
        own = H / np.maximum(H.sum(axis=1, keepdims=True), np.finfo(np.float64).tiny)
        overall, terms = np.maximum(self.shares @ own, np.finfo(np.float64).tiny), self.model.terms
        return [
            [(terms[i], float(row[i]), float(overall[i])) for i in chosen]
            for row, chosen in zip(own, weighed_terms(own, overall), strict=True)
        ]

    def told_words(self) -> list[str]:
        """Return every word that may be shown for a topic, a branch or a cluster, sorted."""
        heavy = top_terms(self.model.topics.components_, self.model.terms, TOP_WORDS)
        weighed = [[word for word, _, _ in words] for words in self.weighed_words]
        return sorted({w for words in [*self.words, *heavy, *weighed, *self.cluster_words] for w in words})

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
        drawn = self.drawn.result() if self.drawn else redraw(self.fitted, len(self.words))
        return returns(drawn, self.words, self.model.words_of)

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
        graph = neighbour_graph(self.points if self.near is None else self.near)
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
        found, parts = [], self._parts
        for number, centre in enumerate(self.model.clusters.cluster_centers_):
            members = np.flatnonzero(parts.cluster == number)
            gaps = ((parts.points[members] - centre) ** 2).sum(axis=1).round(ALIKE)
            found.append(int(parts.page[members[gaps.argmin()]]) if len(members) else -1)
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
            "silhouette": silhouette(self._parts.points, self._parts.cluster),
        }
        return {name: round(value, 4) for name, value in found.items()}
