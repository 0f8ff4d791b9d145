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
from matplotlib.patches import Circle, Rectangle

from analysis.show import colours, topic_plots
from analysis.show.messages import say
from analysis.show.sizes import SIZES
from analysis.tables import contract
from tests.paths import FIGURES
from tests.show.drawn import as_svg, lay_out, outside, overlaps, ticks

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


def draw_all(lang: str, rows: int | None = None) -> dict[str, Axes]:
    return {
        "choice": topic_plots.plot_choice(candidates(rows or 6), lang=lang),
        "topics": topic_plots.plot_topics(read("topics", rows), lang=lang),
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
    for name, ax in drawn.items():
        assert overlaps(ax) == [], name


@pytest.mark.parametrize(("n", "lang"), [(11, "zh"), (33, "en")])
def test_nothing_is_written_over_something_else_where_many_numbers_are_tried(n: int, lang: str) -> None:
    assert overlaps(topic_plots.plot_choice(candidates(n), lang=lang)) == []


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: topic_plots.plot_choice(choices(), ax),
        lambda ax: topic_plots.plot_topics(read("topics"), ax),
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
    assert drawn["topics"].get_title(loc="left") == say("plot.topics", lang, n=8)
    assert drawn["choice"].get_title(loc="left") == say("plot.choice", lang)
    assert topic_plots.plot_choice(choices(), lang=lang).get_xlabel() == say("plot.choice_x", lang)


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def marks(ax: Axes) -> dict[str, Any]:
    return {str(line.get_label()): line for line in ax.lines}


def test_choice_is_one_curve_with_its_error() -> None:
    ax = topic_plots.plot_choice(choices())
    assert ticks(ax.xaxis) == ["2", "6", "8"]
    (curve,) = (line for line in ax.lines if len(np.ravel(line.get_xdata())) > 1)
    assert np.ravel(curve.get_ydata()).tolist() == [1.0, 1.2, 1.3]
    (band,) = ax.collections
    (path,) = band.get_paths()
    assert path.vertices[:, 1].min() == pytest.approx(0.95)
    assert path.vertices[:, 1].max() == pytest.approx(1.33)


def test_choice_marks_the_chosen_and_the_runner_up_with_their_numbers() -> None:
    ax = topic_plots.plot_choice(choices(), lang="en")
    chosen, second = marks(ax)["chosen"], marks(ax)["runner_up"]
    assert [*np.ravel(chosen.get_data())] == [2, 1.3]
    assert [*np.ravel(second.get_data())] == [1, 1.2]
    assert to_hex(chosen.get_color()) == colours.NOISY
    assert to_hex(second.get_color()) == "#ffffff"
    assert written(ax)[:2] == ["8", "6"]


@pytest.mark.parametrize(
    ("changes", "key", "values"),
    [
        ({}, "plot.choice_clear", {"k": 8}),
        ({"clear": False}, "plot.choice_unclear", {"k": 8}),
        ({"runner_up": False}, "plot.choice_alone", {"k": 8}),
        ({"runner_up": False, "chosen": False}, "plot.choice", {}),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_choice_says_the_verdict(changes: dict[str, object], key: str, values: dict[str, int], lang: str) -> None:
    ax = topic_plots.plot_choice(choices(**changes), lang=lang)
    assert ax.get_title(loc="left") == say(key, lang, **values)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_choice_says_what_speaks_for_the_decision(lang: str) -> None:
    sure, unsure = (written(topic_plots.plot_choice(choices(clear=c), lang=lang)) for c in (True, False))
    parts = say(
        "plot.choice_parts",
        lang,
        score="1.30",
        coherence="0.50",
        stability="0.70",
        redundancy="0.10",
        modularity="0.20",
    )
    for key, told in (("plot.choice_clear_said", sure), ("plot.choice_unclear_said", unsure)):
        said = say(key, lang, lead="0.10", second=6) + parts
        assert "".join(told[2:]).replace(" ", "") == said.replace(" ", "")


def test_a_lone_candidate_is_ringed_once() -> None:
    ax = topic_plots.plot_choice(choices().iloc[2:], lang="en")
    assert ax.get_title(loc="left") == say("plot.choice_alone", "en", k=8)
    assert set(marks(ax)) & {"chosen", "runner_up"} == {"chosen"}


def topics(**changes: object) -> pd.DataFrame:
    rows: dict[str, Any] = {
        "topic": [0, 1], "words": ["渡船 码头 风浪", "茶园 采茶"], "weights": ["0.02 0.04 0.01", "0.3 0.1"],
        "share": [0.6, 0.4], "support": [1.0, 0.3],
    }  # fmt: skip
    return pd.DataFrame({**rows, **changes})


def bars(ax: Axes) -> list[float]:
    return [p.get_width() for p in ax.patches if isinstance(p, Rectangle)]


def test_words_stand_by_weight_with_bars_on_a_scale_of_their_topic() -> None:
    ax = topic_plots.plot_topics(topics())
    first, second = bars(ax)[:3], bars(ax)[3:]
    assert [w / first[0] for w in first] == pytest.approx([1.0, 0.5, 0.25])
    assert [w / second[0] for w in second] == pytest.approx([1.0, 1 / 3])
    shown = written(ax)
    assert shown[:6] == ["60%", say("plot.topic_n", "zh", n=0), "码头", "渡船", "风浪", "4.0%"]


def test_dots_say_in_how_many_resamples_a_topic_came_back_and_unsure_ones_are_grey() -> None:
    ax = topic_plots.plot_topics(topics())
    dots = [to_hex(p.get_facecolor()) for p in ax.patches if isinstance(p, Circle)]
    assert dots[:10] == [colours.group_colour(0)] * 10
    assert dots[10:] == [colours.UNSURE] * 3 + ["#ffffff"] * 7
    assert {to_hex(p.get_facecolor()) for p in ax.patches if isinstance(p, Rectangle)} == {
        colours.group_colour(0),
        colours.UNSURE,
    }


def test_topics_of_an_older_run_have_words_without_bars() -> None:
    ax = topic_plots.plot_topics(topics().drop(columns="weights"))
    assert set(bars(ax)) == {0.0}
    assert [word for word in written(ax) if word in {"渡船", "码头", "风浪"}] == ["渡船", "码头", "风浪"]
    assert not any(text.endswith(".0%") for text in written(ax))


@pytest.mark.parametrize("size", SIZES)
def test_thirty_topics_find_room(size: str) -> None:
    many = pd.concat([topics()] * 15).assign(topic=range(30))
    ax = topic_plots.plot_topics(many, size=size)
    assert overlaps(ax) == []
    assert outside(ax) == []


def test_no_topics_give_a_titled_plot() -> None:
    ax = topic_plots.plot_topics(topics().iloc[:0], lang="en")
    assert ax.get_title(loc="left") == say("plot.topics", "en", n=0)
