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
from analysis.tables import contract, shares
from tests.paths import FIGURES
from tests.show.drawn import as_svg, lay_out

DATA = FIGURES / "data"


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


def judged() -> pd.DataFrame:
    return contract.read(DATA / "lines.csv")


def draw_all(read: pd.DataFrame, lang: str) -> dict[str, Axes]:
    return {
        "separation": line_plots.plot_strip(read, lang=lang),
        "noise": line_plots.plot_noise(shares.noise_by_site(read), lang=lang),
        "explanation": line_plots.plot_explanation(explained(), lang=lang),
        "scores": line_plots.plot_scores(scores(), name="way", lang=lang),
    }


def few(read: pd.DataFrame) -> pd.DataFrame:
    return read[read["page"].isin(read["page"].unique()[::25])]


@pytest.fixture(scope="module")
def read(lang: str) -> pd.DataFrame:
    """All pages, and a few of them in the second language: what they say is the same in both."""
    return judged() if lang == "zh" else few(judged())


@pytest.fixture(scope="module")
def drawn(read: pd.DataFrame, lang: str) -> dict[str, Axes]:
    """All plots, drawn once for all who look at them."""
    return draw_all(read, lang)


def test_every_glyph_is_there(drawn: dict[str, Axes]) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        for ax in drawn.values():
            lay_out(ax)


def test_the_same_data_give_the_same_bytes() -> None:
    first = as_svg(draw_all(few(judged()), "zh"))
    assert as_svg(draw_all(few(judged()), "zh")) == first


def test_traditional_script_has_glyphs_too() -> None:
    lines = judged().iloc[:9].assign(page="港嶼晨訊/停車場裝充電器、龍鳳龜鬱")
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        lay_out(line_plots.plot_strip(lines))


def test_strip_has_a_row_for_each_page_and_the_legend_all_roles(drawn: dict[str, Axes], read: pd.DataFrame) -> None:
    ax = drawn["separation"]
    assert len(ax.get_yticks()) == read["page"].nunique()
    assert len(ax.get_legend().get_texts()) == len(colours.ROLE_COLOURS)


def test_strip_of_many_pages_shows_an_even_selection() -> None:
    lines = judged()
    many = lines.assign(page=[f"{i // 10:05d}" for i in range(len(lines))])
    assert many["page"].nunique() > shares.SHOWN_PAGES
    assert len(line_plots.plot_strip(many).get_yticks()) <= shares.SHOWN_PAGES


def test_noise_bars_fill_the_width(drawn: dict[str, Axes]) -> None:
    ends = [p.get_x() + p.get_width() for p in drawn["noise"].patches]
    assert max(ends) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: line_plots.plot_noise(shares.noise_by_site(judged()), ax=ax),
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
    assert [text.get_text() for text in ax.texts] == ["-1.00", "+2.25", "-0.50"]
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
    assert ax.get_title(loc="left") == f"雨停以后，渡船又开了。\n{verdict} · {say('role.body', lang)} · 0.68"
    assert axis in ax.get_xlabel()


def test_explanation_cuts_a_long_line() -> None:
    line = line_plots.plot_explanation(explained(text="河" * 90)).get_title(loc="left").split("\n")[0]
    assert line == "河" * line_plots.LONGEST_QUOTE + "…"
    whole = "河" * line_plots.LONGEST_QUOTE
    assert line_plots.plot_explanation(explained(text=whole)).get_title(loc="left").split("\n")[0] == whole


@pytest.mark.parametrize("text", ["成本$10_$一件", "涨到$20，又跌到$5"])
def test_text_with_money_signs_is_no_formula(tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str) -> None:
    ax = line_plots.plot_explanation(explained(text=text))
    style.save_figure(ax, tmp_path / "x")
    assert ax.get_title(loc="left").startswith(f"{text}\n")
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
def test_scores_are_named_in_the_legend(lang: str, said: list[str]) -> None:
    ax = line_plots.plot_scores(scores(way=[3, 2]), name="way", lang=lang)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == said
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["2", "3"]
