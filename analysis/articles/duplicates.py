"""Duplicates: pages whose kept text is (nearly) that of an earlier page: reposts and mirrors."""

from __future__ import annotations

from collections.abc import Sequence

from datasketch import MinHash, MinHashLSH

PERMUTATIONS = 64
SHINGLE = 5
THRESHOLD = 0.8
BANDS = (16, 4)  # bands and rows: finds nearly all candidates, which are then compared in full
MIN_CHARACTERS = 100  # shorter texts agree by chance


def duplicate_of(texts: Sequence[str]) -> list[int | None]:
    """Find for each text the earliest text it (nearly) repeats.

    MinHash over five-character shingles (Broder 1997) and locality-sensitive hashing; Jaccard similarity of at least
    `THRESHOLD`, as MinHash estimates it.

    Parameters
    ----------
    texts : sequence of str
        Kept text of each page, folded, without punctuation and white space.

    Returns
    -------
    list of int or None
        The position of the original, never itself a duplicate; None for an original.
    """
    index = MinHashLSH(params=BANDS, num_perm=PERMUTATIONS)
    sketches: dict[int, MinHash] = {}
    result: list[int | None] = []
    for i, text in enumerate(texts):
        if len(text) < MIN_CHARACTERS:
            result.append(None)
            continue
        sketch = _sketch(text)
        alike = sorted(j for j in index.query(sketch) if sketch.jaccard(sketches[j]) >= THRESHOLD)
        result.append(alike[0] if alike else None)
        if not alike:
            index.insert(i, sketch)
            sketches[i] = sketch
    return result


def _sketch(text: str) -> MinHash:
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
    shingles = sorted({text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)})
    sketch.update_batch([s.encode("utf-8", "surrogatepass") for s in shingles])
    return sketch
