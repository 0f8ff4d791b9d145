"""Cluster: an engine whose processes are Dask workers, here or on other machines. The only importer of Dask."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from importlib.metadata import version
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from analysis.errors import BojiError
from analysis.run.engine import Engine, why_not

R = TypeVar("R")
P = ParamSpec("P")
ALONE = Lock()  # the threads of a worker share BLAS, whose sums hang on how many of them are at work
RETRIES = 10  # a worker may be lost, and the next one too


class ClusterEngine(Engine):
    """A Dask client as an engine: the same work in the same chunks, so the same results.

    A lost worker costs time: its work is done again by others. In a worker one piece of work is done at a time, so
    workers of one thread each serve best.

    Parameters
    ----------
    client : distributed.Client, optional
        That of a cluster at hand; it stays open.
    address : str, optional
        Of the scheduler of a running cluster, as ``tcp://10.0.0.1:8786``. Without it and without a client, workers are
        started on this machine.
    jobs : int
        Workers to start on this machine.

    Raises
    ------
    BojiError
        When Dask is not installed, there is no scheduler at the address, or workers have another version of boji.
    """

    def __init__(self, client: Any = None, address: str | None = None, jobs: int = 1) -> None:  # noqa: ANN401  # optional
        super().__init__(max(2, jobs))
        self._own = client is None
        self.client = _connected(address, jobs) if client is None else client
        _check_versions(self.client)
        self.jobs = max(2, len(self.client.scheduler_info(n_workers=-1)["workers"]))

    @property
    def running(self) -> bool:
        """Always: workers are there before any work."""
        return True

    @property
    def threads(self) -> int:
        """One: its jobs are elsewhere."""
        return 1

    def start(self, ready: Callable[[], object] | None = None) -> None:
        """Do nothing: workers are started by others."""

    def rest(self) -> None:
        """Do nothing: workers stay for the next work."""

    def close(self) -> None:
        """Leave the cluster, and end it if it was started here."""
        if self._own:
            cluster = self.client.cluster
            self.client.close()
            if cluster is not None:
                cluster.close()

    def submit(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a worker call a function."""
        done = self.client.submit(_alone, function, *args, **kwargs, pure=False, retries=RETRIES)
        return cast("Future[R]", done)

    def _unsent(self, thing: object) -> str:
        """Return why a worker cannot have a thing; Dask packs what has no name of its own, too."""
        from distributed.protocol.pickle import dumps  # noqa: PLC0415  # in the extra ``dask``

        return why_not(dumps, thing)


def engine_of(given: object, jobs: int) -> Engine:
    """Return the engine that a user means: an engine, a Dask client, or None for processes on this machine.

    Raises
    ------
    BojiError
        For anything else.
    """
    if given is None:
        return Engine(jobs)
    if isinstance(given, Engine):
        return given
    if hasattr(given, "scheduler_info") and hasattr(given, "submit"):
        return ClusterEngine(given)
    raise BojiError(
        f"engine must be a dask.distributed Client or an Engine of analysis.run, got {type(given).__name__}",
        f"engine 应为 dask.distributed 的 Client 或 analysis.run 的 Engine，得到的是 {type(given).__name__}",
    )


def _connected(address: str | None, jobs: int) -> Any:  # noqa: ANN401  # an optional library
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415  # in the extra ``dask``
    except ImportError as error:
        raise BojiError(
            "--engine dask needs Dask: pip install 'boji[dask]'", "--engine dask 需要 Dask：pip install 'boji[dask]'"
        ) from error
    if address is None:
        # a lost worker is started anew, and work is not given up because several were lost with it
        os.environ.setdefault("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", str(RETRIES))
        return Client(LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50))
    try:
        return Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise BojiError(
            f"no Dask scheduler answers at {address!r}; start one with `dask scheduler` and give its address",
            f"{address!r} 处没有 Dask 调度器应答：请先运行 dask scheduler，再给出其地址",
        ) from error


def _check_versions(client: Any) -> None:  # noqa: ANN401  # an optional library
    here = version("boji")
    other = {address: found for address, found in client.run(version, "boji").items() if found != here}
    if other:
        raise BojiError(
            f"Dask workers must have boji {here} as this machine has; got {other}; install it there",
            f"Dask 的工作进程应装有与本机相同的 boji {here}，得到的是 {other}",
        )


def _alone(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    with ALONE:
        return function(*args, **kwargs)
