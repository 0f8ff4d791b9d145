"""Weighing: what lines count in fitting, by the kind of their page and by how rare their role is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.arrays import FloatArray
from analysis.separation.roles import N_CONTENT, ROLES
from analysis.training.gold import Examples
from analysis.training.made_kinds import MADE, house_of
from analysis.training.written import WRITTEN

TREES_HEAR = {
    "polls": 2.2, "questions": 1.0, "teasers": 1.8, "excerpts": 1.2, "dialogue": 2.3, "adverts": 1.4, "verse": 0.9,
    "attachments": 0.85, "listing": 0.8, "table": 0.8, "threads": 0.42, "short_lines": 0.6, WRITTEN: 0.75,
}  # fmt: skip  # times the share of a kind (`fitting`), for the trees that judge plain text
LOUD = 1.4  # the same for the network: of kinds that are not told
LOUDER = {
    "threads": 2.4, "short_lines": 6.0, "adverts": 3.6, "polls": 3.5, "questions": 1.4, "dialogue": 3.0, "verse": 2.0,
    "teasers": 2.0, WRITTEN: 2.9,
}  # fmt: skip


def plain(found: Examples) -> Examples:
    """Return examples as if they had come as plain text."""
    return replace(found, evidence=found.evidence.without_tags())


def weighed(found: Examples, share: float | FloatArray) -> Examples:
    """Let examples count so much less or more, all alike or each as told."""
    return replace(found, weight=found.weight * share)


def as_trees_hear(text: Examples) -> Examples:
    """Weigh lines of made and of written pages as the trees hear them that judge plain text."""
    return by_kind(text, TREES_HEAR)


def as_network_hears(text: Examples) -> Examples:
    """Weigh them as the network does: it needs more of them than trees do."""
    return by_kind(text, LOUDER, LOUD)


def by_kind(found: Examples, shares: Mapping[str, float], other: float = 1.0) -> Examples:
    """Weigh lines of made and of written pages by the kind of their page; those of real pages stay."""
    return weighed(found, np.array([shares.get(kind, other) if kind else 1.0 for kind in map(_kind_of, found.page)]))


def _kind_of(page: str) -> str:
    """Return the kind of a made page, `WRITTEN` of a written one, and nothing of others."""
    if page.startswith(WRITTEN):
        return WRITTEN
    return house_of(page).split("/")[0] if page.startswith(MADE) else ""


def is_content(role: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return 1 for the roles that are content and 0 for others and for none."""
    return ((role >= 0) & (role < N_CONTENT)).astype(np.int64)


def as_content(found: Examples, share: float = 1.0) -> Examples:
    """Return examples of roles as examples of what is content, weighed."""
    return replace(found, target=is_content(found.target), weight=found.weight * share)


def balanced(roles: Examples) -> Examples:
    """Weigh rare roles up, by the root of how rare they are."""
    counts = np.bincount(roles.target, minlength=len(ROLES))
    rare = np.sqrt(counts.max() / np.maximum(1, counts))
    return replace(roles, weight=rare[roles.target])
