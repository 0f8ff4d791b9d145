import warnings
from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import StepPatch
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


def tree(*merges: tuple[int, int, float, int, str]) -> pd.DataFrame:
    return pd.DataFrame(merges, columns=["left", "right", "distance", "members", "words"])


def chain(n: int) -> pd.DataFrame:
    """A tree in which each topic joins those before it."""
    steps = np.linspace(0.5, 0.97, max(n - 1, 1))
    return tree(*((max(n + i - 1, n) if i else 0, i + 1, steps[i], i + 2, "渡船 码头 风浪 茶园") for i in range(n - 1)))


def draw_all(n: int, lang: str) -> dict[str, Axes]:
    shares = np.random.default_rng(n).dirichlet(np.full(n, 0.3), 40)
    return {
        "trends": trend_plots.plot_trends(trends(shares, 0.02), topics(n), lang=lang),
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
    first = as_svg(draw_all(3, "zh"))
    assert as_svg(draw_all(3, "zh")) == first


def test_nothing_is_written_over_something_else(drawn: dict[str, Axes]) -> None:
    for name, ax in drawn.items():
        assert overlaps(ax) == [], name


@pytest.mark.parametrize(("n", "lang"), [(8, "zh"), (30, "en")])
def test_nothing_is_written_over_something_else_where_there_are_many_topics(n: int, lang: str) -> None:
    for name, ax in draw_all(n, lang).items():
        assert overlaps(ax) == [], name


@pytest.mark.parametrize("name", ["trends", "hierarchy"])
def test_a_plot_draws_into_the_axes_it_is_given(name: str) -> None:
    ax = Figure().add_subplot()
    drawn = {
        "trends": lambda: trend_plots.plot_trends(trends([[0.5, 0.5]]), topics(2), ax),
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
    assert strips(ax) == [pytest.approx([0.5 * full, 0.0]), pytest.approx([full, 0.4 * full])]
    assert ticks(ax.yaxis) == [f"{i} {LABELS[i]}" for i in (1, 0)]
    assert [(text.get_text(), text.xy[0]) for text in ax.texts[:2]] == [("25%", 0), ("50%", 0)]  # type: ignore[attr-defined]


def test_trends_stand_in_the_order_of_when_they_were_written_about() -> None:
    ax = trend_plots.plot_trends(trends([[0.1, 0.9], [0.9, 0.1]]), topics(2))
    assert ticks(ax.yaxis) == [f"{i} {LABELS[i]}" for i in (1, 0)]
    ax = trend_plots.plot_trends(trends([[0.1, 0.9], [0.9, 0.1]], pages=[1, 0]), topics(2))
    assert ticks(ax.yaxis) == [f"{i} {LABELS[i]}" for i in (0, 1)]  # a period without pages counts for nothing


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
    assert overlaps(ax) == []
    assert len(labels) >= min(n, 4)


def test_the_tree_has_its_merges_where_they_happen_and_ends_at_no_likeness() -> None:
    ax = trend_plots.plot_hierarchy(tree((2, 0, 0.25, 2, "渡船 码头"), (3, 1, 0.75, 3, "茶园")), topics(3))
    assert ticks(ax.yaxis) == [f"{i} {LABELS[i]}" for i in (2, 0, 1)]
    start, end = ax.get_xlim()
    first, last = ([*map(list, line.get_data())] for line in ax.lines[:2])
    assert first == [[start, 0.75, 0.75, start], [0, 0, 1, 1]]
    assert last == [[0.75, 0.25, 0.25, start], [0.5, 0.5, 2, 2]]
    assert 0.75 < start <= 1.0
    assert end == 0.0


def branches(ax: Axes) -> list[tuple[str, tuple[float, float]]]:
    return [(t.get_text(), t.xy) for t in ax.texts if t.get_text().startswith(".")]  # type: ignore[attr-defined]


def test_branches_have_their_likeness_and_their_words() -> None:
    ax = trend_plots.plot_hierarchy(tree((2, 0, 0.25, 2, "渡船 码头"), (3, 1, 0.75, 3, "茶园")), topics(3))
    assert branches(ax) == [(".75  渡船 码头", (0.75, 0.5)), (".25  茶园", (0.25, 1.25))]


@pytest.mark.parametrize(("end", "shown"), [(0.7, f".80  {WORDS}"), (0.3, ".80  渡船 码头"), (0.205, None)])
def test_a_short_stem_has_fewer_words_or_none(end: float, shown: str | None) -> None:
    merges = tree((0, 1, 0.2, 2, WORDS), (4, 2, end, 3, ""), (5, 3, 0.9, 4, ""))
    ax = trend_plots.plot_hierarchy(merges, topics(4))
    assert [text for text, (x, _) in branches(ax) if x == 0.8] == ([shown] if shown else [])


@pytest.mark.parametrize("n", [1, 2])
def test_trees_of_one_or_two_topics(n: int) -> None:
    ax = trend_plots.plot_hierarchy(chain(n), topics(n))
    assert len(ax.lines) == n - 1 + n  # merges, and a point a topic
    assert len(ticks(ax.yaxis)) == n
    assert len(branches(ax)) == n - 1


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
