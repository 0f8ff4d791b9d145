"""Duplicates: pages whose kept text is (nearly) that of an earlier page: reposts and mirrors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.arrays import IntArray

Hashes = npt.NDArray[np.uint64]
SHINGLE = 5
THRESHOLD = 0.75  # by eye: a changed character breaks five shingles, so a short note with two changes has no more
SKETCH = 16  # of a text's shingles, the smallest hashes by which it is looked up
SHARED = 6  # of these, what a near copy shares; at the threshold none of 40,000 drawn pairs shared fewer
COMMON = 256  # texts beyond which a shingle is a phrase that many use, and no further text is looked up by it
MANY = 128  # hashes by which texts that are not at hand are compared: the standard error at the threshold is .04
TOGETHER = 64  # texts that may share a hash without its being a phrase that many use
NONE = np.uint64(2**64 - 1)  # in the place of a hash that a short text has not
AT_ONCE = 2_000_000  # hashes of texts not at hand that are sorted together
DRAWN = 100_000  # of them, those by which they are cut into such parts
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
        shared = Counter(chain.from_iterable([index[key] for key in sketch if key in index]))
        least = min(SHARED, len(sketch))
        likely = sorted([j for j, n in shared.items() if n >= least])
        found = next((j for j in likely if _similarity(shingles, originals[j]) >= THRESHOLD), None)
        result.append(found)
        if found is None and sketch:
            originals[i] = shingles
            for key in sketch:
                having = index.setdefault(key, [])
                if len(having) < COMMON:
                    having.append(i)
    return result


def _shingles(text: str) -> Hashes:
    """Return the hashes of a text's shingles, sorted, each once."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    n = len(codes) - SHINGLE + 1
    mixed = np.zeros(n, np.uint64)
    for place in range(SHINGLE):
        mixed = mixed * PRIME + codes[place : place + n]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * MIX
    hashes: Hashes = np.sort(mixed ^ (mixed >> np.uint64(31)))  # numpy's unique takes ten times as long for so few
    first: npt.NDArray[np.bool_] = np.append(True, hashes[1:] != hashes[:-1])
    return hashes[first]


def sketch_of(text: str) -> Hashes:
    """Return the smallest hashes of a text's shingles, shape (MANY,), to compare it by when it is not at hand."""
    known = _shingles(text)[:MANY] if len(text) >= MIN_CHARACTERS else np.zeros(0, np.uint64)
    return np.concatenate([known, np.full(MANY - len(known), NONE)])


def near_copies(heads: Hashes, sketch: Callable[[int], Hashes]) -> npt.NDArray[np.int64]:
    """Find for each of many texts the earliest text it (nearly) repeats, from sketches alone.

    Parameters
    ----------
    heads : uint64 array, shape (n_texts, SKETCH)
        The first hashes of each text's sketch.
    sketch : callable
        Returns the whole sketch of a text, of `sketch_of`.

    Returns
    -------
    int array, shape (n_texts,)
        The original, never itself a duplicate; -1 for an original.
    """
    original = np.full(len(heads), -1, np.int64)
    compared = (-1, -1)
    for i, j in _sharing(heads):
        first = i if original[i] < 0 else int(original[i])  # what repeats a copy repeats its original, or nothing
        if original[j] < 0 and (first, j) != compared and _resemblance(sketch(first), sketch(j)) >= THRESHOLD:
            original[j] = first
        compared = first, j
    return original


def _sharing(heads: Hashes) -> list[tuple[int, int]]:
    """Return the pairs of texts that share enough hashes, by the later text, then by the earlier.

    A hash that more than `TOGETHER` texts have is a phrase that many use, and does not count; but where a text has
    hardly any others, as one of many copies, it is paired with the first text that has each.
    """
    n, known = len(heads), (heads != NONE).sum(axis=1)
    parts = [_common(heads, low, high) for low, high in pairwise(_bounds(heads))]
    usable: IntArray = np.sum([part.usable for part in parts], axis=0, dtype=np.int64)
    value, text, earliest, rare = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("value", "text", "earliest", "rare")
    )
    rich = usable >= SHARED
    least = np.where(rich, -(-SHARED * usable // SKETCH), np.minimum(SHARED, known))
    many = ~rich[text] & (earliest != text)
    keys = [text[many] * n + earliest[many], *_together(value[rare], text[rare], rich)]
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    return [(int(key % n), int(key // n)) for key in pairs[shared >= least[pairs // max(1, n)]].tolist()]


def _bounds(heads: Hashes) -> list[np.uint64]:
    """Cut the hashes into ranges of about `AT_ONCE`, whose sorting takes little memory; the last bound is `NONE`."""
    cuts = heads.size // AT_ONCE
    drawn = np.sort(heads.ravel()[:: max(1, heads.size // DRAWN)])
    inner = {drawn[len(drawn) * i // (cuts + 1)] for i in range(1, cuts + 1)} - {np.uint64(0), NONE}
    return [np.uint64(0), *sorted(inner), NONE]


class _Common(NamedTuple):
    """The hashes of a range that stand in several texts, sorted, and how many rare ones of the range each text has."""

    usable: npt.NDArray[np.uint8]
    value: Hashes
    text: npt.NDArray[np.int64]
    earliest: npt.NDArray[np.int64]
    rare: npt.NDArray[np.bool_]


def _common(heads: Hashes, low: np.uint64, high: np.uint64) -> _Common:
    """Find the hashes from ``low`` on and below ``high`` that stand in several texts."""
    flat = heads.ravel()
    at = np.flatnonzero((flat >= low) & (flat < high))
    at = at[np.argsort(flat[at], kind="stable")]
    value, text = flat[at], at // heads.shape[1]
    first = np.flatnonzero(np.append(True, value[1:] != value[:-1])[: len(value)])
    size = np.diff(np.append(first, len(value)))
    rare = np.repeat(size <= TOGETHER, size)
    usable = np.bincount(text[rare], minlength=len(heads)).astype(np.uint8)
    common = np.repeat(size > 1, size)  # most hashes are of one text alone, and pair it with none
    return _Common(usable, value[common], text[common], text[np.repeat(first, size)[common]], rare[common])


def _together(value: Hashes, text: npt.NDArray[np.int64], wanted: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.int64]]:
    """Return all pairs of texts with a hash in common, as numbers, the later text being a wanted one."""
    found = []
    for apart in range(1, min(TOGETHER, len(value))):
        same = value[apart:] == value[:-apart]
        if not same.any():
            break
        same &= wanted[text[apart:]]
        found.append(text[apart:][same] * len(wanted) + text[:-apart][same])
    return found


def _resemblance(one: Hashes, other: Hashes) -> float:
    """Estimate the Jaccard similarity of two sets from their smallest hashes (Broder 1997)."""
    union = np.sort(np.concatenate([one[one != NONE], other[other != NONE]]))
    again = np.append(False, union[1:] == union[:-1])[: len(union)]
    smallest = union[~again][:MANY]
    return float((union[again] <= smallest[-1]).sum() / len(smallest)) if len(smallest) else 0.0


def _similarity(one: Hashes, other: Hashes) -> float:
    """Return the Jaccard similarity of two sets."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
