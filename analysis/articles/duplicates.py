"""Duplicates: pages whose kept text is (nearly) that of an earlier page: reposts and mirrors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.arrays import IntArray

Hashes = npt.NDArray[np.uint64]
HELD = np.dtype([("value", np.uint64), ("text", np.int64)])  # a hash, and a text that has it
SHINGLE = 5
THRESHOLD = 0.75  # by eye: a changed character breaks five shingles, so a short note with two changes has no more
SKETCH = 16  # of a text's shingles, the smallest hashes by which it is looked up
SHARED = 6  # of these, what a near copy shares; at the threshold none of 40,000 drawn pairs shared fewer
COMMON = 256  # texts beyond which a shingle is a phrase that many use, and no further text is looked up by it
MANY = 128  # hashes by which texts that are not at hand are compared: the standard error at the threshold is .04
TOGETHER = 64  # texts that may share a hash without its being a phrase that many use
BLOCK = 1_000  # texts whose pairs are counted together: a million at most
NONE = np.uint64(2**64 - 1)  # in the place of a hash that a short text has not
AT_ONCE = 1_000_000  # hashes of texts not at hand, or pairs of such texts, that are sorted together
DRAWN = 100_000  # of them, those by which they are cut into such ranges
AT_HAND = 128  # parts of the sketches that stay open while texts are compared
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


def near_copies(sketches: Sequence[Hashes], folder: Path) -> npt.NDArray[np.int64]:
    """Find for each of many texts the earliest text it (nearly) repeats, from sketches alone.

    Memory holds a range of the hashes, or the pairs of a block of texts, and some numbers a text.

    Parameters
    ----------
    sketches : sequence of uint64 arrays, shape (n, MANY)
        Of `sketch_of`, in parts, which are read when they are asked for.
    folder : path
        Where hashes and pairs lie meanwhile; empty.

    Returns
    -------
    int array, shape (n_texts,)
        The original, never itself a duplicate; -1 for an original.
    """
    starts = np.cumsum([0, *map(len, sketches)])
    part = lru_cache(maxsize=AT_HAND)(sketches.__getitem__)

    def sketch(text: int) -> Hashes:
        at = int(np.searchsorted(starts, text, side="right")) - 1
        own: Hashes = part(at)[text - int(starts[at])]
        return own

    original = np.full(int(starts[-1]), -1, np.int64)
    compared = (-1, -1)
    for i, j in _sharing(sketches, starts, folder):
        first = i if original[i] < 0 else int(original[i])  # what repeats a copy repeats its original, or nothing
        if original[j] < 0 and (first, j) != compared and _resemblance(sketch(first), sketch(j)) >= THRESHOLD:
            original[j] = first
        compared = first, j
    return original


def _sharing(sketches: Sequence[Hashes], starts: IntArray, folder: Path) -> Iterator[tuple[int, int]]:
    """Give the pairs of texts that share enough hashes, by the later text, then by the earlier.

    A hash that more than `TOGETHER` texts have is a phrase that many use, and does not count; but where a text has
    hardly any others, as one of many copies, it is paired with the first text that has each.
    """
    n, ranges = int(starts[-1]), _by_range(sketches, starts, folder)
    known, phrases = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for file in ranges:
        held = np.fromfile(file, HELD)
        known += np.bincount(held["text"], minlength=n)
        common = _common(held)
        phrases += np.bincount(common.text[~common.rare], minlength=n)
    rich = known - phrases >= SHARED
    least = np.where(rich, -(-SHARED * (known - phrases) // SKETCH), np.minimum(SHARED, known))
    for file in ranges:
        common = _common(np.fromfile(file, HELD))
        file.unlink()
        partners = np.where(rich[common.text], common.before * common.rare, np.minimum(common.before, 1))
        for pairs in _paired(common, partners, n):
            _lay(pairs, (pairs // n // BLOCK).astype(np.int64), folder, "pairs")
    for block in range(-(-n // BLOCK)):
        file = folder / f"{block}.pairs"
        if file.exists():
            found, shared = np.unique(np.fromfile(file, np.int64), return_counts=True)
            file.unlink()
            for key in found[shared >= least[found // n]].tolist():
                yield key % n, key // n


def _paired(common: _Common, partners: IntArray, n: int) -> Iterator[IntArray]:
    """Give the pairs that hashes make of each text with so many of the first texts that have them, as numbers.

    They come by the later text, about `AT_ONCE` at a time.
    """
    order = np.argsort(common.text, kind="stable")
    total = np.cumsum(partners[order])
    cuts = np.searchsorted(total, np.arange(AT_ONCE, total[-1] if len(total) else 0, AT_ONCE))
    for rows in np.split(order, cuts):
        count = partners[rows]
        ahead = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        first = np.repeat(rows - common.before[rows], count)
        yield np.repeat(common.text[rows], count) * n + common.text[first + ahead]


def _lay(rows: npt.NDArray[Any], which: IntArray, folder: Path, kind: str) -> None:
    """Lay each row behind what is in the file of its number already."""
    order = np.argsort(which, kind="stable")
    numbers, first = np.unique(which[order], return_index=True)
    for number, own in zip(numbers.tolist(), np.split(rows[order], first[1:]), strict=False):
        with (folder / f"{number}.{kind}").open("ab") as file:
            own.tofile(file)


def _by_range(sketches: Sequence[Hashes], starts: IntArray, folder: Path) -> list[Path]:
    """Lay the first hashes of the texts into files of `HELD`, a range of hashes each; return those that there are."""
    folder.mkdir(parents=True, exist_ok=True)
    inner = _bounds(sketches, int(starts[-1]))
    for start, part in zip(starts[:-1].tolist(), sketches, strict=True):
        row, column = np.nonzero(part[:, :SKETCH] != NONE)
        held = np.empty(len(row), HELD)
        held["value"], held["text"] = part[row, column], start + row
        _lay(held, np.searchsorted(inner, held["value"], side="right"), folder, "held")
    return sorted(folder.glob("*.held"))


def _bounds(sketches: Sequence[Hashes], n: int) -> Hashes:
    """Return what cuts the first hashes of n texts into ranges of about `AT_ONCE`, which are quickly sorted."""
    cuts = n * SKETCH // AT_ONCE
    if not cuts:
        return np.zeros(0, np.uint64)
    step = max(1, n * SKETCH // DRAWN)
    drawn = np.sort(np.concatenate([part[::step, :SKETCH].ravel() for part in sketches]))
    return np.unique(drawn[len(drawn) * np.arange(1, cuts + 1) // (cuts + 1)])


class _Common(NamedTuple):
    """The hashes that stand in several texts, sorted: a text that has it, how many before it have, if few have it."""

    text: npt.NDArray[np.int64]
    before: npt.NDArray[np.int64]
    rare: npt.NDArray[np.bool_]


def _common(held: npt.NDArray[np.void]) -> _Common:
    """Find the hashes that stand in several texts, given all of a range, of each those of earlier texts before."""
    held = held[np.argsort(held["value"], kind="stable")]
    value = held["value"]
    first = np.flatnonzero(np.append(True, value[1:] != value[:-1])[: len(value)])
    size = np.diff(np.append(first, len(value)))
    before = np.arange(len(value)) - np.repeat(first, size)
    common = np.repeat(size > 1, size)  # most hashes are of one text alone, and pair it with none
    return _Common(held["text"][common], before[common], np.repeat(size <= TOGETHER, size)[common])


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
