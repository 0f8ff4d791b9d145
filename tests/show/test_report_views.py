"""What views of the report say, in a real browser: marks, words, neighbours, the key of the map, keys, headings."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pandas as pd
import pytest

from tests.show.made_report import made, name_of
from tests.show.opened_report import FIRST, VIEWS, Open

SECOND = "page/%E6%B2%B3%E6%B9%BE%2F00001.txt"
LEVELS = "[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map(it => Number(it.tagName[1]))"
pytestmark = pytest.mark.browser


def test_a_word_leads_to_the_topics_it_falls_to_and_to_its_pages(opened: Open) -> None:
    tables = made(30)
    words, topics = tables["topic_words"], tables["topics"]
    shared = pd.DataFrame({"topic": [1], "word": ["茶园"], "weight": [2.0], "overall": [8.0]})
    words.loc[words["word"] == "茶园", ["weight", "overall"]] = (20.0, 8.0)
    topics.loc[topics["topic"].isin([0, 1]), "share"] = (0.3, 0.2)
    report = opened(tables={**tables, "topic_words": pd.concat([words, shared], ignore_index=True)})
    report.go("topic/0")
    report.page.click('.wordbars a >> text="茶园"')
    report.page.wait_for_selector('main[data-view="word"]')
    assert report.heading() == "茶园"
    assert "占全部内容的 0.80%；是 2 个主题的代表词" in report.said(".lead")
    rows = report.page.locator(".bars li")
    told = [re.sub(r"\s+", " ", text) for text in rows.all_inner_texts()]
    assert told == ["茶园·采茶·春茶 75% 本主题的 2.00%", "渡口·渡船·石阶 5.0% 本主题的 0.20%"]
    assert "其余 20%" in report.said(".key")
    assert report.page.locator("main .row .title").count() == sum("茶园" in title for title in tables["pages"]["title"])
    report.page.click('text="在所有行里找它 →"')
    report.page.wait_for_selector('main[data-view="pages"] .hit')
    report.go("word/没有这个词")
    assert report.heading() == "这里没有内容"
    report.is_well()


def test_topics_with_the_same_words_are_named_beside_each_other(opened: Open) -> None:
    tables = made(30)
    words = tables["topic_words"]
    tables["topic_words"] = words.assign(word=words["word"].where(words["topic"] != 3, words["word"].shift(4)))
    report = opened(tables=tables)
    report.go("topic/3")
    near = report.page.locator("section", has=report.page.locator('h2:text("最相近的主题")'))
    assert near.locator("li").count() == 1
    assert "棋社" in near.locator("li").inner_text()
    assert near.locator(".n").inner_text() == "1.00"
    report.go("topic/0")
    assert near.count() == 0


def test_no_share_over_time_reaches_beyond_the_whole(opened: Open) -> None:
    tables = made(30)
    tables["trends"] = tables["trends"].assign(share=0.9, error=0.4)
    report = opened(tables=tables)
    report.go("topic/0")
    marks = report.page.locator("svg.trend text.end").all_text_contents()
    assert marks == ["0%", "50%", "100%"]


def test_clusters_are_rings_and_topics_are_not(opened: Open) -> None:
    report = opened(30)
    for view, rings, squares in (("clusters", 6, 0), ("topics", 0, 6), (SECOND, 1, 1)):
        report.go(view)
        heads = "main .groups" if view == SECOND else "main .card h2"
        assert report.page.locator(f"{heads} .dot.ring").count() == rings
        assert report.page.locator(f"{heads} .dot:not(.ring)").count() == squares


def test_what_the_share_beside_a_page_is_stands_beside_it(opened: Open) -> None:
    report = opened(30)
    report.go("pages")
    assert report.page.inner_text(".row .noise >> nth=3") == "扬掉 30%"
    report.go("sites")
    assert re.match(r"扬掉 \d+%", report.said(".site .n >> nth=0"))


def test_each_line_has_the_colour_of_its_topic_where_a_page_has_several(opened: Open) -> None:
    tables = made(30)
    lines = tables["lines"]
    lines.loc[(lines["page"] == name_of(0)) & (lines["line"] == 6), "topic"] = 1
    report = opened(tables=tables)
    report.go(FIRST)
    marked = report.page.locator(".line.speaks")
    colours = marked.evaluate_all("all => all.map(it => getComputedStyle(it).borderRightColor)")
    assert len(colours) == 4
    assert len(set(colours)) == 2
    assert "茶园·采茶·春茶" in report.said(".spoken")
    report.go(SECOND)
    assert report.page.locator(".line.speaks, .spoken").count() == 0


def elsewhere(name: re.Match[str]) -> str:
    """Return a page's name in one of 25 folders."""
    return f"点{int(name[1]) % 25}/{name[1]}"


