"""Figures drawn in other processes are those drawn here. (All of them: `tests/test_contract.py`, with other jobs.)"""

from pathlib import Path

import pytest

from analysis.run import easel
from analysis.run.easel import FORMATS, Easel
from analysis.tables import contract
from tests.samples import of_seeds

SOME = ("topics", "choice", "noise")  # there is no choice to show: the number was given


def drawn(made: Easel, folder: Path) -> dict[str, bytes]:
    paths = [path for figure in made.draw(of_seeds().frames(), folder, "en") for path in figure.result()]
    return {path.name: path.read_bytes() for path in paths}


def test_other_processes_draw_the_same_figures_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "FIGURE_NAMES", SOME)
    here = drawn(Easel(), tmp_path / "here")
    assert list(here) == ["topics.png", "topics.svg", "noise.png", "noise.svg"]
    with Easel(2) as made:
        made.start()
        assert drawn(made, tmp_path / "there") == here
    assert drawn(Easel(formats=FORMATS["png"]), tmp_path / "png") == {k: v for k, v in here.items() if "png" in k}


def test_without_a_format_nothing_is_drawn_and_nothing_started(tmp_path: Path) -> None:
    with Easel(2, FORMATS["none"]) as made:
        made.start()
        assert not made.engine.running
        assert made.draw({}, tmp_path / "none", "en") == []
    assert not (tmp_path / "none").exists()


def test_no_more_processes_draw_than_there_is_work_for() -> None:
    assert [Easel(jobs).engine.jobs for jobs in (1, 2, 64)] == [1, 2, easel.MOST_JOBS]
