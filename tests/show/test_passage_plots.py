import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis.show.colours import GROUP_COLOURS, UNSURE, group_colour
from analysis.show.passage_plots import plot_passages
from analysis.tables.shares import MOST_PAGES, passages
from tests.show.drawn import overlaps, ticks

TOPICS = pd.DataFrame({"topic": [0, 1], "label": ["茶园·春茶", "渡口·守渡人"]})


def lines(n_pages: int = 2) -> pd.DataFrame:
    pages = [f"页{i}.txt" for i in range(n_pages)]
    rows = {"page": [p for p in pages for _ in range(3)], "keep": [1, 0, 1] * n_pages, "topic": [0, 0, 1] * n_pages}
    table = pd.DataFrame({**rows, "text": [" 四个汉字", "扬掉", "两字"] * n_pages})
    return table.assign(topic=table["topic"].astype("Int64").mask(table.index == len(table) - 1))


def test_passages_are_the_kept_lines_of_some_pages() -> None:
    assert passages(lines()).to_numpy(object, na_value=-1).tolist() == [
        ["页0.txt", 0, 4], ["页0.txt", 1, 2], ["页1.txt", 0, 4], ["页1.txt", -1, 2],
    ]  # fmt: skip
    assert len(passages(lines(MOST_PAGES))) == 2 * MOST_PAGES
    assert passages(lines(2 * MOST_PAGES))["page"].nunique() == MOST_PAGES


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_line_is_a_piece_of_its_pages_bar_in_the_colour_of_its_topic(lang: str) -> None:
    ax = plot_passages(passages(lines()), TOPICS, lang=lang)
    drawn = [(bar.get_x(), bar.get_width(), to_hex(bar.get_facecolor())) for bar in ax.patches]
    first, second = group_colour(0), group_colour(1)
    assert drawn == [(0, 4, first), (4, 2, second), (0, 4, first), (4, 2, UNSURE)]
    assert ticks(ax.yaxis) == ["页0.txt", "页1.txt"]
    unassigned = {"zh": "未归类", "en": "unassigned"}[lang]
    said = [text.get_text() for text in ax.texts]
    assert [text for text in said if text not in {"■"}] == ["0 茶园·春茶", "1 渡口·守渡人", unassigned]
    assert overlaps(ax) == []


def test_topics_of_a_colour_that_was_there_before_have_stripes_in_bars_and_key() -> None:
    n = len(GROUP_COLOURS)
    topics = pd.DataFrame({"topic": [0, n], "label": ["茶园·春茶", "渡口·守渡人"]})
    pieces = passages(lines(1).assign(topic=pd.array([0, 0, n], dtype="Int64")))
    ax = plot_passages(pieces, topics)
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False, True]
    assert [text.get_text() for text in ax.texts if text.get_text() in "■▨"] == ["■", "▨"]


@pytest.mark.parametrize(
    ("n_pages", "said"), [(MOST_PAGES, ""), (2 * MOST_PAGES, f"{2 * MOST_PAGES} 页中按次序等距取 {MOST_PAGES} 页")]
)
def test_of_many_pages_it_is_said_how_many_are_drawn(n_pages: int, said: str) -> None:
    ax = plot_passages(lines(n_pages), TOPICS)
    assert any("等距" in text.get_text() for text in ax.texts) == bool(said)
    assert said in {"", *(text.get_text() for text in ax.texts)}
