import warnings
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle, StepPatch
from numpy.typing import ArrayLike

from analysis.show import colours, trend_plots
from analysis.show.messages import say
from tests.show.drawn import as_svg, lay_out, overlaps, ticks

LABELS = "渡船·码头·风浪", "茶园·采茶·鲜叶", "党组织会议·议题·决议", "球队·比赛·主场", "降雨·防汛·水位"
WORDS = "渡船 码头 风浪 茶园 采茶 鲜叶"


def topics(n: int = 3, owners: Sequence[str] = ()) -> pd.DataFrame:
    site = [*owners, *[""] * (n - len(owners))]
    return pd.DataFrame({"topic": range(n), "label": [LABELS[i % len(LABELS)] for i in range(n)], "site": site})


def trends(shares: ArrayLike, errors: ArrayLike = 0.0, pages: Sequence[int] | None = None) -> pd.DataFrame:
    """Shares of shape (n_periods, n_topics) by month."""
    values = np.asarray(shares, np.float64)
    n, k = values.shape
    months = [f"{2020 + i // 12}-{i % 12 + 1:02d}" for i in range(n)]
    return pd.DataFrame(
        {
            "period": np.repeat(months, k),
            "topic": np.tile(range(k), n),
            "pages": np.repeat([5] * n if pages is None else pages, k),
            "share": values.ravel(),
            "error": np.broadcast_to(errors, values.shape).ravel(),
        }
    )


def sites(names: Sequence[str], shares: ArrayLike, pages: Sequence[int]) -> pd.DataFrame:
    values = np.asarray(shares, np.float64)
    k = values.shape[1]
    return pd.DataFrame(
        {
            "site": np.repeat(names, k),
            "topic": np.tile(range(k), len(names)),
            "pages": np.repeat(pages, k),
            "share": values.ravel(),
        }
    )


def tree(*merges: tuple[int, int, float, int, str]) -> pd.DataFrame:
    return pd.DataFrame(merges, columns=["left", "right", "distance", "members", "words"])


def chain(n: int) -> pd.DataFrame:
    """A tree in which each topic joins those before it."""
    steps = np.linspace(0.5, 0.97, max(n - 1, 1))
    return tree(*((max(n + i - 1, n) if i else 0, i + 1, steps[i], i + 2, "渡船 码头 风浪 茶园") for i in range(n - 1)))


def even_sites(n: int, k: int) -> pd.DataFrame:
    return sites([f"站点{i:02d}.example.cn" for i in range(n)], np.full((n, k), 1 / max(1, k)), range(2 * n, n, -1))


def draw_all(n: int, lang: str, n_sites: int = 8) -> dict[str, Axes]:
    shares = np.random.default_rng(n).dirichlet(np.full(n, 0.3), 40)
    return {
        "trends": trend_plots.plot_trends(trends(shares, 0.02), topics(n), lang=lang),
        "sites": trend_plots.plot_sites(even_sites(n_sites, n), topics(n, ["站点01.example.cn"]), lang=lang),
        "hierarchy": trend_plots.plot_hierarchy(chain(n), topics(n), lang=lang),
    }


@pytest.fixture(scope="module")
def drawn(lang: str) -> dict[str, Axes]:
    """All plots, drawn once for all who look at them."""
    return draw_all(3, lang)


def test_every_glyph_is_there(drawn: dict[str, Axes]) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        for ax in drawn.values():
            lay_out(ax)


def test_the_same_data_give_the_same_bytes() -> None:
    first = as_svg(draw_all(3, "zh", 3))
    assert as_svg(draw_all(3, "zh", 3)) == first


def test_nothing_is_written_over_something_else(drawn: dict[str, Axes]) -> None:
    for name, ax in drawn.items():
        assert overlaps(ax) == [], name


@pytest.mark.parametrize(("n", "lang", "n_sites"), [(8, "zh", 8), (30, "en", 3)])
def test_nothing_is_written_over_something_else_where_there_are_many_topics(n: int, lang: str, n_sites: int) -> None:
    for name, ax in draw_all(n, lang, n_sites).items():
        assert overlaps(ax) == [], name


