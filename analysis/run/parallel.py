"""Parallel: map a function over chunks, in this process or in several. Knows nothing of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from joblib import Parallel, cpu_count, delayed

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

    Parameters
    ----------
    function : callable
    chunks : iterable
        Read a few ahead of the results, never whole.
    jobs : int
        Processes; with 1 all happens here.

    Raises
    ------
    BojiError
        When ``jobs`` is below 1.
    """
    if jobs < 1:
        raise BojiError(f"jobs must be 1 or more, got {jobs}")
    if jobs == 1:
        return map(function, chunks)
    results: Iterator[R] = Parallel(jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1)(
        delayed(function)(chunk) for chunk in chunks
    )
    return results


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return int(cpu_count())
