"""The figures and the notebooks of the repository are what their sources give."""

import re
import subprocess
import sys

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

import analysis
from analysis.show.figures import FIGURES
from tests.paths import ROOT
from tests.samples import of_seeds

SCRIPT = ROOT / "figures" / "make_figures.py"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, encoding="utf-8", check=False)


def test_figures_are_as_the_manifest_says() -> None:
    done = run(str(SCRIPT), "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_unknown_figure_is_refused_with_the_choices() -> None:
    done = run(str(SCRIPT), "--only", "nothing")
    assert done.returncode == 2
    assert "before_after" in done.stderr


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_there_in_both_formats(name: str) -> None:
    assert (ROOT / "figures" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (ROOT / "figures" / f"{name}.svg").read_bytes()[:2000]


def calls() -> dict[str, str]:
    """Return the line of code that the gallery has for each figure."""
    text = (ROOT / "figures" / "README.md").read_text(encoding="utf-8")
    return {name: call for call, name in re.findall(r"\n    (plot_.*)\n\n!\[.*\]\((\w+)\.png\)", text)}


def test_the_gallery_has_a_line_of_code_for_each_figure() -> None:
    assert sorted(calls()) == sorted(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_the_line_of_code_in_the_gallery_draws_its_figure(name: str) -> None:
    names = {one: getattr(analysis, one) for one in analysis.__all__}
    drawn = eval(calls()[name], names | {"result": of_seeds()})
    figure = drawn.figure
    assert isinstance(drawn, Axes)
    assert [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]
    plt.close(figure)


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "notebooks").glob("[0-9]*.py")))
def test_a_notebook_runs_and_says_what_it_says_in_the_repository(name: str) -> None:
    done = run(str(ROOT / "notebooks" / "build.py"), "--check", name)
    assert done.returncode == 0, done.stdout + done.stderr
