"""Engine: where work is done, in this process or in several. Knows nothing of text."""

from __future__ import annotations

import logging
import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import forkserver, get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from threading import Thread
from typing import ParamSpec, Self, TypeVar

from analysis.errors import BojiError

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
LOADED, PLOTS = "analysis.run.loaded", "analysis.run.loaded_plots"
CHUNK = 64  # items that are worked on together, where nothing else is said


def chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut items into lists of ``size``, the last one shorter. The cuts depend on the items alone."""
    stream = iter(items)  # itertools.batched is newer than Python 3.11
    while chunk := list(islice(stream, size)):
        yield chunk


class Engine:
    """Processes that stay until the engine is closed; with one job, this process.

    Not forked from this one: a fork copies the locks of BLAS and OpenMP threads and may hang (see `origin`). What they
    are given must be at module level, so that they can import it. joblib would read a whole stream ahead of a slow
    reader of the results; here memory is bounded.

    Parameters
    ----------
    jobs : int
        Processes.

    Raises
    ------
    BojiError
        When ``jobs`` is below 1.
    """

    def __init__(self, jobs: int = 1) -> None:
        if jobs < 1:
            raise BojiError(f"jobs must be 1 or more, got {jobs}")
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return the engine, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the engine."""
        self.close()

    @property
    def running(self) -> bool:
        """Whether there are other processes that work could be given to at no more cost than sending it."""
        return self._pool is not None

    @property
    def threads(self) -> int:
        """How many threads may be at work here while its processes have nothing to do."""
        return self.jobs if self.running else 1

    def start(self, ready: Callable[[], object] | None = None) -> None:
        """Start the processes, if there shall be any and there are none, each with ``ready`` as its first work."""
        if self.jobs > 1 and self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs, origin(), begin, (ready,))
            self._pool.submit(_nothing)  # the first work starts them all

    def close(self) -> None:
        """End the processes; work that none of them has begun is forgotten."""
        if self._pool is not None:
            if getattr(self._pool, "_broken", False):
                _end_all(self._pool)
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def rest(self) -> None:
        """Give back what idle processes hold; the next work starts new ones."""
        self.close()

    def submit(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a function called; with one job it has been called when this returns."""
        self.start()
        if self._pool is not None:
            with _alive():
                return self._pool.submit(function, *args, **kwargs)
        done: Future[R] = Future()
        done.set_result(function(*args, **kwargs))
        return done

    def check_sent(self, name: str, thing: object) -> None:
        """Check that other processes, if there shall be any, can be given what a user handed in.

        Parameters
        ----------
        name : str
            What an error calls it.
        thing : object

        Raises
        ------
        BojiError
            When they cannot.
        """
        if self.jobs > 1 and (why := self._unsent(thing)):
            raise BojiError(
                f"{name} cannot be sent to other processes ({why}); with more than one job give a function that stands "
                "at the top of a module (def in a .py file, no lambda), or set jobs=1",
                f"{name} 无法交给其他进程（{why}）：多进程时请用模块（.py 文件）顶层的 def 函数，或设 jobs=1",
            )

    def _unsent(self, thing: object) -> str:
        """Return why a spawned process cannot have a thing, nothing where it can."""
        return why_not(_spawned, thing)

    def map(self, function: Callable[[T], R], chunks: Iterable[T]) -> Iterator[R]:
        """Apply a function to each chunk and yield the results in the order of the chunks.

        Chunks are read a few ahead of the results, never whole. A single chunk is worked on in this process.
        """
        stream = iter(chunks)
        first = list(islice(stream, 2)) if self.jobs > 1 else []
        given = chain(first, stream)
        if len(first) < 2:
            yield from map(function, given)
            return
        waiting: deque[Future[R]] = deque()
        for chunk in given:
            waiting.append(self.submit(function, chunk))
            if len(waiting) >= 2 * self.jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(future: Future[R]) -> R:
    with _alive():
        return future.result()


@contextmanager
def _alive() -> Iterator[None]:
    """Say what is likely where a process has died."""
    try:
        yield
    except BrokenProcessPool as error:
        raise BojiError(
            "a process that worked for this one has ended: in a script, put what is done below "
            'if __name__ == "__main__": (a script read from stdin needs jobs=1); or memory ran out: set fewer jobs',
            '一个工作进程突然结束：脚本里请把调用写在 if __name__ == "__main__": 之下'
            "（由标准输入读入的脚本请设 jobs=1）；也可能是内存不足，请减少 jobs",
        ) from error


def origin() -> BaseContext:
    """Return where processes come from.

    On Linux forked from a server, which has no threads at work, is started once and has loaded what takes each process
    of its own one to two seconds; elsewhere, where libraries do not stand a fork, each by itself.
    """
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([LOADED])
    return context


def prepare(working: bool = True, drawing: bool = False) -> None:
    """Have the server load what processes need, if they will be forked from one, while this process does other work.

    Once then, and not by each of them: with ``working`` what an engine's processes need, with ``drawing`` what draws.
    What it does not load they load when they need it.
    """
    context = origin()
    if context.get_start_method() == "forkserver" and (working or drawing):
        context.set_forkserver_preload([*([LOADED] if working else []), *([PLOTS] if drawing else [])])
        forkserver.ensure_running()


def why_not(dumps: Callable[[object], object], thing: object) -> str:
    """Return why a thing cannot be packed, nothing where it can."""
    try:
        dumps(thing)
    except Exception as error:  # whatever a stranger's object raises when it is packed
        return str(error)[:200] or type(error).__name__
    return ""


def _spawned(thing: object) -> None:
    """Pack a thing as it is for a spawned process, which knows this one's main module by its file alone."""
    packed = bytes(ForkingPickler.dumps(thing))
    if b"__main__" in packed and not hasattr(sys.modules["__main__"], "__file__"):
        raise TypeError("it is defined in a notebook or at a prompt")


def usable_cores() -> int:
    """Return how many cores this process may use."""
    from joblib import cpu_count  # noqa: PLC0415  # heavy, and the engine is there before anything else

    return int(cpu_count())


def begin(ready: Callable[[], object] | None = None) -> None:
    """Begin the life of a process: stopping is its parent's matter, as are warnings (what matters is a message)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    warnings.simplefilter("ignore")
    hush()
    Thread(target=_end_with_parent, daemon=True).start()
    if ready is not None:
        ready()


def hush() -> None:
    """Keep what matplotlib logs from the screen, such as that there is no home to keep its cache in."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: killed, it could tell nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _nothing() -> None:
    pass


def _end_all(pool: ProcessPoolExecutor) -> None:
    """End what is left of a pool of which a process died.

    The pool does not end one that was being started meanwhile, and would wait for it forever (seen with Python 3.11).
    """
    left: dict[int, BaseProcess] = getattr(pool, "_processes", None) or {}
    for process in list(left.values()):
        process.kill()
