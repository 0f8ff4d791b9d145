import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.show import line_plots, style, topic_plots
from analysis.show.messages import say
from analysis.tables import contract, lines
from tests.paths import FIGURES

DATA = FIGURES / "data"


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    style.without_windows()
    yield
    plt.close("all")


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
    read = {
        name: contract.read(DATA, name) for name in ("lines", "pages", "topics", "clusters", "map", "topics_before")
    }
    placed = read["map"].merge(read["pages"][["page", "cluster"]], on="page")
    return {
        "separation": line_plots.plot_strip(read["lines"], lang=lang),
        "topics": topic_plots.plot_topics(read["topics"], lang=lang),
        "map": topic_plots.plot_map(placed, read["clusters"], lang=lang),
        "noise": line_plots.plot_noise(lines.noise_by_site(read["lines"]), lang=lang),
        "before_after": topic_plots.plot_before_after(read["topics_before"], read["topics"], lang=lang),
        "explanation": line_plots.plot_explanation(explained(), lang=lang),
        "scores": line_plots.plot_scores(scores(), "way", lang=lang),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_glyph_is_there_and_bytes_are_stable(tmp_path: Path, lang: str) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        first = {n: [p.read_bytes() for p in style.save_figure(ax, tmp_path / n)] for n, ax in draw_all(lang).items()}
    again = {n: [p.read_bytes() for p in style.save_figure(ax, tmp_path / n)] for n, ax in draw_all(lang).items()}
    assert first == again


def test_traditional_script_has_glyphs_too(tmp_path: Path) -> None:
    lines = contract.read(DATA, "lines").assign(page="港嶼晨訊/停車場裝充電器、龍鳳龜鬱")
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        style.save_figure(line_plots.plot_strip(lines), tmp_path / "x")


def test_strip_has_a_row_for_each_page_and_the_legend_all_roles() -> None:
    lines = contract.read(DATA, "lines")
    ax = line_plots.plot_strip(lines)
    assert len(ax.get_yticks()) == lines["page"].nunique()
    assert len(ax.get_legend().get_texts()) == len(style.ROLE_COLOURS)


def test_strip_of_many_pages_shows_an_even_selection() -> None:
    lines = contract.read(DATA, "lines")
    many = lines.assign(page=[f"{i // 10:05d}" for i in range(len(lines))])
    assert many["page"].nunique() > line_plots.MOST_ROWS
    assert len(line_plots.plot_strip(many).get_yticks()) <= line_plots.MOST_ROWS


def test_topics_bars_are_the_shares_and_unstable_ones_are_grey() -> None:
    topics = contract.read(DATA, "topics").assign(support=[1.0] + [0.0] * 7)
    ax = topic_plots.plot_topics(topics)
    assert [round(p.get_width(), 4) for p in ax.patches] == topics["share"].tolist()
    assert [p.get_facecolor()[:3] == (189 / 255,) * 3 for p in ax.patches] == [False] + [True] * 7


def test_map_has_a_point_for_each_page() -> None:
    ax = draw_all("zh")["map"]
    assert sum(len(c.get_offsets()) for c in ax.collections) == len(contract.read(DATA, "pages"))


def test_noise_bars_fill_the_width() -> None:
    ax = draw_all("zh")["noise"]
    ends = [p.get_x() + p.get_width() for p in ax.patches]
    assert max(ends) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: line_plots.plot_noise(lines.noise_by_site(contract.read(DATA, "lines")), ax=ax),
        lambda ax: line_plots.plot_explanation(explained(), ax=ax),
        lambda ax: line_plots.plot_scores(scores(), "way", ax=ax),
    ],
)
def test_a_plot_draws_into_the_axes_it_is_given(draw: Callable[[Axes], Axes]) -> None:
    ax = Figure().add_subplot()
    assert draw(ax) is ax
    assert ax.has_data()
    assert plt.get_fignums() == []


def colours(ax: Axes) -> list[str]:
    return [to_hex(bar.get_facecolor()) for bar in ax.patches]


def test_explanation_has_a_bar_for_each_piece_the_first_on_top() -> None:
    ax = line_plots.plot_explanation(explained())
    assert [bar.get_width() for bar in ax.patches] == [-1.0, 2.25, -0.5]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["用字像套话", "在正文密集段内", "任何一行的起点"]
    assert [text.get_text() for text in ax.texts] == ["-1.00", "+2.25", "-0.50"]
    low, high = ax.get_xlim()
    assert -low == high > 2.25


def test_explanation_is_coloured_by_what_a_piece_speaks_for() -> None:
    noise, content = style.KIND_COLOURS["noise"], style.KIND_COLOURS["content"]
    assert colours(line_plots.plot_explanation(explained())) == [noise, content, noise]


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
    ax = line_plots.plot_scores(scores(), "way")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["旧法", "簸箕"]
    assert [line.get_xdata().tolist() for line in ax.lines] == [[0.9, 0.97], [0.8, 0.96], [0.7, 0.95]]
    assert [line.get_ydata().tolist() for line in ax.lines] == [[0, 1]] * 3
    assert len({line.get_color() for line in ax.lines} | {line.get_marker() for line in ax.lines}) == 6


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", ["按字", "按行", "按页平均"]), ("en", ["characters", "lines", "mean of pages"])]
)
def test_scores_are_named_in_the_legend(lang: str, said: list[str]) -> None:
    ax = line_plots.plot_scores(scores(way=[3, 2]), "way", lang=lang)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == said
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["2", "3"]
