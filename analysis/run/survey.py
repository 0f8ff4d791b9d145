"""Survey: the first walk through more pages than are held at once; which lines repeat, and a sample of the pages."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import numpy as np

from analysis.reading.lines import Repeats, fingerprints, split_lines
from analysis.reading.page import Page
from analysis.reading.page_names import natural_order
from analysis.run.engine import Engine, chunked
from analysis.run.shards import Shards, digest, packed

CHUNK_PAGES = 500
AT_ONCE = 8_000_000  # fingerprints that are merged at a time


class Chunk(NamedTuple):
    """Some pages in a row, how many they are, and what tells them from any others."""

    number: int
    pages: list[Page]
    size: int
    key: str

    def done(self) -> Chunk:
        """Return the chunk without its pages."""
        return self._replace(pages=[])

    def shard(self, stage: str) -> str:
        """Return the name of the chunk's shard of a stage."""
        return f"{stage}/{self.number:06}"


def chunks_of(pages: Iterable[Page]) -> Iterator[Chunk]:
    """Cut pages into chunks; the cuts depend on the pages alone."""
    for number, some in enumerate(chunked(pages, CHUNK_PAGES)):
        yield Chunk(number, some, len(some), digest([_facts_of(p) for p in some]))


def _facts_of(page: Page) -> tuple[str, str, str, str]:
    """Return all that results for a page hang on."""
    markup = b"" if page.markup is None else page.markup.tobytes()
    return page.name, page.encoding, page_key(page).hex(), hashlib.blake2b(markup, digest_size=16).hexdigest()


def page_key(page: Page) -> bytes:
    """Return what tells the content of a page: the same for the same text, wherever it lies."""
    text = f"{page.title}\0{page.titled}\0{page.text}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass
class Sample:
    """The pages whose content has the smallest hashes: the same ones whatever their order, and whatever else is there.

    (Bottom-k sampling; Cohen & Kaplan 2007.)
    """

    size: int
    heap: list[tuple[int, str, Page]] = field(default_factory=list)

    def offer(self, page: Page) -> None:
        """Take a page in, if it belongs to the sample so far."""
        item = -int.from_bytes(page_key(page), "big"), page.name, page
        if len(self.heap) < self.size:
            heapq.heappush(self.heap, item)
        elif item[:2] > self.heap[0][:2]:
            heapq.heapreplace(self.heap, item)

    def pages(self) -> list[Page]:
        """Return the sampled pages in their natural order."""
        return sorted((page for *_, page in self.heap), key=lambda p: natural_order(p.name))


def survey(pages: Iterable[Page], sample: Sample, shards: Shards, engine: Engine) -> Iterator[Chunk]:
    """Walk through pages, offer them to a sample, and leave a shard of each chunk; yield the chunks without pages."""

    def offered() -> Iterator[Chunk]:
        for chunk in chunks_of(pages):
            for page in chunk.pages:
                sample.offer(page)
            yield chunk

    yield from engine.map(partial(_survey, shards), offered())


def _survey(shards: Shards, chunk: Chunk) -> Chunk:
    """Leave the fingerprints of the lines of a chunk, and on how many of its pages each stands."""
    name = chunk.shard("survey")
    if not shards.is_whole(name, chunk.key):
        lines = split_lines(chunk.pages)
        found = Repeats.of(fingerprints(lines.folded), lines.page)
        shards.seal(name, chunk.key, {"prints.npy": packed(found.prints), "pages.npy": packed(found.pages)})
    return chunk.done()


def repeats_of(shards: Shards, names: list[str]) -> Repeats:
    """Merge what the survey left of each chunk: the lines that stand on two pages or more.

    Merged is a range of fingerprints after the other, so that memory holds only a part of them.
    """
    total = sum(len(shards.array(name, "prints.npy")) for name in names)
    parts = total // AT_ONCE + 1
    edges = [np.uint64(i * (2**64 // parts)) for i in range(1, parts)]
    merged = [_merged(shards, names, a, b) for a, b in zip([None, *edges], [*edges, None], strict=True)]
    return Repeats(np.concatenate([m.prints for m in merged]), np.concatenate([m.pages for m in merged]))


def _merged(shards: Shards, names: list[str], low: np.uint64 | None, high: np.uint64 | None) -> Repeats:
    prints, pages = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for name in names:
        known, counted = shards.array(name, "prints.npy"), shards.array(name, "pages.npy")
        a = 0 if low is None else int(np.searchsorted(known, low))
        b = len(known) if high is None else int(np.searchsorted(known, high))
        prints.append(np.array(known[a:b]))
        pages.append(np.array(counted[a:b]))
    values, place = np.unique(np.concatenate(prints), return_inverse=True)
    total = np.bincount(place.ravel(), np.concatenate(pages), minlength=len(values)).astype(np.int64)
    often = total > 1
    return Repeats(values[often], total[often])
