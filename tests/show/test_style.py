from pathlib import Path
from threading import Thread

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

from analysis.errors import BojiError
from analysis.show import style
from analysis.show.lettering import Heading
from analysis.show.sizes import SIZES
from analysis.show.topic_plots import plot_topics


@style.styled
def plot_line(values: list[float], ax: Axes | None = None) -> Axes:
    ax = ax or style.new_axes(4, 3)
    ax.plot(values)
    ax.set_title("渡船停航")
    return ax


# fonts and settings


def test_figures_are_set_in_the_font_that_ships() -> None:
    assert style.family() == "Noto Sans SC"
    assert style.settings()["font.family"] == ["Noto Sans SC"]


def test_a_plot_is_styled_whatever_the_user_s_settings_and_leaves_them_alone() -> None:
    with mpl.rc_context({"font.family": ["monospace"], "axes.spines.top": True, "axes.titlelocation": "center"}):
        ax = plot_line([1.0, -2.0])
        assert mpl.rcParams["font.family"] == ["monospace"]
        assert mpl.rcParams["axes.spines.top"]
        assert ax.get_title(loc="left") == "渡船停航"
        assert not ax.spines["top"].get_visible()
        assert ax.title.get_fontfamily() == [style.family()]
    assert {f for tick in ax.get_yticklabels() for f in tick.get_fontfamily()} == {style.family()}


def test_new_axes_have_the_size_asked_for() -> None:
    assert style.new_axes(4, 3).get_figure().get_size_inches().tolist() == [4, 3]


def test_figures_for_files_are_known_to_no_window() -> None:
    with style.for_files():
        ax = plot_line([1.0, 2.0])
        assert ax.get_figure().get_size_inches().tolist() == [4, 3]
        assert plt.get_fignums() == []
        with style.for_files():
            style.new_axes(4, 3)
        style.new_axes(4, 3)
        assert plt.get_fignums() == []
    plot_line([1.0, 2.0])
    assert len(plt.get_fignums()) == 1


def test_an_error_ends_the_figures_for_files() -> None:
    with pytest.raises(KeyError), style.for_files():
        raise KeyError
    style.new_axes(4, 3)
    assert len(plt.get_fignums()) == 1


def test_another_thread_goes_on_with_its_windows() -> None:
    with style.for_files():
        other = Thread(target=style.new_axes, args=(4, 3))
        other.start()
        other.join()
        assert len(plt.get_fignums()) == 1
        style.new_axes(4, 3)
        assert len(plt.get_fignums()) == 1


def test_a_figure_for_a_file_is_the_same_as_one_for_a_window(tmp_path: Path) -> None:
    one = style.save_figure(plot_line([3.0, 1.0]), tmp_path / "one")
    with style.for_files():
        other = style.save_figure(plot_line([3.0, 1.0]), tmp_path / "other")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]


# sheets


@pytest.mark.parametrize("size", ["screen", "column", "page"])
def test_a_sheet_is_as_wide_as_its_size_and_measured_in_ems(size: str) -> None:
    head = Heading(style.inner(size), "渡船停航")
    with mpl.rc_context():
        ax = style.sheet(size, 12, head, style.Margins(left=4, right=1, bottom=2))
        kind = SIZES[size]
        assert ax.get_figure().get_size_inches()[0] == pytest.approx(kind.width)
        assert style.point() == kind.font
        free = style.Margins(left=4, right=1, bottom=2)
        assert style.room_of(ax) == pytest.approx((style.inner(size, free), 12))


def test_what_would_be_higher_than_a_slide_is_drawn_smaller_as_a_whole() -> None:
    head = Heading(60, "渡船停航")
    with mpl.rc_context():
        ax = style.sheet("slide", 90, head)
        width, height = ax.get_figure().get_size_inches()
        assert height == pytest.approx(SIZES["slide"].tallest)
        assert width < SIZES["slide"].width
        assert style.room_of(ax) == pytest.approx((style.inner("slide"), 90))


def test_a_sheet_for_a_file_is_known_to_no_window() -> None:
    with style.for_files(), mpl.rc_context():
        style.sheet("screen", 5, Heading(60, "渡船"))
    assert plt.get_fignums() == []


def test_an_empty_sheet_is_measured_from_its_upper_left_corner() -> None:
    with mpl.rc_context():
        ax = style.sheet("screen", 7, Heading(60, "渡船"))
        assert style.blank(ax, 7) == pytest.approx(style.inner("screen"))
    assert ax.get_ylim() == (7, 0)
    assert not ax.axison


def test_a_plot_is_set_in_the_size_asked_for_and_the_settings_come_back() -> None:
    before = mpl.rcParams["font.size"]
    topics = pd.DataFrame({"topic": [0], "words": ["渡船"], "share": [1.0], "support": [1.0]})
    ax = plot_topics(topics, size="column")
    assert ax.get_figure().get_size_inches()[0] == SIZES["column"].width
    assert mpl.rcParams["font.size"] == before
    with pytest.raises(BojiError, match="size must be one of"):
        plot_topics(topics, size="poster")


# files


def test_a_figure_is_written_as_png_and_svg_and_closed(tmp_path: Path) -> None:
    written = style.save_figure(plot_line([1.0, 2.0]), tmp_path / "new" / "line.pdf")
    assert written == [tmp_path / "new" / "line.png", tmp_path / "new" / "line.svg"]
    assert sorted((tmp_path / "new").iterdir()) == written
    assert written[0].read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in written[1].read_bytes()[:2000]
    assert plt.get_fignums() == []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("figures")
    return [p.read_bytes() for p in style.save_figure(plot_line([3.0, 1.0]), folder / "a")]


def test_the_files_tell_neither_date_nor_library_and_are_alike_each_time(tmp_path: Path, files: list[bytes]) -> None:
    one, two = files, [p.read_bytes() for p in style.save_figure(plot_line([3.0, 1.0]), str(tmp_path / "b"))]
    assert one == two
    png, svg = one
    assert b"atplotlib" not in png
    assert b"<dc:date>" not in svg
    assert b"Matplotlib v" not in svg.split(b"<metadata>", 1)[-1]


def test_other_data_give_other_files(tmp_path: Path, files: list[bytes]) -> None:
    others = [p.read_bytes() for p in style.save_figure(plot_line([3.0, 2.0]), tmp_path / "c")]
    assert [one != other for one, other in zip(files, others, strict=True)] == [True, True]
