"""Proportions: topics as the distributions over words and pages that viewers of topic models take."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.arrays import FloatArray, IntArray
from analysis.errors import BojiError
from analysis.topics.findings import Findings

LEAST_TOPICS = 2
UNSEEN = 1e-9  # share of a word that a topic has not: viewers take logarithms


class Proportions(NamedTuple):
    """Topics as distributions.

    Attributes
    ----------
    topic_term : array, shape (n_topics, n_terms)
        Each row sums to 1.
    doc_topic : array, shape (n_pages, n_topics)
        Each row sums to 1.
    doc_lengths : array, shape (n_pages,)
        Words a page.
    vocab : list of str
    term_frequency : array, shape (n_terms,)
        Words of all pages.
    counts : CSR matrix, shape (n_pages, n_terms)
        Words of each page.
    pages : int array, shape (n_pages,)
        Which of the analysed pages these are.
    """

    topic_term: FloatArray
    doc_topic: FloatArray
    doc_lengths: FloatArray
    vocab: list[str]
    term_frequency: FloatArray
    counts: sparse.csr_matrix
    pages: IntArray


def proportions(found: Findings, counts: sparse.csr_matrix) -> Proportions:
    """Return the topics as distributions; pages and words that no topic has are left out.

    Parameters
    ----------
    found : Findings
    counts : CSR matrix, shape (n_pages, n_terms)
        How often the pages have each term of the model.

    Raises
    ------
    BojiError
        For fewer than two topics.
    """
    H, W = found.model.topics.components_, found.weights
    if len(H) < LEAST_TOPICS:
        raise BojiError(
            f"a view of topics needs {LEAST_TOPICS} topics or more, this analysis has {len(H)}; give n_topics",
            f"主题图至少要 {LEAST_TOPICS} 个主题，现有 {len(H)} 个；请用 n_topics 指定",
        )
    told = H.sum(axis=1) > 0
    terms = np.flatnonzero((H.sum(axis=0) > 0) & (np.asarray(counts.sum(axis=0)).ravel() > 0))
    pages = np.flatnonzero((W.sum(axis=1) > 0) & (np.asarray(counts[:, terms].sum(axis=1)).ravel() > 0))
    some = sparse.csr_matrix(counts[pages][:, terms])
    own = np.maximum(H[told][:, terms] / H[told][:, terms].sum(axis=1, keepdims=True), UNSEEN)
    return Proportions(
        own / own.sum(axis=1, keepdims=True),
        W[pages] / W[pages].sum(axis=1, keepdims=True),
        np.asarray(some.sum(axis=1), np.float64).ravel(),
        [found.model.terms[i] for i in terms],
        np.asarray(some.sum(axis=0), np.float64).ravel(),
        some,
        pages,
    )
