from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from analysis.show import colours, pairing_plots
from analysis.show.messages import say
from analysis.show.pairing_plots import Link, facing, linked, plot_before_after
from analysis.show.sizes import SIZES
from tests.show.drawn import as_svg, outside, overlaps

BEFORE = pd.DataFrame(
    {
        "topic": range(3),
        "words": ["导航 首页 登录 更多", "茶园 采茶 鲜叶 更多", "渡船 码头 风浪 铃铛"],
        "noise_words": ["导航 首页 登录 更多", "更多", ""],
    }
)
AFTER = pd.DataFrame({"topic": range(2), "words": ["渡船 码头 风浪 石阶", "茶园 采茶 鲜叶 春茶"]})


def written(ax: Axes) -> dict[str, Any]:
    return {text.get_text(): text for text in ax.texts}


def test_a_topic_leads_to_those_that_share_two_words_with_it() -> None:
    before, after = [["a", "b", "c"], ["x"]], [["a", "d"], ["c", "b", "x"]]
    assert linked(before, after) == [Link(0, 1, 2)]


def test_topics_before_face_what_they_lead_to_and_those_of_noise_stand_last() -> None:
    noisy: list[set[str]] = [{"导航", "首页"}, set(), set(), {"更多"}]
    assert facing([Link(1, 1, 3), Link(2, 0, 2)], noisy) == [2, 1, 3, 0]
    assert facing([Link(0, 0, 3), Link(0, 2, 3), Link(1, 0, 2)], [set(), set()]) == [1, 0]


def test_bands_are_as_broad_as_the_words_shared_and_have_the_colour_of_the_topic_after() -> None:
    ax = plot_before_after(BEFORE, AFTER)
    bands = [p for p in ax.patches if isinstance(p, PathPatch)]
    assert [to_hex(p.get_facecolor()) for p in bands] == [colours.group_colour(0), colours.group_colour(1)]
    for band in bands:
        ends = band.get_path().vertices
        assert ends[4, 1] - ends[3, 1] == pytest.approx(3 * pairing_plots.WORD)
        assert ends[-2, 1] - ends[0, 1] == pytest.approx(3 * pairing_plots.WORD)


def test_words_of_dropped_lines_stand_out_in_words_and_bars() -> None:
    ax = plot_before_after(BEFORE, AFTER)
    shown = written(ax)
    assert {word for word, text in shown.items() if text.get_color() == colours.NOISY} >= {
        "导航",
        "首页",
        "登录",
        "更多",
    }
    assert shown["渡船"].get_color() == colours.INK
    noisy = [
        p.get_height() for p in ax.patches if isinstance(p, Rectangle) and to_hex(p.get_facecolor()) == colours.NOISY
    ]
    assert sorted(noisy) == pytest.approx([0, pairing_plots.WORD, 4 * pairing_plots.WORD])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_numbers_are_said(lang: str) -> None:
    ax = plot_before_after(BEFORE, AFTER, lang=lang)
    said = say("plot.before_after_said", lang, n=12, dropped=5)
    assert said.replace(" ", "") in "".join(written(ax)).replace(" ", "")
    for key in ("plot.before", "plot.after", "plot.noise_word"):
        assert say(key, lang) in written(ax)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_written_over_something_else(size: str) -> None:
    ax = plot_before_after(BEFORE, AFTER, lang="en", size=size)
    assert (overlaps(ax), outside(ax)) == ([], [])


def test_a_topic_that_leads_nowhere_has_no_band_and_no_topics_give_a_titled_plot() -> None:
    ax = plot_before_after(BEFORE.iloc[:1], AFTER)
    assert not [p for p in ax.patches if isinstance(p, PathPatch)]
    empty = plot_before_after(BEFORE.iloc[:0], AFTER.iloc[:0], lang="en")
    assert empty.get_title(loc="left") == say("plot.before_after", "en")


def test_it_draws_into_the_axes_it_is_given_and_the_same_data_give_the_same_bytes() -> None:
    ax = Figure().add_subplot()
    assert plot_before_after(BEFORE, AFTER, ax) is ax
    first, second = (as_svg({"a": plot_before_after(BEFORE, AFTER)}) for _ in range(2))
    assert first == second
