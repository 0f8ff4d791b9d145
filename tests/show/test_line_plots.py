import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.show import colours, line_plots, style
from analysis.show.messages import say
from analysis.tables import contract
from tests.show.drawn import as_svg, lay_out, outside, overlaps


def explained(**facts: object) -> pd.DataFrame:
    rows = {
        "piece": ["start", "run", "wording"],
        "said": ["任何一行的起点", "在正文密集段内", "用字像套话"],
        "weight": [-0.5, 2.25, -1.0],
        "facts": ["", "in_run=1", ""],
    }
    made = contract.frame("explanation", rows)
    made.attrs |= {"text": " 雨停以后，渡船又开了。 ", "role": "body", "keep": True, "score": 0.6792, **facts}
    return made


def scores(**changes: list[object]) -> pd.DataFrame:
    rows = {"way": ["簸箕", "旧法"], "char_f1": [0.97, 0.9], "line_f1": [0.96, 0.8], "page_f1": [0.95, 0.7]}
    return pd.DataFrame({**rows, **changes})


def draw_all(lang: str) -> dict[str, Axes]:
    return {
        "explanation": line_plots.plot_explanation(explained(), lang=lang),
        "scores": line_plots.plot_scores(scores(), name="way", lang=lang),
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
    first = as_svg(draw_all("zh"))
    assert as_svg(draw_all("zh")) == first


def test_nothing_is_cut_or_written_over_something_else(drawn: dict[str, Axes]) -> None:
    for name, ax in drawn.items():
        assert (overlaps(ax), outside(ax)) == ([], []), name


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: line_plots.plot_explanation(explained(), ax=ax),
        lambda ax: line_plots.plot_scores(scores(), ax, name="way"),
    ],
)
def test_a_plot_draws_into_the_axes_it_is_given(draw: Callable[[Axes], Axes]) -> None:
    ax = Figure().add_subplot()
    assert draw(ax) is ax
    assert ax.has_data()
    assert plt.get_fignums() == []


def bar_colours(ax: Axes) -> list[str]:
    return [to_hex(bar.get_facecolor()) for bar in ax.patches]


def test_explanation_has_a_bar_for_each_piece_the_first_on_top() -> None:
    ax = line_plots.plot_explanation(explained())
    assert [bar.get_width() for bar in ax.patches] == [-1.0, 2.25, -0.5]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["用字像套话", "在正文密集段内", "任何一行的起点"]
    assert [text.get_text() for text in ax.texts][:3] == ["−1.00", "+2.25", "−0.50"]
    low, high = ax.get_xlim()
    assert -low == high > 2.25


def test_explanation_is_coloured_by_what_a_piece_speaks_for() -> None:
    noise, content = colours.KIND_COLOURS["noise"], colours.KIND_COLOURS["content"]
    assert bar_colours(line_plots.plot_explanation(explained())) == [noise, content, noise]


@pytest.mark.parametrize(
    ("lang", "keep", "verdict", "axis"),
    [("zh", True, "留下", "对数几率"), ("en", True, "kept", "log-odds"), ("en", False, "dropped", "log-odds")],
)
def test_explanation_names_the_line_and_the_verdict(lang: str, keep: bool, verdict: str, axis: str) -> None:
    ax = line_plots.plot_explanation(explained(keep=keep), lang=lang)
    assert ax.get_title(loc="left") == "雨停以后，渡船又开了。"
    assert ax.texts[-1].get_text() == f"{verdict} · {say('role.body', lang)} · 0.68"
    assert axis in ax.get_xlabel()


def test_explanation_cuts_a_long_line() -> None:
    line = line_plots.plot_explanation(explained(text="河" * 90)).get_title(loc="left").replace("\n", "")
    assert line == "河" * line_plots.LONGEST_QUOTE + "…"
    whole = "河" * line_plots.LONGEST_QUOTE
    assert line_plots.plot_explanation(explained(text=whole)).get_title(loc="left") == whole


@pytest.mark.parametrize("text", ["成本$10_$一件", "涨到$20，又跌到$5"])
def test_text_with_money_signs_is_no_formula(tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str) -> None:
    ax = line_plots.plot_explanation(explained(text=text))
    style.save_figure(ax, tmp_path / "x")
    assert ax.get_title(loc="left") == text
    assert "mathtext" not in caplog.text


def test_scores_have_a_row_for_each_way_the_first_on_top() -> None:
    ax = line_plots.plot_scores(scores(), name="way")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["旧法", "簸箕"]
    assert [line.get_xdata().tolist() for line in ax.lines] == [[0.9, 0.97], [0.8, 0.96], [0.7, 0.95]]
    assert [line.get_ydata().tolist() for line in ax.lines] == [[0, 1]] * 3
    assert len({line.get_color() for line in ax.lines} | {line.get_marker() for line in ax.lines}) == 6


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", ["按字", "按行", "按页平均"]), ("en", ["characters", "lines", "mean of pages"])]
)
def test_scores_are_named_above_and_have_their_numbers(lang: str, said: list[str]) -> None:
    ax = line_plots.plot_scores(scores(way=[3, 2]), name="way", lang=lang)
    written = [text.get_text() for text in ax.texts]
    assert written[:6] == [".900", ".970", ".800", ".960", ".700", ".950"]
    assert written[7::2] == said
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["2", "3"]
