"""The report in a real browser: from the first screen to a line, its evidence, what was mended; the map by date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.show.report import render
from tests.show.made_report import facts, made, name_of, title_of
from tests.show.opened_report import Open, Opened, tables_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRST = "page/%E6%B1%9F%E6%9D%91%2F00000.txt"
pytestmark = pytest.mark.browser


def test_any_dropped_line_is_two_clicks_and_a_search_away_from_the_first_screen(opened: Open) -> None:
    """Each dropped line of some pages: the page is searched, all its lines are opened, the line is pointed at."""
    report, tables = opened(308), tables_of(308)
    dropped = tables["lines"][tables["lines"]["keep"] == 0]
    for page in (0, 151, 307):
        own = dropped[dropped["page"] == name_of(page)]
        for line, text, reason in zip(own["line"], own["text"], own["reason"], strict=True):
            report.go("")
            report.page.fill("#search", f"（{page}）")
            report.page.locator(".option", has_text=title_of(page)).first.click()
            report.page.wait_for_selector(f'.article [data-line="{line}"]', state="attached")
            report.page.click(".rolekeys button >> nth=0")  # opens all; then the pointer's rest on the line will do
            report.page.hover(f'[data-line="{line}"]')
            told = report.page.inner_text(".evidence")
            assert text in told
            assert all(piece in told for piece in reason.split("；"))
    report.is_well()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_dropped_line_is_found_by_its_words_and_those_of_its_page(opened: Open, width: int) -> None:
    """One search and one press, with a finger too, though the line stands on many pages."""
    report, tables = opened(308, width), tables_of(308)
    dropped = tables["lines"][tables["lines"]["keep"] == 0]
    for page in (0, 151, 307):
        own = dropped[dropped["page"] == name_of(page)]
        for line, text, reason in zip(own["line"], own["text"], own["reason"], strict=True):
            report.go("")
            report.page.fill("#search", f"{text} {name_of(page)}")
            report.page.locator(f'.option[href$="/{line}"]').click()
            report.page.wait_for_selector(".evidence.open")
            told = report.page.inner_text(".evidence")
            assert report.heading() == title_of(page)
            assert text in told
            assert all(piece in told for piece in reason.split("；"))
    report.is_well()


def test_of_very_many_pages_the_first_screen_says_which_are_shown_and_where_the_others_are(
    browser: Browser, tmp_path: Path
) -> None:
    tables = tables_of(308)
    told = facts(tables)
    told["counts"] |= {"pages": 61_600, "lines": 1_200_000}
    path = tmp_path / "report.html"
    path.write_text(render(tables, told, "en").html, encoding="utf-8")
    report = Opened(browser, path, 1440)
    note = report.page.locator(".note").first
    assert "308 of 61,600 pages (0.5%)" in note.inner_text()
    assert "page by page in pages.csv" in note.inner_text()
    assert "lines.parquet" in note.inner_text()
    box = note.bounding_box()
    assert box
    assert box["y"] + box["height"] < 844
    for view in ("pages", "sites", "review", "topic/0", "cluster/0", "site/江村"):
        report.go(view)
        assert "all 61,600 are in pages.csv" in report.page.inner_text("main")
    report.is_well()
    report.context.close()


def test_evidence_is_drawn_as_bars_to_both_sides(opened: Open) -> None:
    report = opened(30)
    report.go(f"{FIRST}/9")
    report.page.wait_for_selector(".weighed")
    said = report.page.locator(".weighed li").all_inner_texts()
    assert said == ["密集段\n−1.4", "角色\n−0.8", "长度\n+0.4", "其余\n−0.6"]
    wide = [box["width"] for box in (bar.bounding_box() for bar in report.page.locator(".both i").all()) if box]
    assert wide[0] > wide[1] > wide[3] > wide[2] > 0
    sides = report.page.evaluate("[...document.querySelectorAll('.both i')].map(it => it.className)")
    assert sides == ["against", "against", "for", "against"]
    report.is_well()


def test_what_mending_changed_is_marked_in_the_source_and_copied_mended(opened: Open) -> None:
    tables = made(30)
    lines = tables["lines"]
    row = lines.index[(lines["page"] == name_of(0)) & (lines["keep"] == 1) & (lines["role"] == "body")][0]
    tables["lines"]["text"] = lines["text"].where(lines.index != row, "炒茶&nbsp;的人")
    report = opened(tables=tables)
    report.go(FIRST)
    report.page.click('text="对照原文"')
    assert "扬掉 5 行，修补 1 处" in report.said(".changes .key")
    assert report.page.inner_text(".stays del") == "&nbsp;"
    assert report.page.inner_text(".stays ins") == "␣"
    assert report.page.locator(".goes").count() == 5
    report.page.hover(".goes >> nth=0")
    assert "导航" in report.page.inner_text(".evidence")
    with report.page.expect_download() as caught:
        report.page.click('text="下载正文"')
    assert "炒茶 的人\n" in Path(caught.value.path()).read_text(encoding="utf-8")
    report.page.keyboard.press("d")
    assert report.page.locator(".changes").count() == 0
    report.is_well()


def test_the_map_is_coloured_by_date_in_the_order_of_time(opened: Open) -> None:
    tables = made(60)
    tables["pages"]["date"] = ["", "2019", *tables["pages"]["date"][2:]]
    report = opened(tables=tables)
    report.go("map?by=date")
    keys = report.page.locator(".mapkey button").all_inner_texts()
    assert [key.split("\n")[0] for key in keys] == ["2019", "2021", "2022", "2023", "没有日期"]
    assert sum(int(key.split("\n")[1]) for key in keys) == 60
    report.is_well()


def test_who_zooms_by_key_comes_to_a_page(opened: Open) -> None:
    report = opened(5)
    report.go("map")
    report.page.wait_for_timeout(150)
    report.page.focus("canvas")
    for _ in range(6):
        report.page.keyboard.press("+")
    report.page.wait_for_timeout(150)
    box = report.page.locator("canvas").bounding_box()
    assert box
    seen = [report.page.evaluate("page => boji.map().at(page)", page) for page in range(5)]
    assert any(0 < x < box["width"] and 0 < y < box["height"] for x, y in seen)
