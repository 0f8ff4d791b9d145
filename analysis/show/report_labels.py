"""Labels: what a reader of the report renamed and merged, in the file that the report lets them download."""

from __future__ import annotations

import json
from typing import Any, TypedDict

from analysis.errors import BojiError


class Labels(TypedDict):
    """Topics by their numbers as text: what they are called, and the topic that each was merged into."""

    names: dict[str, str]
    into: dict[str, int]


def read_labels(text: str, n_topics: int) -> Labels:
    """Read and check such a file.

    Raises
    ------
    BojiError
        When it is no such file, names a topic that is not there, or merges in a circle.
    """
    try:
        given: Any = json.loads(text)
        names = {str(_topic(key, n_topics)): str(name) for key, name in given.get("names", {}).items()}
        into = {str(_topic(key, n_topics)): _topic(other, n_topics) for key, other in given.get("into", {}).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise BojiError(
            f"labels: {error}; give the labels.json that the report of this folder lets you download",
            f"labels：{error}；请给出在这份报告里下载的 labels.json",
        ) from error
    for start in into:
        at, steps = start, 0
        while at in into and steps <= len(into):
            at, steps = str(into[at]), steps + 1
        if at in into:
            raise BojiError(
                f"labels: topic {start} is merged in a circle; merge each into one that stays",
                f"labels：主题 {start} 的合并绕成了圈；请并入一个保留的主题",
            )
    return {"names": names, "into": into}


def _topic(value: object, n_topics: int) -> int:
    number = int(str(value))
    if not 0 <= number < n_topics:
        raise ValueError(f"topic {number} is none of the {n_topics} topics, which are counted from 0")
    return number
