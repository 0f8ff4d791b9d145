import warnings
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle, StepPatch
from numpy.typing import ArrayLike

from analysis.show import style, topic_plots, trend_plots
from analysis.show.messages import say

LABELS = "渡船·码头·风浪", "茶园·采茶·鲜叶", "党组织会议·议题·决议", "球队·比赛·主场", "降雨·防汛·水位"
WORDS = "渡船 码头 风浪 茶园 采茶 鲜叶"


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    style.without_windows()
    yield
    plt.close("all")


def topics(n: int = 3, owners: Sequence[str] = ()) -> pd.DataFrame:
    site = [*owners, *[""] * (n - len(owners))]
    return pd.DataFrame({"topic": range(n), "label": [LABELS[i % len(LABELS)] for i in range(n)], "site": site})


def choices(**changes: object) -> pd.DataFrame:
    rows: dict[str, Any] = {
        "n_topics": [2, 6, 8], "score": [1.0, 1.2, 1.3], "score_error": [0.05, 0.04, 0.03],
        "coherence": [0.3, 0.4, 0.5], "coherence_error": 0.01, "stability": [0.8, 0.75, 0.7], "stability_error": 0.02,
        "redundancy": [0.1, 0.05, 0.1], "modularity": [0.0, 0.1, 0.2],
        "chosen": [False, False, True], "runner_up": [False, True, False], "clear": True,
    }  # fmt: skip
    return pd.DataFrame({**rows, **changes})


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


def ticks(axis: Axis) -> list[str]:
    return [text.get_text() for text in axis.get_ticklabels()]


def shown_texts(ax: Axes) -> list[Any]:
    """Return the boxes of all that is written, when it is drawn."""
    figure: Any = ax.get_figure()
    figure.canvas.draw()
    texts = [*ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels()]
    return [text.get_window_extent() for text in texts if text.get_text() and text.get_rotation() == 0]


