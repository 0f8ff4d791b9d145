import time
from collections.abc import Iterator
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BojiError
from analysis.run.parallel import chunked, map_chunks


def total(chunk: list[int]) -> int:
    if not chunk:
        raise ValueError("an empty chunk")
    return sum(chunk)


@given(st.lists(st.integers()), st.integers(1, 9))
def test_chunks_hold_all_items_in_order_and_only_the_last_is_shorter(items: list[int], size: int) -> None:
    chunks = list(chunked(items, size))
    assert [x for chunk in chunks for x in chunk] == items
    assert all(len(chunk) == size for chunk in chunks[:-1])
    assert all(chunks)


def test_chunks_of_an_endless_stream_are_cut_lazily() -> None:
    assert list(islice(chunked(count(), 3), 2)) == [[0, 1, 2], [3, 4, 5]]


def test_one_job_reads_no_chunk_ahead() -> None:
    results = map_chunks(total, ([n] for n in count()))
    assert list(islice(results, 3)) == [0, 1, 2]


def test_two_jobs_give_the_results_of_one_in_order() -> None:
    chunks = [[n, 10 * n] for n in range(10)]
    assert (
        list(map_chunks(total, chunks, jobs=2))
        == list(map_chunks(total, chunks, jobs=1))
        == [11 * n for n in range(10)]
    )


def test_two_jobs_read_a_few_chunks_ahead_of_the_results() -> None:
    read = []

    def chunks() -> Iterator[list[int]]:
        for n in range(60):
            read.append(n)
            yield [n]

    results = map_chunks(total, chunks(), jobs=2)
    assert next(results) == 0
    time.sleep(0.5)  # long enough for two processes to do all sixty
    ahead = len(read)
    assert list(results) == list(range(1, 60))
    assert ahead <= 10


def test_two_jobs_do_nothing_of_no_chunks() -> None:
    assert list(map_chunks(total, iter([]), jobs=2)) == []


def test_an_error_in_a_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="an empty chunk"):
        list(map_chunks(total, [[1], []], jobs=2))


@pytest.mark.parametrize("jobs", [0, -2])
def test_fewer_jobs_than_one_are_refused_by_name_and_number(jobs: int) -> None:
    with pytest.raises(BojiError, match=f"jobs must be 1 or more, got {jobs}"):
        list(map_chunks(total, [[1]], jobs=jobs))
