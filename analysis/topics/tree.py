"""Tree: which topics are near each other, as a tree of merges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform
from sklearn.metrics.pairwise import cosine_distances

from analysis.arrays import ALIKE, FloatArray, one_thread
from analysis.topics.merges import Merge, leaves

MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Tree:
    """Topics merged two by two.

    Attributes
    ----------
    merges : list of Merge, length max(0, n_topics - 1)
        Nearest first. Nodes below ``n_topics`` are topics, and merge ``i`` makes the node ``n_topics + i``; ``members``
        are the topics under it.
    order : list of int, length n_topics
        The topics as leaves, so that no branches cross and neighbours are alike.
    """

    merges: list[Merge]
    order: list[int]


def topic_tree(H: FloatArray, sizes: FloatArray) -> Tree:
    """Merge topics by average linkage of the cosine distance of their words, ties in the order of the topics.

    Leaves stand so that the sum of distances between neighbours is least (Bar-Joseph, Gifford & Jaakkola 2001); of the
    two ways round, the one that has the heavier half of the topics first.

    Parameters
    ----------
    H : array, shape (n_topics, n_terms)
        Weights of the terms, 0 or more. A topic without any is at distance 1 from all.
    sizes : array, shape (n_topics,)
        The topics' shares.

    Returns
    -------
    Tree
    """
    n = len(H)
    if n < 2:
        return Tree([], list(range(n)))
    rows = linkage(squareform(_distances(H)), "average", optimal_ordering=True).tolist()
    merges = [Merge(int(a), int(b), distance, int(members)) for a, b, distance, members in rows]
    under = leaves(merges, n)
    left, right = (float(np.sum(sizes[under[node]])) for node in merges[-1][:2])
    if (right, -min(under[merges[-1].right])) > (left, -min(under[merges[-1].left])):
        merges = [Merge(b, a, distance, members) for a, b, distance, members in merges]
        under = leaves(merges, n)
    return Tree(merges, under[-1])


def _distances(H: FloatArray) -> FloatArray:
    """Return the cosine distances of rows, shape (n_rows, n_rows)."""
    with one_thread():
        distances = np.clip(cosine_distances(H), 0.0, 1.0).round(ALIKE)
    np.fill_diagonal(distances, 0.0)
    symmetric: FloatArray = np.maximum(distances, distances.T)
    return symmetric


def merged_words(tree: Tree, H: FloatArray, sizes: FloatArray, most: int = MOST_WORDS) -> list[list[int]]:
    """Return what each branch is about: the heaviest terms of its topics' sum, each topic weighed by its size.

    Parameters
    ----------
    tree : Tree
        Of the same topics.
    H : array, shape (n_topics, n_terms)
    sizes : array, shape (n_topics,)
    most : int

    Returns
    -------
    list of list of int
        Columns of ``H``, one list a merge; ties in order of the columns, without terms of no weight.
    """
    found = []
    for branch in leaves(tree.merges, len(H))[len(H) :]:
        members = sorted(branch)  # one order of summing, whichever way round the tree stands
        weight = (sizes[members, None] * H[members]).sum(axis=0)
        order = np.argsort(-weight, kind="stable")[:most]
        found.append([column for column in order.tolist() if weight[column] > 0])
    return found
