"""Figures drawn in other processes are those drawn here. (All of them: `tests/test_contract.py`, with other jobs.)"""

from pathlib import Path

import pytest

from analysis.run import easel
from analysis.run.engine import Engine
from tests.samples import of_seeds

SOME = ("topics", "choice", "noise")  # there is no choice to show: the number was given


def drawn(engine: Engine, folder: Path) -> dict[str, bytes]:
    paths = [path for figure in easel.draw_all(engine, of_seeds().frames(), folder, "en") for path in figure.result()]
    return {path.name: path.read_bytes() for path in paths}


def test_other_processes_draw_the_same_figures_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easel, "FIGURE_NAMES", SOME)
    here = drawn(Engine(), tmp_path / "here")
    assert list(here) == ["topics.png", "topics.svg", "noise.png", "noise.svg"]
    with easel.easel(2) as engine:
        engine.start(easel.ready)
        assert drawn(engine, tmp_path / "there") == here


def test_no_more_processes_draw_than_there_is_work_for() -> None:
    assert [easel.easel(jobs).jobs for jobs in (1, 2, 64)] == [1, 2, easel.MOST_JOBS]
