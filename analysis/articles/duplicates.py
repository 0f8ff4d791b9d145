"""Duplicates: pages whose kept text is (nearly) that of an earlier page: reposts and mirrors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
SHINGLE = 5
THRESHOLD = 0.75  # by eye: a changed character breaks five shingles, so a short note with two changes has no more
SKETCH = 16  # of a text's shingles, the smallest hashes by which it is looked up
SHARED = 6  # of these, what a near copy shares; at the threshold none of 40,000 drawn pairs shared fewer
MIN_CHARACTERS = 100  # shorter texts agree by chance
PRIME = np.uint64(0x9E3779B97F4A7C15)  # of the golden ratio
MIX = np.uint64(0xBF58476D1CE4E5B9)  # of splitmix64


def duplicate_of(texts: Sequence[str]) -> list[int | None]:
    """Find for each text the earliest text it (nearly) repeats.

    Near copies share most of the smallest hashes of their five-character shingles (Broder 1997); those that do are
    compared in full: a Jaccard similarity of their shingles of at least `THRESHOLD` makes a duplicate. datasketch,
    which estimates the similarity, hashes shingle by shingle in Python and takes some ten times as long.

    Parameters
    ----------
    texts : sequence of str
        Kept text of each page, folded, without punctuation and white space.

    Returns
    -------
    list of int or None
        The position of the original, never itself a duplicate; None for an original.
    """
    index: dict[int, list[int]] = {}
    originals: dict[int, Hashes] = {}
    result: list[int | None] = []
    for i, text in enumerate(texts):
        shingles = _shingles(text) if len(text) >= MIN_CHARACTERS else np.zeros(0, np.uint64)
        sketch = shingles[:SKETCH].tolist()
        shared = Counter(j for key in sketch for j in index.get(key, ()))
        likely = sorted(j for j, n in shared.items() if n >= min(SHARED, len(sketch)))
        found = next((j for j in likely if _similarity(shingles, originals[j]) >= THRESHOLD), None)
        result.append(found)
        if found is None and sketch:
            originals[i] = shingles
            for key in sketch:
                index.setdefault(key, []).append(i)
    return result


def _shingles(text: str) -> Hashes:
    """Return the hashes of a text's shingles, sorted, each once."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    n = len(codes) - SHINGLE + 1
    mixed = np.zeros(n, np.uint64)
    for place in range(SHINGLE):
        mixed = mixed * PRIME + codes[place : place + n]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * MIX
    return np.unique(mixed ^ (mixed >> np.uint64(31)))


def _similarity(one: Hashes, other: Hashes) -> float:
    """Return the Jaccard similarity of two sets."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
