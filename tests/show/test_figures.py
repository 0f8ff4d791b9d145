"""The registry of figures: which there are, what each is drawn from, and when it has nothing to tell."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import analysis
from analysis.show import figures
from analysis.show.colours import group_colour
from analysis.show.figures import FIGURES, draw
from analysis.show.messages import say
from analysis.show.sizes import SIZES
from analysis.show.style import save_figure
from analysis.tables.contract import CONTRACT, FIGURE_NAMES, SHOWN
from analysis.tables.shares import pictured
from tests.samples import of_seeds
from tests.show.drawn import outside, overlaps


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return pictured(of_seeds().frames())


def test_figures_stand_in_the_order_of_the_contract() -> None:
    assert tuple(FIGURES) == FIGURE_NAMES


def test_figures_are_drawn_from_tables_of_a_run_and_by_plots_that_the_package_offers() -> None:
    assert {table for figure in FIGURES.values() for table in figure.tables} <= {
        *CONTRACT,
        *SHOWN,
        "portraits",
        "passages",
        "noise",
    } - {"lines"}
    public = {getattr(analysis, name) for name in analysis.__all__ if name.startswith("plot_")}
    assert {name for name, figure in FIGURES.items() if figure.plot not in public} == {
        "map",  # of more tables
        "separation",  # of lines that were summed up
    }


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_without_data_is_not_drawn(tmp_path: Path, name: str) -> None:
    empty = pictured({table: rows.iloc[:0] for table, rows in of_seeds().frames().items()})
    assert draw(name, empty, tmp_path / "new", "en") == []
    assert not (tmp_path / "new").exists()


def test_a_figure_needs_more_than_one_site_and_more_than_one_merge(
    frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    sites, tree = frames["sites"], frames["topic_tree"]
    one = {"sites": sites[sites["site"] == sites["site"].iloc[0]], "topic_tree": tree.iloc[:1]}
    for name in ("sites", "hierarchy"):
        assert FIGURES[name].tells(frames[FIGURES[name].tables[0]])
        assert draw(name, frames | one, tmp_path, "en") == []


@pytest.mark.parametrize("name", ["map", "noise", "topics"])
def test_a_figure_is_written_in_both_formats_and_no_window_opens(
    frames: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    windows: list[list[int]] = []

    def save(ax: Axes, path: Path, formats: Sequence[str]) -> list[Path]:
        windows.append(plt.get_fignums())
        return save_figure(ax, path, formats)

    monkeypatch.setattr(figures, "save_figure", save)
    written = draw(name, frames, tmp_path / "new", "en")
    assert written == [tmp_path / "new" / f"{name}.png", tmp_path / "new" / f"{name}.svg"]
    assert written[0].read_bytes().startswith(b"\x89PNG")
    assert windows == [[]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_speaks_the_language_asked_for(frames: dict[str, pd.DataFrame], lang: str) -> None:
    for name in ("separation", "noise", "trends"):
        assert FIGURES[name].draw(frames, lang).get_title(loc="left") == say(f"plot.{name}", lang)


def test_the_map_is_coloured_by_cluster(frames: dict[str, pd.DataFrame]) -> None:
    ax = FIGURES["map"].draw(frames, "en")
    sizes = {to_hex(c.get_facecolor()[0]): len(c.get_offsets()) for c in ax.collections}
    pages = frames["pages"]["cluster"].value_counts().to_dict()
    assert sizes == {group_colour(cluster): n for cluster, n in pages.items()}


def test_a_figure_that_is_not_there_is_refused(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no such figure"):
        draw("no such figure", frames, tmp_path, "en")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_cut_or_written_over_something_else_in_any_size(
    frames: dict[str, pd.DataFrame], name: str, size: str, lang: str
) -> None:
    ax = FIGURES[name].draw(frames, lang, size)
    assert outside(ax) == []
    assert overlaps(ax) == []
