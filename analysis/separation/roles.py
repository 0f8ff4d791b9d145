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
READILY = {"caption": 3.0, "advert": 2.0, "widget": 2.0, "related": 0.5}  # times their chance
OF_LABELS = {"legal": 0.4}  # the same for what ends with a colon: it labels something, and is hardly a notice itself
KINDS = {role: "content" if role in CONTENT else "metadata" if role == "meta" else "noise" for role in ROLES}


def likeliest_roles(chances: FloatArray, keep: BoolArray, is_label: BoolArray) -> npt.NDArray[np.intp]:
    """Return the likeliest role of each line among those of content or the others, as it is kept or not.

    Rare roles, hardly ever the likeliest by themselves, and tools are named more readily than by their chance, what
    leads elsewhere less readily (`READILY`): macro-F1, which counts every role alike, gains.
    Lines that end with a colon (``is_label``) are named by `OF_LABELS` as well.
    """
    is_content = np.arange(len(ROLES)) < N_CONTENT
    weights, of_labels = (np.array([times.get(role, 1.0) for role in ROLES]) for times in (READILY, OF_LABELS))
    allowed = keep[:, None] == is_content[None, :]
    weighed = chances * weights * np.where(is_label[:, None], of_labels, 1.0)
    likeliest: npt.NDArray[np.intp] = np.where(allowed, weighed, -1.0).argmax(axis=1)
    return likeliest
