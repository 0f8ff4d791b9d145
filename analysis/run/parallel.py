"""Parallel: map a function over chunks, in this process or in several. Knows nothing of text."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from joblib import cpu_count

from analysis.errors import BojiError

T = TypeVar("T")
R = TypeVar("R")


def chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut items into lists of ``size``, the last one shorter. The cuts depend on the items alone."""
    stream = iter(items)  # itertools.batched is newer than Python 3.11
    while chunk := list(islice(stream, size)):
        yield chunk


def map_chunks(function: Callable[[T], R], chunks: Iterable[T], jobs: int = 1) -> Iterator[R]:
    """Apply a function to each chunk and yield the results in the order of the chunks.

    joblib would read the whole stream ahead of a slow reader of the results; here memory is bounded.

    Parameters
    ----------
    function : callable
        At module level, so that processes can import it.
    chunks : iterable
        Read a few ahead of the results, never whole.
    jobs : int
        Processes; with 1, or for a single chunk, all happens here.

    Raises
    ------
    BojiError
        When ``jobs`` is below 1.
    """
    if jobs < 1:
        raise BojiError(f"jobs must be 1 or more, got {jobs}")
    stream = iter(chunks)
    first = list(islice(stream, 2)) if jobs > 1 else []
    given = chain(first, stream)
    if len(first) < 2:
        yield from map(function, given)
        return
    # Spawned, not forked: a fork copies the locks of BLAS and OpenMP threads and may hang.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[R]] = deque()
        for chunk in given:
            waiting.append(pool.submit(function, chunk))
            if len(waiting) >= 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return int(cpu_count())
