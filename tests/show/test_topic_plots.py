import warnings
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.show import colours, topic_plots
from analysis.show.messages import say
from analysis.tables import contract
from tests.paths import FIGURES
from tests.show.drawn import as_svg, lay_out, overlaps, ticks

DATA = FIGURES / "data"


def choices(**changes: object) -> pd.DataFrame:
    rows: dict[str, Any] = {
        "n_topics": [2, 6, 8], "score": [1.0, 1.2, 1.3], "score_error": [0.05, 0.04, 0.03],
        "coherence": [0.3, 0.4, 0.5], "coherence_error": 0.01, "stability": [0.8, 0.75, 0.7], "stability_error": 0.02,
        "redundancy": [0.1, 0.05, 0.1], "modularity": [0.0, 0.1, 0.2],
        "chosen": [False, False, True], "runner_up": [False, True, False], "clear": True,
    }  # fmt: skip
    return pd.DataFrame({**rows, **changes})


def candidates(n: int) -> pd.DataFrame:
    """So many numbers that were tried, none of them recommended."""
    many = {"n_topics": range(2, n + 2), **dict.fromkeys(("chosen", "runner_up"), False)}
    return pd.concat([choices()] * n, ignore_index=True).iloc[:n].assign(**many)


def read(name: str, rows: int | None = None) -> pd.DataFrame:
    return contract.read(DATA / f"{name}.csv").iloc[:rows]


def placed(rows: int | None = None) -> pd.DataFrame:
    return read("map").merge(read("pages")[["page", "cluster"]], on="page").iloc[:rows]


def draw_all(lang: str, rows: int | None = None) -> dict[str, Axes]:
    return {
        "choice": topic_plots.plot_choice(candidates(rows or 6), lang=lang),
        "topics": topic_plots.plot_topics(read("topics", rows), lang=lang),
        "map": topic_plots.plot_map(placed(rows), read("clusters"), lang=lang),
        "before_after": topic_plots.plot_before_after(read("topics_before", rows), read("topics", rows), lang=lang),
    }


@pytest.fixture(scope="module")
def drawn(lang: str) -> dict[str, Axes]:
    """All plots, drawn once for all who look at them."""
    return draw_all(lang)


def test_every_glyph_is_there(drawn: dict[str, Axes]) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        for ax in drawn.values():
            lay_out(ax)


def test_the_same_data_give_the_same_bytes() -> None:
    first = as_svg(draw_all("zh", 2))
    assert as_svg(draw_all("zh", 2)) == first


def test_nothing_is_written_over_something_else(drawn: dict[str, Axes]) -> None:
    assert overlaps(drawn["choice"]) == []


@pytest.mark.parametrize(("n", "lang"), [(11, "zh"), (33, "en")])
def test_nothing_is_written_over_something_else_where_many_numbers_are_tried(n: int, lang: str) -> None:
    assert overlaps(topic_plots.plot_choice(candidates(n), lang=lang)) == []


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: topic_plots.plot_choice(choices(), ax),
        lambda ax: topic_plots.plot_topics(read("topics"), ax),
        lambda ax: topic_plots.plot_map(placed(), read("clusters"), ax),
        lambda ax: topic_plots.plot_before_after(read("topics_before"), read("topics"), ax),
    ],
)
def test_a_plot_draws_into_the_axes_it_is_given(draw: Callable[[Axes], Axes]) -> None:
    ax = Figure().add_subplot()
    assert draw(ax) is ax
    assert ax.has_data()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_to_draw_gives_a_titled_plot(lang: str) -> None:
    ax = topic_plots.plot_choice(choices().iloc[:0], lang=lang)
    assert ax.get_title(loc="left") == say("plot.choice", lang)


def test_every_plot_is_titled_and_its_axes_named(drawn: dict[str, Axes], lang: str) -> None:
    assert [ax.get_title(loc="left") for ax in drawn.values()] == [say(f"plot.{name}", lang) for name in drawn]
    assert topic_plots.plot_choice(choices(), lang=lang).get_xlabel() == say("plot.choice_x", lang)


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
    assert to_hex(chosen.get_color()) == colours.NOISY
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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_choice_names_its_curves_and_rings(lang: str) -> None:
    shown = [text.get_text() for text in topic_plots.plot_choice(choices(), lang=lang).get_legend().get_texts()]
    parts = "chosen runner_up modularity coherence stability redundancy score".split()
    assert sorted(shown) == sorted(say(f"plot.{part}", lang) for part in parts)


def test_a_lone_candidate_is_ringed_once() -> None:
    ax = topic_plots.plot_choice(choices().iloc[2:], lang="en")
    assert ax.get_title(loc="left") == say("plot.choice_alone", "en", k=8)
    assert [line.get_label() for line in ax.lines if line.get_markersize() == 11] == ["recommended"]


def test_topics_bars_are_the_shares_and_unstable_ones_are_grey() -> None:
    topics = read("topics").assign(support=[1.0] + [0.0] * 7)
    ax = topic_plots.plot_topics(topics)
    assert [round(p.get_width(), 4) for p in ax.patches] == topics["share"].tolist()
    assert [p.get_facecolor()[:3] == (189 / 255,) * 3 for p in ax.patches] == [False] + [True] * 7


def test_map_has_a_point_for_each_page(drawn: dict[str, Axes]) -> None:
    assert sum(len(c.get_offsets()) for c in drawn["map"].collections) == len(read("pages"))