def draw_all(n: int, lang: str) -> dict[str, Axes]:
    rng = np.random.default_rng(n)
    shares = rng.dirichlet(np.full(n, 0.3), 40)
    many = {"n_topics": range(2, n + 5), **dict.fromkeys(("chosen", "runner_up"), False)}
    scored = pd.concat([choices()] * n, ignore_index=True).iloc[: n + 3].assign(**many)
    return {
        "choice": topic_plots.plot_choice(scored, lang=lang),
        "trends": trend_plots.plot_trends(trends(shares, 0.02), topics(n), lang=lang),
        "sites": trend_plots.plot_sites(even_sites(8, n), topics(n, ["站点01.example.cn"]), lang=lang),
        "hierarchy": trend_plots.plot_hierarchy(chain(n), topics(n), lang=lang),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_glyph_is_there_and_bytes_are_stable(tmp_path: Path, lang: str) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        first = {n: [p.read_bytes() for p in style.save_figure(a, tmp_path / n)] for n, a in draw_all(3, lang).items()}
    again = {n: [p.read_bytes() for p in style.save_figure(a, tmp_path / n)] for n, a in draw_all(3, lang).items()}
    assert first == again


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("n", [3, 8, 30])
def test_nothing_is_written_over_something_else(n: int, lang: str) -> None:
    for name, ax in draw_all(n, lang).items():
        overlaps = [(a, b) for a, b in combinations(shown_texts(ax), 2) if a.overlaps(b)]
        assert not overlaps, name


@pytest.mark.parametrize("name", ["choice", "trends", "sites", "hierarchy"])
def test_a_plot_draws_into_the_axes_it_is_given(name: str) -> None:
    ax = Figure().add_subplot()
    drawn = {
        "choice": lambda: topic_plots.plot_choice(choices(), ax),
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
        "plot.choice": topic_plots.plot_choice(choices().iloc[:0], lang=lang),
        "plot.trends": trend_plots.plot_trends(trends(np.zeros((0, 0))), empty, lang=lang),
        "plot.sites": trend_plots.plot_sites(even_sites(0, 0), empty, lang=lang),
        "plot.hierarchy": trend_plots.plot_hierarchy(tree(), empty, lang=lang),
    }
    assert [ax.get_title(loc="left") for ax in drawn.values()] == [say(key, lang) for key in drawn]


def bars(ax: Axes, label: str) -> list[list[float]]:
    """Return the lower and upper ends of the error bars of one curve."""
    found = next(c for c in ax.containers if c.get_label() == label)
    segments: Any = found[2][0].get_segments()  # type: ignore[index]  # an ErrorbarContainer
    return [[round(float(y), 6) for _, y in segment] for segment in segments]


def test_choice_has_the_scores_with_their_errors() -> None:
    ax = topic_plots.plot_choice(choices())
    assert ticks(ax.xaxis) == ["2", "6", "8"]
    assert bars(ax, say("plot.score", "zh")) == [[0.95, 1.05], [1.16, 1.24], [1.27, 1.33]]
    assert bars(ax, say("plot.coherence", "zh"))[0] == [0.29, 0.31]
    curves = {c.get_label(): c[0].get_ydata().tolist() for c in ax.containers}
    assert curves[say("plot.redundancy", "zh")] == [0.1, 0.05, 0.1]
    assert curves[say("plot.modularity", "zh")] == [0.0, 0.1, 0.2]


def test_choice_marks_the_chosen_and_the_runner_up() -> None:
    ax = topic_plots.plot_choice(choices(), lang="en")
    marks = {line.get_label(): line for line in ax.lines}
    chosen, second = marks["recommended"], marks["runner-up"]
    assert [*np.ravel(chosen.get_data())] == [2, 1.3]
    assert [*np.ravel(second.get_data())] == [1, 1.2]
    assert to_hex(chosen.get_color()) == style.NOISY
    assert to_hex(second.get_color()) == "#ffffff"


@pytest.mark.parametrize(
    ("changes", "key", "values"),
    [
        ({}, "plot.choice_clear", {"k": 8, "second": 6}),
        ({"clear": False}, "plot.choice_unclear", {"k": 8, "second": 6}),
        ({"runner_up": False}, "plot.choice_alone", {"k": 8}),
        ({"runner_up": False, "chosen": False}, "plot.choice", {}),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_choice_says_the_verdict(changes: dict[str, object], key: str, values: dict[str, int], lang: str) -> None:
    ax = topic_plots.plot_choice(choices(**changes), lang=lang)
    assert ax.get_title(loc="left") == say(key, lang, **values)


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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_plot_is_titled_and_its_axes_named(lang: str) -> None:
    drawn = draw_all(3, lang)
    del drawn["choice"]  # its title is the verdict
    assert [ax.get_title(loc="left") for ax in drawn.values()] == [say(f"plot.{name}", lang) for name in drawn]
    assert drawn["hierarchy"].get_xlabel() == say("plot.hierarchy_x", lang)
    assert topic_plots.plot_choice(choices(), lang=lang).get_xlabel() == say("plot.choice_x", lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_choice_names_its_curves_and_rings(lang: str) -> None:
    shown = [text.get_text() for text in topic_plots.plot_choice(choices(), lang=lang).get_legend().get_texts()]
    parts = "chosen runner_up modularity coherence stability redundancy score".split()
    assert sorted(shown) == sorted(say(f"plot.{part}", lang) for part in parts)


def test_a_lone_candidate_is_ringed_once() -> None:
    ax = topic_plots.plot_choice(choices().iloc[2:], lang="en")
    assert ax.get_title(loc="left") == say("plot.choice_alone", "en", k=8)
    assert [line.get_label() for line in ax.lines if line.get_markersize() == 11] == ["recommended"]


def test_trends_have_the_colours_of_their_topics() -> None:
    ax = trend_plots.plot_trends(trends(np.full((3, 30), 1 / 30), 0.01), topics(30))
    steps = [p for p in ax.patches if isinstance(p, StepPatch)]
    assert [to_hex(p.get_facecolor()) for p in steps[1::2]] == [style.group_colour(i) for i in range(30)]
    assert [to_hex(p.get_facecolor()) for p in steps[::2]] == [style.group_colour(i) for i in range(30)]


@pytest.mark.parametrize(("step", "said"), [("D", "%Y-%m-%d"), ("W-MON", "%Y-%m-%d"), ("YS", "%Y-Q1"), ("YS", "%Y")])
def test_forty_periods_of_any_step_are_labelled_apart(step: str, said: str) -> None:
    periods = pd.date_range("1980-01-01", periods=40, freq=step).strftime(said)
    made = trends(np.full((40, 2), 0.5)).assign(period=np.repeat(periods, 2))
    boxes = shown_texts(trend_plots.plot_trends(made, topics(2)))
    assert not [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]


def test_numbers_are_white_on_dark_cells() -> None:
    ax = trend_plots.plot_sites(sites(["甲网"], [[0.8, 0.2]], [4]), topics(2))
    assert [(text.get_text(), text.get_color()) for text in ax.texts] == [("80%", "white"), ("20%", style.INK)]
