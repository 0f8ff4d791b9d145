"""Roles: what a line can be, and the family each role belongs to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.arrays import BoolArray, FloatArray

ROLES = (
    "title", "heading", "body", "caption", "meta", "navigation", "related", "advert", "widget", "legal", "marker",
)  # fmt: skip
N_CONTENT = 4  # roles of content, the first
CONTENT = frozenset(ROLES[:N_CONTENT])
KINDS = {role: "content" if role in CONTENT else "metadata" if role == "meta" else "noise" for role in ROLES}


def likeliest_roles(chances: FloatArray, keep: BoolArray) -> npt.NDArray[np.intp]:
    """Return the likeliest role of each line among those of content or the others, as it is kept or not."""
    is_content = np.arange(len(ROLES)) < N_CONTENT
    likeliest: npt.NDArray[np.intp] = np.where(keep[:, None] == is_content[None, :], chances, -1.0).argmax(axis=1)
    return likeliest
