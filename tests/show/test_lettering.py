import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.text import Text

from analysis.show import lettering, style
from analysis.show.lettering import Heading, balanced, called, ems, fitting, shorten, squeeze, topic_names, wrap
from tests.show.drawn import outside, overlaps


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("abcdefgh", 5, "ab…gh"),
        ("abcdefgh", 6, "ab…fgh"),
        ("abc", 5, "abc"),
        ("abcde", 5, "abcde"),
        ("渡口/旧事.txt", 4, "渡…xt"),
    ],
)
def test_shorten_keeps_both_ends(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short
    assert len(short) <= most


@pytest.mark.parametrize("text", ["渡船停航", "ferry WM il", "2024-Q4 71%", "party·党建"])
def test_text_is_as_wide_as_matplotlib_draws_it(text: str) -> None:
    figure = plt.figure(dpi=720)
    drawn = figure.text(0, 0, text, fontsize=100, fontfamily=style.family())
    assert isinstance(drawn, Text)
    assert drawn.get_window_extent().width / 1000 == pytest.approx(ems(text), abs=0.25)  # less the sides of its ends


def test_squeezed_names_are_no_wider_than_the_room() -> None:
    assert squeeze("渡口", 2.5) == "渡口"
    assert squeeze("finance.example.com.cn", 6).startswith("fin")
    assert ems(squeeze("finance.example.com.cn", 6)) <= 6


def test_a_label_loses_whole_words_first() -> None:
    assert called("渡船·码头·风浪", 20) == "渡船·码头·风浪"
    assert called("渡船·码头·风浪", 5.5) == "渡船·码头"
    assert called("党组织领导的校长负责制·决议", 6) == "党组…负责制"


def test_words_stand_side_by_side_while_there_is_room() -> None:
    assert fitting(["渡船", "码头", "风浪"], 5.0, 1.0) == ["渡船", "码头"]
    assert fitting(["渡船"], 1.9, 1.0) == []


def test_lines_break_between_han_and_between_words_and_never_before_a_stop() -> None:
    assert wrap("渡船停航，码头空了", 4.0) == ["渡船停航，", "码头空了"]
    assert wrap("the ferry stopped", ems("the ferry ")) == ["the ferry", "stopped"]
    assert wrap("", 4.0) == [""]


def test_nothing_of_a_text_is_lost_by_breaking_it() -> None:
    text = "在合并处写着两边的相似度 (cosine) 和共同的词；右端为零"
    assert "".join(wrap(text, 6.0)).replace(" ", "") == text.replace(" ", "")


def test_topics_are_called_by_number_and_label() -> None:
    topics = pd.DataFrame({"topic": [0, 1], "label": ["渡船·码头", "茶园"]})
    assert topic_names(topics, 4.5) == {0: "0 渡船", 1: "1 茶园"}


def heading(width: float) -> Heading:
    key = [("正文", "#111111"), ("导航", "#222222"), ("推荐阅读", "#333333")]
    return Heading(width, "每个站点的页面从上到下是什么样子", "数字是杂讯所占的比例，站点名后是页数", key)


@pytest.mark.parametrize("width", [70, 20, 9])
def test_a_heading_takes_the_height_it_says_and_covers_nothing(width: float) -> None:
    head = heading(width)
    ax = style.sheet("screen", 10, head)
    style.blank(ax, 10)
    head.write(ax, style.point())
    assert overlaps(ax) == []
    assert outside(ax) == []
    assert heading(70).height < heading(20).height < heading(9).height


def test_each_name_of_a_key_has_its_swatch_before_it() -> None:
    ax = style.sheet("screen", 10, heading(70))
    heading(70).write(ax, style.point())
    written = [(text.get_text(), text.get_color()) for text in ax.texts]
    assert written[1:] == [
        (lettering.SWATCH, "#111111"), ("正文", lettering.INK),
        (lettering.SWATCH, "#222222"), ("导航", lettering.INK),
        (lettering.SWATCH, "#333333"), ("推荐阅读", lettering.INK),
    ]  # fmt: skip


def test_a_heading_starts_at_the_left_of_the_names_beside_the_plot() -> None:
    head = Heading(60, "渡船停航", "码头空了")
    ax = style.sheet("screen", 10, head, style.Margins(left=9))
    head.write(ax, style.point(), 9)
    em = ax.figure.dpi * 10 / 72
    starts = [text.get_window_extent().x0 / em for text in (ax._left_title, ax.texts[0])]  # type: ignore[attr-defined]  # not public
    assert starts == pytest.approx([style.MARGIN, style.MARGIN], abs=0.15)


def test_lines_of_a_sentence_are_about_as_long_as_each_other() -> None:
    text = "one two three four five six seven eight nine"
    assert wrap(text, 18.0)[-1] == "nine"
    lines = balanced(text, 18.0)
    assert len(lines) == len(wrap(text, 18.0)) == 2
    assert " ".join(lines) == text
    assert abs(ems(lines[0]) - ems(lines[1])) < 4.0
    assert balanced("one", 20.0) == ["one"]
