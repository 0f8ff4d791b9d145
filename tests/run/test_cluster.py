"""The cluster's workers are real processes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster
from sklearn.base import clone

from analysis.errors import BojiError
from analysis.run.cli import main
from analysis.run.cluster import ClusterEngine, engine_of
from analysis.run.commands import WORK
from analysis.run.engine import Engine
from analysis.run.shards import SEAL
from analysis.run.workflow import TopicAnalysis
from analysis.words.tokenizer import Tokenizer
from tests.run.test_large import bytes_of, command, low, pages, whole
from tests.samples import articles

__all__ = ["low", "pages", "whole"]  # fixtures


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        Client(cluster) as found,
    ):
        yield found


def test_results_come_in_the_order_of_the_chunks(client: Client) -> None:
    engine = ClusterEngine(client)
    assert engine.jobs == 2
    assert list(engine.map(abs, iter(range(-9, 0)))) == list(range(9, 0, -1))


def test_errors_of_workers_come_back(client: Client) -> None:
    with pytest.raises(TypeError, match="bad operand"):
        ClusterEngine(client).submit(abs, "a").result()  # type: ignore[arg-type]


def test_an_analysis_on_a_cluster_is_that_on_one_machine(client: Client) -> None:
    many = [page for i in range(20) for page in articles()]
    named = [type(page)(f"{i:03}.txt", page.text) for i, page in enumerate(many)]
    here, there = (TopicAnalysis(2, lang="en", engine=engine).fit(named) for engine in (None, client))
    for name, table in here.frames().items():
        assert there.frames()[name].equals(table), name


def test_tables_need_no_cluster(client: Client) -> None:
    with Client(client.scheduler.address) as other:
        fitted = TopicAnalysis(2, lang="en", engine=other).fit(articles())
    assert fitted.lines_.equals(TopicAnalysis(2, lang="en").fit(articles()).lines_)
    assert set(fitted.clean_) == {page.name for page in articles()}


def test_workers_take_functions_without_a_name_and_refuse_what_cannot_be_packed(client: Client) -> None:
    def fitted(tokenizer: Tokenizer, engine: object) -> TopicAnalysis:
        named = [type(page)(f"{i:03}.txt", page.text) for i, page in enumerate(many)]
        encode = lambda texts: [[len(text), text.count("茶")] for text in texts]  # noqa: E731  # what has no name is what is tested
        return TopicAnalysis(2, lang="en", engine=engine, tokenizer=tokenizer, vectors=encode).fit(named)

    many = [page for _ in range(20) for page in articles()]
    unnamed = Tokenizer(lambda run: [run[i : i + 2] for i in range(0, len(run), 2)])
    assert fitted(unnamed, client).pages_.equals(fitted(unnamed, None).pages_)
    lock = threading.Lock()
    with pytest.raises(BojiError, match=r"<lambda> cannot be sent to other processes \(.*lock"):
        fitted(Tokenizer(lambda run: [run, str(lock)]), client)


def test_a_clone_works_on_the_same_cluster(client: Client) -> None:
    assert clone(TopicAnalysis(2, engine=client)).engine is client


def test_a_killed_worker_costs_no_bytes(client: Client, pages: Path, whole: Path, tmp_path: Path) -> None:
    out, killed = tmp_path / "out", []

    def kill() -> None:
        while not (out / WORK / "placed/000001" / SEAL).is_file() and not stop.wait(0.002):
            pass
        killed.extend(client.run(os.getpid).values())
        os.kill(killed[0], signal.SIGKILL)

    stop = threading.Event()
    watch = threading.Thread(target=kill)
    watch.start()
    try:
        address = client.scheduler.address
        assert main(command(pages, out, "--engine", "dask", "--scheduler", address)) == 0
    finally:
        stop.set()
        watch.join()
    assert len(killed) == 2
    assert killed[0] not in client.run(os.getpid).values()
    assert bytes_of(out) == bytes_of(whole)


class Stale:
    """A client whose one worker has an old version."""

    def run(self, *_: object) -> dict[str, str]:
        return {"tcp://10.0.0.7:4000": "0.0.1"}


def test_a_cluster_of_another_version_is_refused() -> None:
    with pytest.raises(BojiError, match=r"must have boji .* got \{'tcp://10\.0\.0\.7:4000': '0\.0\.1'\}"):
        ClusterEngine(Stale())


def test_a_scheduler_that_does_not_answer_is_told(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "tcp://127.0.0.1:9"
    assert main(command(pages, tmp_path / "out", "--engine", "dask", "--scheduler", address)) == 1
    assert f"no Dask scheduler answers at '{address}'" in capsys.readouterr().err


def test_a_scheduler_without_dask_is_refused(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(pages, tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")) == 1
    assert "--engine dask" in capsys.readouterr().err


def test_an_engine_is_what_a_user_means(client: Client) -> None:
    given = Engine(1)
    assert engine_of(given, 3) is given
    assert engine_of(None, 3).jobs == 3
    assert isinstance(engine_of(client, 3), ClusterEngine)
    wrong: Any = "dask"
    with pytest.raises(BojiError, match="got str"):
        engine_of(wrong, 1)