def test_the_key_of_the_map_opens_to_all_that_it_names(opened: Open) -> None:
    tables = made(60)
    named = [(table, "page") for table in ("lines", "pages", "topic_lines", "map")]
    for table, column in (*named, ("pages", "duplicate_of"), ("clusters", "nearest")):
        names = tables[table][column].str.replace(r"^[^/]+/(\d+)", elsewhere, regex=True)
        tables[table] = tables[table].assign(**{column: names})
    report = opened(tables=tables)
    report.go("map?by=site")
    key = report.page.locator(".mapkey button")
    assert key.count() == 21
    assert report.said(".mapkey button >> nth=-1") == "另有 5 个"
    key.last.click()
    assert key.count() == 25
    assert report.page.evaluate("document.activeElement.parentElement.className") == "mapkey"
    report.is_well()


def test_what_is_pointed_at_on_the_map_is_said_and_let_go(opened: Open) -> None:
    report = opened(308)
    report.go("map?by=cluster")
    report.page.wait_for_timeout(150)
    report.page.focus("canvas")
    report.page.keyboard.press("Enter")
    title = report.page.inner_text(".hover .title")
    assert title in report.page.locator(".mapbody [role=status]").inner_text()
    report.page.keyboard.press("Escape")
    assert not report.page.is_visible(".hover")


def test_keys_lead_to_kept_lines_too(opened: Open) -> None:
    report = opened(30)
    report.go(FIRST)
    numbers = []
    for key in ("J", "J", "J", "K"):
        report.page.keyboard.press(key)
        numbers.append(report.page.inner_text(".evidence .up"))
    assert [re.sub(r"\D", "", number) for number in numbers] == ["1", "3", "4", "3"]
    assert "留下" in numbers[1]
    assert "扬掉" in numbers[2]


@pytest.mark.parametrize("width", [1440, 390])
def test_headings_leave_no_level_out(opened: Open, width: int) -> None:
    report = opened(30, width)
    for view in VIEWS:
        report.go(view)
        if view == FIRST:
            report.page.keyboard.press("d")
            report.page.keyboard.press("j")
        levels = report.page.evaluate(LEVELS)
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), view


def test_tab_reaches_the_content_first_and_what_is_reached_is_seen(opened: Open) -> None:
    report = opened(30)
    report.page.keyboard.press("Tab")
    assert report.page.evaluate("document.activeElement.className") == "skip"
    assert report.page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]  # it is shown
    report.page.keyboard.press("Enter")
    assert report.page.evaluate("document.activeElement.id") == "main"
    report.go("pages")
    for _ in range(12):
        report.page.keyboard.press("Tab")
        told = "[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]"
        tag, outline = report.page.evaluate(told)
        assert (tag in {"A", "BUTTON", "INPUT", "SELECT"}, outline) == (True, "solid")


def test_on_a_narrow_screen_the_row_of_tabs_moves_to_the_one_that_is_open(opened: Open) -> None:
    report = opened(30, width=260)
    ends = "[...document.querySelectorAll('#bar nav, #bar nav [aria-current]')].map(one => one.getBoundingClientRect())"
    for view in ("pages", "overview", "review"):
        report.go("" if view == "overview" else view)
        row, tab = report.page.evaluate(f"{ends}.map(box => [box.left, box.right])")
        assert row[0] - 1 <= tab[0] < tab[1] <= row[1] + 1
    assert report.page.evaluate(
        "document.querySelector('#bar nav').scrollWidth > document.querySelector('#bar nav').clientWidth"
    )


def test_near_the_map_no_word_is_written_twice_side_by_side(opened: Open) -> None:
    report = opened(308)
    report.go("map")
    report.page.focus("canvas")
    for _ in range(4):
        report.page.keyboard.press("+")
    report.page.wait_for_timeout(300)
    named = report.page.evaluate("boji.map().named")
    assert len(named) > 3
    for one, other in combinations(named, 2):
        near = (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2 < 280**2
        assert not (one["text"] == other["text"] and near), one["text"]


def test_a_narrow_map_names_the_largest_groups_alone(opened: Open) -> None:
    tables = made(308)
    topics = pd.concat([tables["topics"]] * 4, ignore_index=True)
    tables["topics"] = topics.assign(topic=range(24), label=[f"第{t}题" for t in range(24)])
    tables["pages"] = tables["pages"].assign(topic=[int((8 * page) ** 0.5) % 24 for page in range(308)])
    found = {}
    for width in (1440, 390):
        report = opened(tables=tables, width=width)
        report.go("map")
        report.page.wait_for_timeout(300)
        found[width] = set(report.page.evaluate("boji.map().names"))
    assert 6 <= len(found[390]) <= 15 < len(found[1440])
