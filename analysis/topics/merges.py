"""Merges: a tree of topics written down as what becomes one, in order."""

from __future__ import annotations

from typing import NamedTuple


class Merge(NamedTuple):
    """Two nodes that become one: ``left`` is drawn before ``right``."""

    left: int
    right: int
    distance: float
    members: int


def leaves(merges: list[Merge], n_topics: int) -> list[list[int]]:
    """Return the topics under each node, in the order of the leaves: the topics themselves, then the merges."""
    under = [[topic] for topic in range(n_topics)]
    for merge in merges:
        under.append(under[merge.left] + under[merge.right])
    return under
