import warnings
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import plots, style, tables

DATA = Path(__file__).parent.parent / "figures" / "data"


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    style.without_windows()
    yield
    plt.close("all")


def draw_all(lang: str) -> dict[str, Axes]:
    read = {name: tables.read(DATA, name) for name in ("lines", "pages", "topics", "clusters", "map", "topics_before")}
    placed = read["map"].merge(read["pages"][["page", "cluster"]], on="page")
    return {
        "separation": plots.plot_strip(read["lines"], lang=lang),
        "topics": plots.plot_topics(read["topics"], lang=lang),
        "map": plots.plot_map(placed, read["clusters"], lang=lang),
        "noise": plots.plot_noise(tables.noise_by_site(read["lines"]), lang=lang),
        "before_after": plots.plot_before_after(read["topics_before"], read["topics"], lang=lang),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_glyph_is_there_and_bytes_are_stable(tmp_path: Path, lang: str) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        first = {n: [p.read_bytes() for p in style.save_figure(ax, tmp_path / n)] for n, ax in draw_all(lang).items()}
    again = {n: [p.read_bytes() for p in style.save_figure(ax, tmp_path / n)] for n, ax in draw_all(lang).items()}
    assert first == again


def test_traditional_script_has_glyphs_too(tmp_path: Path) -> None:
    lines = tables.read(DATA, "lines").assign(page="港嶼晨訊/停車場裝充電器、龍鳳龜鬱")
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        style.save_figure(plots.plot_strip(lines), tmp_path / "x")


def test_strip_has_a_row_for_each_page_and_the_legend_all_roles() -> None:
    lines = tables.read(DATA, "lines")
    ax = plots.plot_strip(lines)
    assert len(ax.get_yticks()) == lines["page"].nunique()
    assert len(ax.get_legend().get_texts()) == len(style.ROLE_COLOURS)


def test_strip_of_many_pages_shows_an_even_selection() -> None:
    lines = tables.read(DATA, "lines")
    many = lines.assign(page=[f"{i // 10:05d}" for i in range(len(lines))])
    assert many["page"].nunique() > plots.MOST_ROWS
    assert len(plots.plot_strip(many).get_yticks()) <= plots.MOST_ROWS


def test_topics_bars_are_the_shares_and_unstable_ones_are_grey() -> None:
    topics = tables.read(DATA, "topics").assign(stability=[1.0] + [0.0] * 7)
    ax = plots.plot_topics(topics)
    assert [round(p.get_width(), 4) for p in ax.patches] == topics["share"].tolist()
    assert [p.get_facecolor()[:3] == (189 / 255,) * 3 for p in ax.patches] == [False] + [True] * 7


def test_map_has_a_point_for_each_page() -> None:
    ax = draw_all("zh")["map"]
    assert sum(len(c.get_offsets()) for c in ax.collections) == len(tables.read(DATA, "pages"))


def test_noise_bars_fill_the_width() -> None:
    ax = draw_all("zh")["noise"]
    ends = [p.get_x() + p.get_width() for p in ax.patches]
    assert max(ends) == pytest.approx(1.0)


def test_a_plot_draws_into_the_axes_it_is_given() -> None:
    ax = Figure().add_subplot()
    assert plots.plot_noise(tables.noise_by_site(tables.read(DATA, "lines")), ax=ax) is ax


@pytest.mark.parametrize(("text", "most", "short"), [("abcdefgh", 5, "ab…gh"), ("abc", 5, "abc")])
def test_shorten_keeps_both_ends(text: str, most: int, short: str) -> None:
    assert style.shorten(text, most) == short