@pytest.mark.parametrize("name", ["trends", "sites", "hierarchy"])
def test_a_plot_draws_into_the_axes_it_is_given(name: str) -> None:
    ax = Figure().add_subplot()
    drawn = {
        "trends": lambda: trend_plots.plot_trends(trends([[0.5, 0.5]]), topics(2), ax),
        "sites": lambda: trend_plots.plot_sites(even_sites(3, 2), topics(2), ax),
        "hierarchy": lambda: trend_plots.plot_hierarchy(chain(3), topics(3), ax),
    }[name]()
    assert drawn is ax
    assert ax.has_data()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_to_draw_gives_a_titled_plot(lang: str) -> None:
    empty = topics(0)
    drawn = {
        "plot.trends": trend_plots.plot_trends(trends(np.zeros((0, 0))), empty, lang=lang),
        "plot.sites": trend_plots.plot_sites(even_sites(0, 0), empty, lang=lang),
        "plot.hierarchy": trend_plots.plot_hierarchy(tree(), empty, lang=lang),
    }
    assert [ax.get_title(loc="left") for ax in drawn.values()] == [say(key, lang) for key in drawn]


def strips(ax: Axes) -> list[list[float]]:
    """Return the heights of each topic's strip over its base line, the errors left out."""
    shares = [p for p in ax.patches if isinstance(p, StepPatch)][1::2]
    return [(y - np.asarray(p.get_data().values)).tolist() for y, p in enumerate(shares)]


def test_trends_are_strips_on_one_scale() -> None:
    ax = trend_plots.plot_trends(trends([[0.5, 0.25], [0.2, 0.0]]), topics(2))
    full = trend_plots.FULL
    assert strips(ax) == [pytest.approx([full, 0.4 * full]), pytest.approx([0.5 * full, 0.0])]
    assert ticks(ax.yaxis) == [f"{i} {LABELS[i]}" for i in range(2)]
    assert [text.get_text() for text in ax.texts] == ["50%  2020-01", "25%  2020-01"]


def test_trends_have_their_error_on_top() -> None:
    ax = trend_plots.plot_trends(trends([[0.4], [0.2]], [[0.1], [0.0]]), topics(1))
    error, share = (p.get_data() for p in ax.patches if isinstance(p, StepPatch))
    assert error.baseline.tolist() == share.values.tolist()
    assert (error.baseline - error.values).tolist() == pytest.approx([0.2 * trend_plots.FULL, 0.0])


def test_trends_show_a_lone_period_and_a_gap_as_such() -> None:
    ax = trend_plots.plot_trends(trends([[0.0], [0.5], [0.0]], pages=[0, 3, 0]), topics(1))
    (heights,) = strips(ax)
    assert np.isnan(heights).tolist() == [True, False, True]
    assert heights[1] == pytest.approx(trend_plots.FULL)


@pytest.mark.parametrize("n", [3, 12, 40])
def test_trends_label_few_enough_periods(n: int) -> None:
    ax = trend_plots.plot_trends(trends(np.full((n, 2), 0.5)), topics(2))
    labels = ticks(ax.xaxis)
    assert labels[0] == "2020-01"
    assert sum(len(label) + 2 for label in labels) <= trend_plots.TICK_ROOM + 9
    assert len(labels) >= min(n, 4)


def cells(ax: Axes) -> list[list[float]]:
    mesh: Any = ax.collections[0]
    return np.asarray(mesh.get_array()).reshape(len(ax.get_yticks()), -1).round(4).tolist()


def test_sites_are_columns_with_most_pages_first() -> None:
    frame = sites(["甲网", "乙报", "丙台"], [[0.2, 0.8], [0.004, 0.996], [0.5, 0.5]], [4, 9, 6])
    ax = trend_plots.plot_sites(frame, topics(2))
    assert ticks(ax.xaxis) == ["乙报 (9)", "丙台 (6)", "甲网 (4)"]
    assert cells(ax) == [[0.004, 0.5, 0.2], [0.996, 0.5, 0.8]]
    assert [text.get_text() for text in ax.texts] == ["50%", "20%", "100%", "50%", "80%"]


def test_sites_in_any_order_of_rows_look_the_same() -> None:
    frame = sites(["甲网", "乙报", "丙台"], [[0.2, 0.8], [0.1, 0.9], [0.5, 0.5]], [4, 9, 6])
    one, other = (trend_plots.plot_sites(f, topics(2)) for f in (frame, frame.iloc[[3, 0, 5, 2, 4, 1]]))
    assert cells(one) == cells(other)
    assert ticks(one.xaxis) == ticks(other.xaxis)


def frames(ax: Axes) -> list[tuple[float, float]]:
    return [p.get_xy() for p in ax.patches if isinstance(p, Rectangle)]


def test_owned_topics_are_framed_at_their_site() -> None:
    ax = trend_plots.plot_sites(even_sites(3, 3), topics(3, ["", "站点02.example.cn"]), lang="en")
    assert frames(ax) == [(2, 1)]
    assert ax.get_legend().get_texts()[-1].get_text() == say("plot.owned", "en")


def test_no_frame_without_an_owner() -> None:
    ax = trend_plots.plot_sites(even_sites(3, 3), topics(3))
    assert frames(ax) == []
    assert say("plot.owned", "zh") not in [text.get_text() for text in ax.get_legend().get_texts()]


