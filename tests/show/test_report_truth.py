"""What the report draws and says is so, in a real browser: bars, shares, names, gaps, and one number in all views."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from tests.show.made_report import made, name_of
from tests.show.opened_report import FIRST, Open, Opened

pytestmark = pytest.mark.browser

BARS = """() => {
    const wide = (it) => it?.getBoundingClientRect().width ?? 0;
    return [...document.querySelectorAll("main .track")].filter((it) => it.checkVisibility())
        .map((it) => [it.classList.contains("bare"), wide(it.firstChild) / wide(it), it.getAttribute("aria-label")]);
}"""
SEGMENTS = """() => [...document.querySelectorAll("main .site .stack")]
    .map((it) => [...it.children].map((part) => part.title.replace(/ [<>\\d.]+%$/, "")))"""


def share_in(label: str) -> float:
    """Return the number that a bar is labelled with, 0..1."""
    number, percent = re.findall(r"([\d.]+)(%?)", label)[-1]
    return float(number) / (100 if percent else 1)


def told_of_two_sites() -> dict[str, pd.DataFrame]:
    tables = made(30)
    tables["sites"]["share"] = np.where(tables["sites"]["site"] == "江村", 0.6, 0.05)
    tables["topics"]["share"] = [0.4, 0.2, 0.1, 0.1, 0.1, 0.1]
    return tables


@pytest.mark.parametrize("view", ["", "topics", "topic/0", "word/茶园", "pages", "review", "cluster/0"])
def test_a_bar_on_a_track_is_a_share_of_it_and_others_are_long_beside_each_other(opened: Open, view: str) -> None:
    report = opened(tables=told_of_two_sites())
    report.go(view)
    found = report.page.evaluate(BARS)
    assert found
    for bare, wide, label in found:
        assert bare or wide == pytest.approx(share_in(label), abs=0.011), label
    bars = [(share_in(label), wide) for bare, wide, label in found if bare and view != "topic/0"]  # two scales there
    assert all(wide == pytest.approx(share / max(bars)[0], abs=0.02) for share, wide in bars)


def test_all_characters_fill_one_bar_in_parts_as_large_as_they_say(opened: Open) -> None:
    report = opened(30)
    found = report.page.evaluate("""() => [...document.querySelectorAll(".split .stack > *")]
        .map((it) => [it.getBoundingClientRect().width / document.querySelector(".split").clientWidth, it.title])""")
    assert sum(wide for wide, _ in found) > 0.97
    for wide, title in found:
        assert wide == pytest.approx(share_in(title), abs=0.02), title
    assert re.findall(r"扬掉 ([<>\d.]+%)", report.said(".scale")) == re.findall(
        r"([<>\d.]+%) 的字扬掉了", report.said(".lead")
    )


def kinds(report: Opened, where: str) -> set[str]:
    return {
        re.sub(r"[\s\d.,%<>·行]+$", "", text.split("\n")[0]) for text in report.page.locator(where).all_inner_texts()
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_kind_of_lines_has_one_name_in_all_views(opened: Open, language: str) -> None:
    report = opened(30)
    if language == "en":
        report.page.click(".switches button >> nth=0")
        report.page.wait_for_selector('html[lang="en"]')
    overview = kinds(report, ".role summary b")
    assert len(overview) == 5
    report.go("sites")
    assert kinds(report, ".keys .keyed") - {"留下", "kept"} == overview
    report.go("site/江村")
    assert kinds(report, ".keys .keyed") - {"留下", "kept"} == overview
    report.go(FIRST)
    assert kinds(report, ".rolekeys button >> visible=true") - {"全部展开", "Open all"} == overview
    report.page.keyboard.press("o")
    assert kinds(report, ".gone .tag") == overview
    report.page.keyboard.press("d")
    assert kinds(report, ".change .tag") == overview


def test_parts_of_bars_of_sites_come_in_one_order(opened: Open) -> None:
    tables = made(30)
    lines = tables["lines"]
    here = lines["page"].str.startswith("江村") & (lines["role"] == "legal")
    lines.loc[here, "text"] = "这里写了很长的一段版权声明。" * 20
    report = opened(tables=tables)
    report.go("sites")
    names = [name for name in kinds_in_order(report) if name != "留下"]
    for site in report.page.evaluate(SEGMENTS):
        own = [part for part in site if part != "留下"]
        assert own == [name for name in names if name in own]


def kinds_in_order(report: Opened) -> list[str]:
    return [text.strip() for text in report.page.locator(".keys .keyed").all_inner_texts()]


def test_where_anything_was_dropped_nothing_is_said_to_be_all(opened: Open) -> None:
    tables = made(30)
    lines = tables["lines"]
    lines["keep"] = 1
    lines.loc[lines["role"] == "body", "text"] = "很长的一段正文，一字未动。" * 400
    lines.loc[lines.index[0], "keep"] = 0
    tables["pages"]["kept"] = 9
    tables["pages"]["noise_share"] = 0.0
    tables["pages"].loc[0, "kept"] = 8
    report = opened(tables=tables)
    assert ">99.9%" in report.said(".figures")
    assert report.said(".scale").split() == ["留下", ">99.9%", "扬掉", "<0.1%"]
    assert "100%" not in report.said(".lead")
    wide = report.page.locator(".split > div >> nth=1").bounding_box()
    assert wide
    assert wide["width"] <= 4
    report.go("pages")
    assert report.page.inner_text(".row .noise >> nth=0") == "扬掉 <0.1%"
    assert report.page.inner_text(".row .noise >> nth=1") == "扬掉 0%"
    assert report.page.locator(".row .track").count() == 0


@pytest.mark.parametrize("sure", [False, True])
def test_overview_and_review_tell_one_number_of_pages_without_confidence(opened: Open, sure: bool) -> None:
    tables = made(30)
    tables["lines"]["score"] = 0.5  # every line by a narrow margin, of which the table's own column knows nothing
    if sure:
        tables["pages"]["review"] = ""
    report = opened(tables=tables)
    told = report.said(".notes")
    assert ("没有把握" in told) != sure
    if not sure:
        assert "2 页的判断没有把握" in told
        report.page.click(".notes a")
        report.page.wait_for_selector('main[data-view="review"]')
        assert report.said(".lead").startswith("2 页的判断没有把握")
    else:
        report.go("review")
    assert report.page.locator("main .row").count() == (0 if sure else 2)
    assert "pages.csv" not in report.said("main")


def test_what_an_earlier_version_does_not_say_is_guessed(opened: Open) -> None:
    tables = made(30)
    tables["lines"]["score"] = 0.5
    tables["pages"] = tables["pages"].drop(columns="review")
    report = opened(tables=tables)
    report.go("review")
    assert report.page.locator("main .row").count() == 30


def test_periods_without_pages_leave_a_gap(opened: Open) -> None:
    tables = made(60)
    trends = tables["trends"]
    trends.loc[trends["period"] == "2022", ["pages", "share", "error"]] = [0, 0.0, 0.0]
    report = opened(tables=tables)
    report.go("topic/0")
    assert report.page.locator("svg.trend .line").count() == 2
    assert report.page.locator("svg.trend .point").count() == 2
    lowest = report.page.evaluate(
        "Math.max(...[...document.querySelectorAll('.point')].map(it => it.cy.baseVal.value))"
    )
    assert lowest < report.page.evaluate("document.querySelector('.trend .grid').y1.baseVal.value")
    assert "2021、2023" in report.said("section:has(svg.trend) .facts")


def test_runs_of_dropped_lines_are_opened_and_closed_by_one_key_that_says_which(opened: Open) -> None:
    report = opened(30)
    report.go(FIRST)
    key = report.page.locator(".rolekeys button").first
    assert key.inner_text() == "全部展开"
    key.click()
    assert key.inner_text() == "全部折叠"
    assert report.page.locator('.rolekeys [aria-pressed="true"]').count() == 5
    report.page.click(".run summary >> nth=0")
    report.page.wait_for_selector('.rolekeys button >> text="全部展开"')
    assert report.page.locator('.rolekeys [aria-pressed="true"]').count() == 4
    report.page.keyboard.press("d")
    assert not report.page.is_visible(".rolekeys")


def test_one_line_is_as_large_in_a_run_of_few_as_in_one_of_many(opened: Open) -> None:
    report = opened(30)
    report.go(FIRST)
    wide = report.page.evaluate(
        "[...document.querySelectorAll('.run .margin i')].map(it => it.getBoundingClientRect().width)"
    )
    assert max(wide) - min(wide) < 0.1
    assert max(wide) < 8


def test_a_page_that_is_found_by_its_source_shows_where(opened: Open) -> None:
    report = opened(30)
    report.go("pages?q=" + "江村日报")
    assert report.page.inner_text(".row mark >> nth=0") == "江村日报"
    report.page.fill("#search", "江村日报")
    report.page.wait_for_selector(".option mark")
    assert "江村日报" in report.page.inner_text(".option mark >> nth=0")
    assert "全部 3 页" in report.said(".option >> nth=-1")


def test_of_one_site_nothing_is_told_of_sites(opened: Open) -> None:
    tables = made(30)
    for table, column in (
        *((one, "page") for one in ("lines", "pages", "topic_lines", "map")),
        ("clusters", "nearest"),
    ):
        tables[table][column] = tables[table][column].str.replace(r"^[^/]+/", "一处/", regex=True)
    tables["pages"]["duplicate_of"] = ""
    tables["sites"] = tables["sites"][tables["sites"]["site"] == "江村"]
    report = opened(tables=tables)
    report.go("topic/0")
    assert "各站点" not in report.said("main")
    assert "一处" not in report.page.inner_text(".rows .facts >> nth=0")
    report.go("sites")
    assert report.heading() == "一处"


def test_a_long_line_that_pages_share_is_found_in_them_though_it_is_shown_cut(opened: Open) -> None:
    tables = made(30)
    lines = tables["lines"]
    lines.loc[lines["role"] == "legal", "text"] = "未经许可不得转载，违者必究。" * 20
    report = opened(tables=tables)
    report.go("site/江村")
    link = report.page.locator(".shared a", has_text="未经许可")
    assert link.inner_text().endswith("…")
    link.click()
    report.page.wait_for_selector('main[data-view="pages"] .hit')


def test_a_line_that_the_clean_text_has_once_is_struck_out_the_second_time(opened: Open) -> None:
    tables = made(30)
    lines = tables["lines"]
    row = lines.index[(lines["page"] == name_of(0)) & (lines["role"] == "meta")][0]
    title = lines.loc[(lines["page"] == name_of(0)) & (lines["role"] == "title"), "text"].iloc[0]
    lines.loc[row, ["role", "kind", "keep", "text"]] = ["title", "content", 1, title]
    report = opened(tables=tables)
    report.go(FIRST)
    struck = report.page.locator(".line.out")
    assert struck.count() == 1
    struck.click()
    assert "不在正文里" in report.page.inner_text(".evidence")


def test_the_map_tells_pages_of_which_nothing_was_dropped_and_a_year_of_most_pages_apart(opened: Open) -> None:
    tables = made(60)
    pages = tables["pages"]
    pages.loc[:19, "kept"] = 9
    pages["date"] = [str(2000 + i) for i in range(10)] + ["2012"] * 40 + [str(2013 + i) for i in range(10)]
    report = opened(tables=tables)
    report.go("map?by=noise")
    keys = [key.split("\n")[0] for key in report.page.locator(".mapkey button").all_inner_texts()]
    assert keys == ["没有扬掉的", "不到 20%", "20–39%", "40–59%", "60–79%", "80–100%"]
    report.go("map?by=date")
    keys = [key.split("\n")[0] for key in report.page.locator(".mapkey button").all_inner_texts()]
    assert "2012" in keys
    assert "2000–2009" in keys
