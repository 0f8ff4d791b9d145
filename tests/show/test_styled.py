import pandas as pd
import pytest

from analysis.show.colours import group_colour
from analysis.show.styled import LONGEST, MOST_ROWS, Styled
from tests.samples import of_seeds


def cells(html: str) -> list[str]:
    return html.split("<td")[1:]


def test_shares_are_bars_groups_have_their_colours_and_text_is_escaped() -> None:
    table = pd.DataFrame({"topic": [3], "share": [0.25], "pages": [1234], "words": ["<b>茶园</b>"]})
    topic, share, pages, words = cells(Styled(table)._repr_html_())
    assert f"color:{group_colour(3)}" in topic
    assert "88 25%,transparent" in share
    assert ">0.25<" in share
    assert ">1,234<" in pages
    assert "&lt;b&gt;茶园" in words
    assert "<b>" not in words


def test_clusters_are_round_and_topics_square() -> None:
    topic, cluster = cells(Styled(pd.DataFrame({"topic": [3], "cluster": [3]}))._repr_html_())
    assert ("■" in topic, "■" in cluster) == (True, False)


@pytest.mark.parametrize(("share", "wide"), [(-0.2, "88 0%"), (1.5, "88 100%")])
def test_a_bar_stays_in_its_cell(share: float, wide: str) -> None:
    assert wide in Styled(pd.DataFrame({"coherence": [share]}))._repr_html_()


def test_what_is_missing_is_empty_and_what_is_long_is_cut() -> None:
    table = pd.DataFrame({"cluster": pd.array([pd.NA], dtype="Int64"), "text": ["字" * (LONGEST + 1)]})
    nothing, text = cells(Styled(table)._repr_html_())
    assert nothing.startswith("></td>")
    assert text.count("字") == LONGEST - 1


def test_many_rows_are_counted_not_shown() -> None:
    html = Styled(pd.DataFrame({"text": ["x"] * (MOST_ROWS + 7)}))._repr_html_()
    assert (html.count("<tr>"), "… 7<" in html) == (MOST_ROWS + 1, True)


@pytest.mark.parametrize("name", ["topics", "clusters", "pages", "lines", "topic_words"])
def test_tables_of_an_analysis_show_themselves(name: str) -> None:
    table = of_seeds().frames()[name]
    assert Styled(table)._repr_html_().count("<tr>") == min(len(table), MOST_ROWS) + 1
