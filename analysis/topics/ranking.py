"""Ranking: which words are shown for a topic or a cluster, in which order, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.arrays import ALIKE, FloatArray, IntArray
from analysis.topics.coherence import npmi
from analysis.topics.quality import diversity

TOP_WORDS = 10
APART = 0.9  # share of different words among all topics' words below which a ranking is not taken
UNSMOOTHED = 1e-12  # of a page: words that never meet in a page do not belong side by side
BALANCES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # between what sets a topic apart (0) and what weighs most in it (1)
BALANCED_WORDS = 20
# Smaller steps from word to word say nothing: copies of lines turn them round (`tests.benchmarks.repeats`). Over four
# draws of copies in other pages, words in their order agree .953 / .972 (univ_news, xwlb) by weight alone, .957 / .979
# when weights are rounded to a hundredth, .966 / .990 when words that follow each other by less than this have no
# order; with copies in their own page .991 / 1 by weight alone, else 1.
EVEN = 0.008  # of the heaviest term's weight
TRACE = 1e-3  # of the heaviest term's weight: what a solver leaves where there should be nothing


class Ranking(NamedTuple):
    """What counts in ranking a topic's words beside their weight: how common they are, how much the topic's own."""

    common: float = 0.0
    own: float = 0.5


RANKINGS = [Ranking(common, own) for common, own in product((0.0, 0.25), (0.25, 0.5, 0.75, 1.0))]


def relevance(H: FloatArray, idf: FloatArray, ranking: Ranking) -> FloatArray:
    """Weigh the terms of each topic for reading, so that topics name what sets them apart.

    The weight, times a power of the topic's share of the term in all topics (the relevance of Sievert & Shirley 2014,
    on weights), times a power of the pages that have the term.

    Parameters
    ----------
    H : array, shape (n_topics, n_terms)
        0 or more, rows comparable.
    idf : array, shape (n_terms,)
        Logarithmic inverse page frequencies.
    ranking : Ranking
    """
    total = H.sum(axis=0)
    share = np.divide(H, total, out=np.zeros_like(H), where=total > 0)
    ranked: FloatArray = H * share**ranking.own * np.exp(-ranking.common * idf)
    return ranked


def top_terms(H: FloatArray, terms: Sequence[str], n: int, even: float = 0.0) -> list[list[str]]:
    """Return the ``n`` heaviest terms of each topic, ties in order of the terms, without mere traces of a term.

    Neighbours whose weights differ by no more than ``even``, as a share of the topic's heaviest weight, are ties.
    """
    found = []
    for row in H:
        heavy = (row / (row.max(initial=0.0) or 1.0)).round(ALIKE)
        first = np.argsort(-heavy, kind="stable")[:n]
        step = np.cumsum(np.diff(-heavy[first], prepend=-heavy[first[:1]]) > even)
        found.append([terms[i] for i in first[np.lexsort((first, step))] if heavy[i] > TRACE])
    return found


def weighed_terms(H: FloatArray, overall: FloatArray) -> list[list[int]]:
    """Return the terms of each topic that are among the first at some balance of weight and distinctness.

    The relevance of Sievert & Shirley 2014: ``l log(w) + (1 - l) log(w / o)``, ``w`` a term's share of the topic's
    weight and ``o`` its share of all weight, for each of `BALANCES`.

    Parameters
    ----------
    H : array, shape (n_topics, n_terms)
        Rows that sum to 1.
    overall : array, shape (n_terms,)
        Each term's share of the weight of all topics.

    Returns
    -------
    list of list of int
        For each topic places of terms, the heaviest first, ties in order of the terms.
    """
    found = []
    for row in H:
        terms = np.flatnonzero(row > TRACE * row.max(initial=0.0))
        weight, lift = np.log(row[terms]), np.log(row[terms] / overall[terms])
        chosen = [_first(b * weight + (1 - b) * lift, row[terms]) for b in BALANCES]
        best = terms[np.unique(np.concatenate(chosen))]
        found.append(best[np.lexsort((best, -row[best].round(ALIKE)))].tolist())
    return found


def _first(scores: FloatArray, weights: FloatArray) -> IntArray:
    """Return the places of the `BALANCED_WORDS` best scores, of equals the heaviest."""
    order: IntArray = np.lexsort((-weights.round(ALIKE), -scores.round(ALIKE)))[:BALANCED_WORDS]
    return order


def choose_ranking(H: FloatArray, idf: FloatArray, X: sparse.csr_matrix, terms: Sequence[str]) -> Ranking:
    """Choose the ranking of words that makes topics most coherent in their own pages and keeps them apart."""
    tried = []
    for ranking in RANKINGS:
        words = top_terms(relevance(H, idf, ranking), terms, TOP_WORDS)
        coherence = float(np.sum(npmi(words, X, terms, smoothing=UNSMOOTHED)) / max(1, len(words)))
        tried.append((diversity(words) >= APART, round(coherence, ALIKE), ranking))
    return max(tried, key=lambda t: t[:2])[2]  # of equals the first


def label(words: Sequence[str]) -> str:
    """Name a topic or cluster by its first three words, none of which contains another (党建共同体, not 党建 too)."""
    chosen: list[str] = []
    for word in words:
        if any(word in other for other in chosen):
            continue
        inside = [i for i, other in enumerate(chosen) if other in word]
        if inside:
            chosen[inside[0]] = word
            chosen = [other for i, other in enumerate(chosen) if i not in inside[1:]]
        elif len(chosen) < 3:
            chosen.append(word)
    return "·".join(chosen)
