import pandas as pd

from analysis.show import colours
from analysis.show.cards import NEXT, Framed, card
from tests.separation.test_display import Tags

HOSTILE = "</td><script>alert(1)</script>"
NUMBERS = {"pages": "1,234", "lines": "5,678", "kept": "47%", "topics": "2", "clusters": "3"}
TOPICS = pd.DataFrame(
    {"topic": [0, 1], "label": ["渡船·码头", HOSTILE], "words": ["渡船 码头", HOSTILE], "share": [0.6, 0.4],
     "support": [1.0, 0.3]}
)  # fmt: skip


def test_a_card_has_the_numbers_the_strip_and_the_topics() -> None:
    html = card(NUMBERS, TOPICS, "zh")
    for told in NUMBERS.values():
        assert told in html
    assert "width:60.00%" in html
    assert f"background:{colours.group_colour(0)}" in html
    assert f"background:{colours.UNSURE}" in html  # the second came back in less than half
    texts = Tags(html).texts
    assert "●" * 10 in texts
    assert "●●●○○○○○○○" in texts
    assert NEXT.zh in texts


def test_a_topic_of_a_colour_that_was_there_before_has_stripes() -> None:
    n = len(colours.GROUP_COLOURS)
    html = card(NUMBERS, TOPICS.assign(topic=[n, n + 1]), "zh")
    assert html.count(f"background:repeating-linear-gradient(135deg,{colours.group_colour(0)} ") == 1
    assert html.count("gradient") == 1  # the second came back in less than half: grey
    assert "▨" in Tags(html).texts


def test_words_of_pages_are_text() -> None:
    found = Tags(card(NUMBERS, TOPICS, "en"))
    assert "script" not in found.tags
    assert found.titles == ["渡船·码头", HOSTILE]
    assert HOSTILE in found.texts


def test_no_topics_give_a_card_of_numbers() -> None:
    assert "1,234" in card(NUMBERS, TOPICS.iloc[:0], "en")


def test_a_frame_holds_the_page_apart_from_the_notebook() -> None:
    html = Framed("<p title=\"x\">'渡船'</p>", 600)._repr_html_()
    assert html.startswith('<iframe sandbox="allow-scripts allow-downloads"')
    assert "height:600px" in html
    assert "<p" not in html
    assert Tags(html).tags == ["iframe"]
