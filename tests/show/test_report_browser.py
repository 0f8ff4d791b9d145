"""The report in a real browser: each view opened and used, at two widths, with few and many pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.show.report import SHARDS
from tests.show.made_report import made, name_of, title_of
from tests.show.opened_report import FIRST, VIEWS, Open, Opened, tables_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (5, 308, 10_000)
HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\" onmouseover=\"document.title='owned'\" style=\"position:fixed\"",
    "javascript:document.title='owned'",
    "</style><style>*{display:none}</style>",
    "前\u202e后\u2066翻",
    "__proto__",
)  # fmt: skip
TYPE = """([box, text]) => {
    const field = document.querySelector(box);
    field.value = text;
    field.dispatchEvent(new Event("input"));
    return document.body.offsetHeight;
}"""
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("n_pages", SIZES)
def test_each_view_opens_without_a_complaint_or_a_request(opened: Open, n_pages: int, width: int) -> None:
    report = opened(n_pages, width)
    headings = []
    for view in VIEWS:
        report.go(view)
        headings.append(report.heading())
        report.is_well()
    assert headings[0] == "页面里有什么，扬掉了什么"
    assert "茶园·采茶·春茶" in headings[2]
    assert headings[-1] == title_of(0)
    assert "这里没有内容" not in headings


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("n_pages", SIZES)
def test_two_clicks_and_a_search_lead_to_the_reason_of_a_dropped_line(opened: Open, n_pages: int, width: int) -> None:
    report, page = opened(n_pages, width), n_pages - 1
    report.page.fill("#search", f"（{page}）")
    report.page.locator(".option", has_text=title_of(page)).first.click()
    report.page.wait_for_selector(".article")
    assert report.heading() == title_of(page)
    report.page.click(".run summary >> nth=-1")
    report.page.click('.gone[data-role="related"]')
    told = report.page.inner_text(".evidence")
    assert "推荐" in told
    assert "在推荐栏标签之后" in told
    assert "句末无标点" in told
    report.is_well()


def test_search_and_filter_of_ten_thousand_pages_take_less_than_a_tenth_of_a_second(opened: Open) -> None:
    """Measured in the page by the clock of its thread, so that what the machine does beside does not count."""
    report = opened(10_000)
    session = report.context.new_cdp_session(report.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float({one["name"]: one["value"] for one in metrics}["TaskDuration"])

    def seconds(box: str, text: str) -> float:
        before = spent()
        report.page.evaluate(TYPE, [box, text])
        return spent() - before

    texts = ("养蜂", "师傅", "江", "（99", "z")
    assert max(seconds("#search", text) for text in texts) < 0.1
    report.go("pages")
    assert max(seconds("#pagefilter", text) for text in texts) < 0.1
    report.page.fill("#pagefilter", "（9999）")
    assert report.page.inner_text("main .row .title") == title_of(9_999)
    report.page.fill("#pagefilter", "没有这样的页面")
    assert report.page.locator("main ol .row").count() == 0


def test_lines_beside_the_report_are_searched_when_asked_for(opened: Open) -> None:
    report = opened(10_000)
    report.go("pages?q=" + "第10001天有了变化")
    assert report.page.locator(".hit").count() == 0
    report.page.click('text="也在所有行里找（读入 report 文件夹）"')
    report.page.wait_for_selector(".hit")
    assert "第10001天有了变化" in report.page.inner_text(".hit >> nth=0")
    assert (
        len({url for url in report.asked if f"/{SHARDS}/" in url})
        == len(list((report.path.parent / SHARDS).iterdir()))
        > 1
    )
    report.is_well()


def test_without_the_folder_beside_it_a_large_report_says_what_is_missing(
    opened: Open, tmp_path: Path, browser: Browser
) -> None:
    large = opened(10_000)
    alone = tmp_path / "report.html"
    shutil.copyfile(large.path, alone)
    report = Opened(browser, alone, 1440)
    report.go(FIRST)
    assert "report/lines-0000.js" in report.page.inner_text("main")
    report.context.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_pages_stays_text_wherever_it_stands(opened: Open, text: str) -> None:
    tables = made(12)
    for table, column in (
        ("lines", "text"), ("pages", "title"), ("pages", "source"), ("topics", "label"), ("topics", "words"),
        ("clusters", "label"), ("topic_lines", "text"),
    ):  # fmt: skip
        tables[table].loc[:, column] = text
    tables["lines"].loc[:, "reason"] = text
    tables["topic_words"].loc[:, "word"] = text
    tables["pages"] = tables["pages"].assign(review=text)
    for name in ("lines", "pages", "topic_lines", "map"):
        tables[name]["page"] = tables[name]["page"].str.replace("江村", text)
    tables["clusters"]["nearest"] = tables["clusters"]["nearest"].str.replace("江村", text)
    report = opened(tables=tables)
    whole = report.path.read_text(encoding="utf-8")
    assert whole.count("<script") == 3
    assert text not in whole or text == "__proto__"
    for view in ("", "topics", "topic/0", "map", "clusters", "cluster/0", "sites", "review", "pages"):
        report.go(view)
    report.page.click("main .row .title >> nth=0")
    report.page.wait_for_selector(".article")
    report.page.click(".run summary >> nth=0")
    shown = report.page.inner_text(".gone >> nth=0")
    for turning, said in (("\u202e", "U+202E"), ("\u2066", "U+2066")):
        text = text.replace(turning, said)
    assert text in shown
    assert report.page.evaluate("document.querySelectorAll('img, iframe, object, main script, main style').length") == 0
    assert report.page.title() != "owned"
    assert report.page.evaluate(
        "[...document.querySelectorAll('a')].every(a => a.getAttribute('href').startsWith('#/'))"
    )
    report.is_well()


def test_the_policy_lets_nothing_run_and_nothing_be_fetched(opened: Open) -> None:
    report = opened(5)
    report.page.evaluate("""() => {
        const script = document.createElement("script");
        try { script.textContent = "document.title = 'owned'"; document.body.append(script); } catch {}
        try { document.body.insertAdjacentHTML("beforeend", "<b id=made></b>"); } catch {}
        document.body.append(Object.assign(new Image(), { src: "https://example.org/x.png" }));
    }""")
    report.page.wait_for_timeout(100)
    assert report.page.title() != "owned"
    assert report.page.locator("#made").count() == 0
    assert (
        [url for url in report.asked if not url.startswith("file:")] == report.refused == ["https://example.org/x.png"]
    )


def test_the_slider_of_relevance_turns_the_order_of_words(opened: Open) -> None:
    tables = made(30)
    words = tables["topic_words"]
    words.loc[words["word"] == "茶园", ["weight", "overall"]] = (50.0, 50.0)  # heavy, and as heavy everywhere
    words.loc[words["word"] == "炒茶", ["weight", "overall"]] = (5.0, 0.5)  # light, and of this topic alone
    report = opened(tables=tables)
    report.go("topic/0")

    def first(balance: str) -> str:
        report.page.locator("#balance").fill(balance)
        return str(report.page.inner_text(".wordbars li a >> nth=0"))

    assert (first("1"), first("0")) == ("茶园", "炒茶")


def test_the_language_and_the_light_are_switched(opened: Open) -> None:
    report = opened(30)
    light = report.page.evaluate("getComputedStyle(document.body).backgroundColor")
    report.page.click(".switches button >> nth=0")
    report.page.wait_for_selector('html[lang="en"]')
    assert "30 pages from 10 sites, 2021 to 2023." in report.said(".lead")
    assert report.page.inner_text("#bar nav a >> nth=1") == "Topics"
    report.go(f"{FIRST}/9")
    report.page.wait_for_selector('.evidence >> text="at 98% of the page"')
    report.page.keyboard.press("k")
    report.page.wait_for_selector('.evidence >> text="repeated on 3 pages"')
    report.page.click(".switches button >> nth=1")
    assert report.page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    report.page.reload()
    report.page.wait_for_selector('html[data-theme="dark"][lang="en"]')


def test_dark_is_taken_from_the_system(opened: Open) -> None:
    paper = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
    light, dark = (sum(opened(5, scheme=scheme).page.evaluate(paper)) for scheme in ("light", "dark"))
    assert light > 600
    assert dark < 150


def test_pages_on_the_map_are_pointed_at_chosen_and_found(opened: Open) -> None:
    report = opened(308)
    report.go("map")
    report.page.wait_for_timeout(150)
    names = report.page.evaluate("boji.map().names")
    assert {"茶园·采茶·春茶", "渡口·渡船·石阶"} <= set(names)
    box = report.page.locator("canvas").bounding_box()
    x, y = report.page.evaluate("boji.map().at(7)")
    report.page.mouse.move(box["x"] + x, box["y"] + y)
    assert title_of(7) in report.page.inner_text(".hover")
    report.page.keyboard.down("Shift")
    corners = [(x - 30, y - 30), (x + 30, y - 30), (x + 30, y + 30), (x - 30, y + 30), (x - 30, y - 30)]
    report.page.mouse.move(box["x"] + corners[0][0], box["y"] + corners[0][1])
    report.page.mouse.down()
    for corner in corners[1:]:
        report.page.mouse.move(box["x"] + corner[0], box["y"] + corner[1])
    report.page.mouse.up()
    report.page.keyboard.up("Shift")
    assert title_of(7) in report.page.inner_text(".chosen")
    report.page.fill(".maptools input", "（30")
    assert "选中 9 页" in report.said(".chosen")
    report.page.select_option(".maptools select", "noise")
    assert report.page.inner_text(".mapkey button >> nth=0").startswith("不到 20%")
    report.is_well()


def test_near_the_map_has_other_names_than_from_afar(opened: Open) -> None:
    report = opened(308)
    report.go("map")
    report.page.wait_for_timeout(150)
    afar = report.page.evaluate("boji.map().names")
    box = report.page.locator("canvas").bounding_box()
    x, y = report.page.evaluate("boji.map().at(7)")
    report.page.mouse.move(box["x"] + x, box["y"] + y)
    report.page.mouse.wheel(0, -800)
    report.page.wait_for_function("afar => boji.map().names.some((one) => !afar.includes(one))", arg=afar)
    report.is_well()


def test_keys_lead_from_view_to_view_and_from_dropped_line_to_dropped_line(opened: Open) -> None:
    report = opened(30)
    report.page.keyboard.press("4")
    report.page.wait_for_selector('main[data-view="clusters"]')
    report.page.keyboard.press("/")
    assert report.page.evaluate("document.activeElement.id") == "search"
    report.page.keyboard.type("（12）")
    found = "title => (document.querySelector('.option')?.innerText ?? '').includes(title)"
    report.page.wait_for_function(found, arg=title_of(12))  # typed faster than it is searched for
    report.page.keyboard.press("ArrowDown")
    report.page.keyboard.press("Enter")
    report.page.wait_for_selector(".article")
    assert report.heading() == title_of(12)
    report.page.keyboard.press("j")
    report.page.keyboard.press("j")
    assert "元信息" in report.page.inner_text(".evidence")
    assert report.said("#place") == "扬掉的第 2/5 行"
    report.page.keyboard.press("ArrowRight")
    report.page.wait_for_function("title => document.querySelector('main h1').innerText === title", arg=title_of(13))


SEARCHED_AND = """([words, key]) => {
  const box = document.querySelector("#search");
  box.value = words;
  box.dispatchEvent(new Event("input"));
  box.dispatchEvent(new KeyboardEvent("keydown", { key }));
  return document.querySelectorAll(".found .facts > span").length;
}"""  # in one turn, before any line can have been found
LINES_FOUND = ".found .facts > .kept, .found .facts > .dropped"


def test_what_an_arrow_chose_stays_chosen_when_lines_are_found_later(opened: Open) -> None:
    report = opened(30)
    assert report.page.evaluate(SEARCHED_AND, ["（12）", "ArrowDown"]) == 0
    report.page.wait_for_selector(LINES_FOUND)
    assert title_of(12) in report.page.inner_text('.found [aria-selected="true"]')
    assert report.page.locator("#active").count() == 1
    assert report.page.get_attribute("#search", "aria-activedescendant") == "active"


def test_what_was_closed_is_not_opened_again_by_lines_found_later(opened: Open) -> None:
    report = opened(30)
    assert report.page.evaluate(SEARCHED_AND, ["（12）", "Escape"]) == 0
    report.page.wait_for_timeout(300)
    assert report.page.locator(LINES_FOUND).count() == 0
    assert report.page.is_hidden("#found")


def test_the_clean_text_is_downloaded_as_the_lines_that_were_kept(opened: Open) -> None:
    report = opened(30)
    report.go(FIRST)
    with report.page.expect_download() as caught:
        report.page.click('text="下载正文"')
    lines = tables_of(30)["lines"]
    own = lines[(lines["page"] == name_of(0)) & (lines["keep"] == 1)]
    assert Path(caught.value.path()).read_text(encoding="utf-8") == "".join(f"{text}\n" for text in own["text"])
    assert caught.value.suggested_filename == "00000.clean.txt"


def test_topics_are_renamed_and_merged_and_what_was_done_is_downloaded(opened: Open) -> None:
    report = opened(30)
    report.go("topic/1")
    report.page.fill("#rename", "水上人家")
    report.page.click('text="应用"')
    assert report.heading() == "水上人家"
    report.page.select_option("#into", "0")
    report.page.click('text="应用"')
    assert report.heading() == "茶园·采茶·春茶"
    assert report.page.inner_text(".figures .figure:nth-child(2) b") == "10"
    with report.page.expect_download() as caught:
        report.page.click('text="下载 labels.json"')
    assert json.loads(Path(caught.value.path()).read_text(encoding="utf-8")) == {
        "names": {"1": "水上人家"},
        "into": {"1": 0},
    }


def test_printed_it_is_the_article_without_the_bars(opened: Open) -> None:
    report = opened(30)
    report.go(FIRST)
    report.page.emulate_media(media="print")
    assert not report.page.is_visible("#bar")
    assert not report.page.is_visible(".tools")
    assert report.page.is_visible(".article")


@pytest.mark.parametrize("width", [1440, 390])
def test_every_control_has_a_name_and_every_view_one_heading(opened: Open, width: int) -> None:
    report = opened(30, width)
    for view in VIEWS:
        report.go(view)
        nameless = """[...document.querySelectorAll('button, a, input, select, canvas, [role=img]')]
            .filter(it => !(it.getAttribute('aria-label') || it.textContent.trim() || it.labels?.length))
            .map(it => it.outerHTML)"""
        assert report.page.evaluate(nameless) == []
        assert report.page.locator("main h1").count() == 1
