import logging
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BojiError
from analysis.run.engine import Engine, chunked, hush


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
    results = Engine().map(total, ([n] for n in count()))
    assert list(islice(results, 3)) == [0, 1, 2]


def test_two_jobs_give_the_results_of_one_in_order() -> None:
    chunks = [[n, 10 * n] for n in range(10)]
    with Engine(2) as engine:
        assert list(engine.map(total, chunks)) == list(Engine(1).map(total, chunks)) == [11 * n for n in range(10)]


def test_two_jobs_read_a_few_chunks_ahead_of_the_results() -> None:
    read = []

    def chunks() -> Iterator[list[int]]:
        for n in range(60):
            read.append(n)
            yield [n]

    with Engine(2) as engine:
        results = engine.map(total, chunks())
        assert next(results) == 0
        time.sleep(0.5)  # long enough for two processes to do all sixty
        ahead = len(read)
        assert list(results) == list(range(1, 60))
    assert ahead <= 10


def test_two_jobs_do_nothing_of_no_chunks() -> None:
    with Engine(2) as engine:
        assert list(engine.map(total, iter([]))) == []


def test_an_error_in_a_process_is_raised_here() -> None:
    with Engine(2) as engine, pytest.raises(ValueError, match="an empty chunk"):
        list(engine.map(total, [[1], []]))


@pytest.mark.parametrize("jobs", [0, -2])
def test_fewer_jobs_than_one_are_refused_by_name_and_number(jobs: int) -> None:
    with pytest.raises(BojiError, match=f"jobs must be 1 or more, got {jobs}"):
        Engine(jobs)


def test_work_is_done_here_with_one_job_and_elsewhere_with_two() -> None:
    assert Engine().submit(os.getpid).result() == os.getpid()
    with Engine(2) as engine:
        assert engine.submit(os.getpid).result() != os.getpid()


def test_a_single_chunk_is_worked_on_here() -> None:
    with Engine(2) as engine:
        assert list(engine.map(process, [[1]])) == [os.getpid()]


def process(_: list[int]) -> int:
    return os.getpid()


def set_up() -> None:
    os.environ["BOJI_READY"] = "yes"


def test_processes_are_made_ready_before_their_first_work_and_stay() -> None:
    with Engine(2) as engine:
        engine.start(set_up)
        engine.start()
        assert engine.submit(os.getenv, "BOJI_READY").result() == "yes"
    assert "BOJI_READY" not in os.environ


def test_work_begins_again_after_an_engine_was_closed() -> None:
    engine = Engine(2)
    for _ in range(2):
        with engine:
            assert engine.submit(total, [1, 2]).result() == 3


class Locked:
    """A callable that no process can be given."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    def __call__(self, chunk: list[int]) -> int:
        return total(chunk)


@pytest.mark.parametrize("thing", [lambda chunk: 0, Locked(), Locked().__call__])
def test_what_cannot_be_sent_is_refused_in_two_languages_with_what_to_do(thing: object) -> None:
    with pytest.raises(BojiError, match=r"^cut cannot be sent to other processes \(.+\); .* or set jobs=1$") as said:
        Engine(2).check_sent("cut", thing)
    assert "或设 jobs=1" in said.value.said("zh")
    Engine(1).check_sent("cut", thing)


@pytest.mark.parametrize("thing", ["rjieba", total, len, [].append])
def test_what_can_be_sent_is_not_refused(thing: object) -> None:
    Engine(2).check_sent("it", thing)


def test_a_function_of_a_prompt_is_refused_as_processes_do_not_know_it() -> None:
    code = """
from functools import partial
from analysis.run.engine import Engine
def cut(run, size): return [run]
Engine(2).check_sent("cut", partial(cut, size=2))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "cut cannot be sent to other processes (it is defined in a notebook or at a prompt)" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes come from no server")
@pytest.mark.parametrize(("working", "drawing"), [(True, True), (True, False), (False, True)])
def test_what_processes_need_is_loaded_before_they_are_there_and_nothing_else(working: bool, drawing: bool) -> None:
    code = f"""
from analysis.run.engine import Engine, prepare
prepare(working={working}, drawing={drawing})
with Engine(2) as engine:
    for name in ("analysis.run.workflow", "matplotlib.pyplot"):
        print(engine.submit(eval, f"{{name!r}} in __import__('sys').modules").result())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == ([str(working), str(drawing)], "")


def test_work_for_processes_that_nothing_was_loaded_for_is_done_all_the_same() -> None:
    code = """
from functools import partial
from analysis.reading.page import Page
from analysis.run.engine import Engine, prepare
from analysis.separation.evidence import observe
from analysis.words.tokenizer import Tokenizer
prepare(working=False, drawing=True)
chunks = [[Page("a", "渡船停航了。\\n返回首页")], [Page("b", "茶园")]]
with Engine(2) as engine:
    print([len(seen.lines) for seen in engine.map(partial(observe, tokenizer=Tokenizer()), chunks)])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[2, 1]\n", "")


def test_a_process_that_dies_is_said_with_what_is_likely() -> None:
    with Engine(2) as engine:
        with pytest.raises(BojiError, match="__main__") as caught:
            list(engine.map(os._exit, [1, 1, 1]))
        with pytest.raises(BojiError, match="memory"):
            engine.submit(len, [])
    assert "jobs=1" in caught.value.said("zh")


def test_a_process_that_started_while_another_died_is_not_waited_for() -> None:
    with Engine(2) as engine:
        with pytest.raises(BojiError, match="__main__"):
            list(engine.map(os._exit, [1, 1, 1]))
        late = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(600,))
        late.start()
        assert engine._pool is not None
        engine._pool._processes[late.pid] = late
    late.join()
    assert late.exitcode == -9


def test_what_matplotlib_logs_of_its_cache_stays_off_the_screen() -> None:
    hush()
    assert not logging.getLogger("matplotlib").isEnabledFor(logging.WARNING)
    assert logging.getLogger("matplotlib.font_manager").isEnabledFor(logging.ERROR)