def test_of_many_sites_the_owners_and_the_largest_are_shown() -> None:
    n = trend_plots.MOST_SITES + 5
    owner = f"站点{n - 1:02d}.example.cn"  # the one of fewest pages
    ax = trend_plots.plot_sites(even_sites(n, 2), topics(2, [owner]), lang="en")
    assert len(ticks(ax.xaxis)) == trend_plots.MOST_SITES
    assert ticks(ax.xaxis)[-1].startswith(owner)
    assert frames(ax) == [(trend_plots.MOST_SITES - 1, 0)]
    assert ax.get_xlabel() == say("plot.sites_more", "en", n=5)
    assert len(ax.texts) == 0


def test_one_site_is_a_column_of_its_own() -> None:
    assert ticks(trend_plots.plot_sites(even_sites(1, 2), topics(2)).xaxis) == ["站点00.example.cn (2)"]


def test_the_tree_has_its_merges_where_they_happen() -> None:
    ax = trend_plots.plot_hierarchy(tree((2, 0, 0.25, 2, "渡船 码头"), (3, 1, 0.75, 3, "茶园")), topics(3))
    assert ticks(ax.yaxis) == [f"{i} {LABELS[i]}" for i in (2, 0, 1)]
    start = ax.get_xlim()[0]
    first, last = ([*map(list, line.get_data())] for line in ax.lines)
    assert first == [[start, 0.25, 0.25, start], [0, 0, 1, 1]]
    assert last == [[0.25, 0.75, 0.75, start], [0.5, 0.5, 2, 2]]
    assert 0 <= start < 0.25
    assert ax.get_xlim()[1] > 0.75


def test_branches_have_their_words_and_the_root_none() -> None:
    ax = trend_plots.plot_hierarchy(tree((2, 0, 0.25, 2, "渡船 码头"), (3, 1, 0.75, 3, "茶园")), topics(3))
    assert [(text.get_text(), text.xy) for text in ax.texts] == [("渡船 码头", (0.25, 0.5))]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("end", "shown"), [(0.7, WORDS), (0.3, "渡船 码头"), (0.21, None)])
def test_a_short_stem_has_fewer_words_or_none(end: float, shown: str | None) -> None:
    merges = tree((0, 1, 0.2, 2, WORDS), (4, 2, end, 3, ""), (5, 3, 0.9, 4, ""))
    ax = trend_plots.plot_hierarchy(merges, topics(4))
    assert [text.get_text() for text in ax.texts] == ([shown] if shown else [])


@pytest.mark.parametrize("n", [1, 2])
def test_trees_of_one_or_two_topics(n: int) -> None:
    ax = trend_plots.plot_hierarchy(chain(n), topics(n))
    assert len(ax.lines) == n - 1
    assert len(ticks(ax.yaxis)) == n
    assert len(ax.texts) == 0


def test_every_plot_is_titled_and_its_axes_named(drawn: dict[str, Axes], lang: str) -> None:
    assert [ax.get_title(loc="left") for ax in drawn.values()] == [say(f"plot.{name}", lang) for name in drawn]
    assert drawn["hierarchy"].get_xlabel() == say("plot.hierarchy_x", lang)


def test_trends_have_the_colours_of_their_topics() -> None:
    ax = trend_plots.plot_trends(trends(np.full((3, 30), 1 / 30), 0.01), topics(30))
    steps = [p for p in ax.patches if isinstance(p, StepPatch)]
    assert [to_hex(p.get_facecolor()) for p in steps[1::2]] == [colours.group_colour(i) for i in range(30)]
    assert [to_hex(p.get_facecolor()) for p in steps[::2]] == [colours.group_colour(i) for i in range(30)]


@pytest.mark.parametrize(("step", "said"), [("D", "%Y-%m-%d"), ("W-MON", "%Y-%m-%d"), ("YS", "%Y-Q1"), ("YS", "%Y")])
def test_forty_periods_of_any_step_are_labelled_apart(step: str, said: str) -> None:
    periods = pd.date_range("1980-01-01", periods=40, freq=step).strftime(said)
    made = trends(np.full((40, 2), 0.5)).assign(period=np.repeat(periods, 2))
    assert overlaps(trend_plots.plot_trends(made, topics(2))) == []


def test_numbers_are_white_on_dark_cells() -> None:
    ax = trend_plots.plot_sites(sites(["甲网"], [[0.8, 0.2]], [4]), topics(2))
    assert [(text.get_text(), text.get_color()) for text in ax.texts] == [("80%", "white"), ("20%", colours.INK)]
