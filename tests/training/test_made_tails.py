import re
import unicodedata
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.pages import Page
from analysis.training.made_tails import BODY, LABELS, LEAST_LINES, MARKER, OTHER, RELATED, Layout, with_tails

DATE = re.compile(r"20[12]\d-[01]\d-[0-3]\d [012]\d:[0-5]\d:00")
PLACES = "桥 店 庙 塔 井 渡 园 巷 坝 亭 泉 洲 岭 湾 窑 坊 祠 塘 闸 寨".split()


def record(number: int, **changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a page about one place: a menu, a headline, four paragraphs and a byline; no place is on two pages."""
    place = f"{PLACES[number % len(PLACES)]}{number}号"
    paragraphs = [f"　　{place}的第{i}段，街坊们说起它来，都还记得当年的雨季和渡船。" for i in "一二三四"]
    lines = ["首页　要闻", f"老{place}重新开放了", *paragraphs, "责任编辑：河生", "相关阅读"]
    labels = ["noise", *["content"] * 5, "noise", "noise"]
    title = f"老{place}重新开放了_云津晚报"
    return {"id": f"page{number}", "kind": "article", "title": title, "lines": lines, "labels": labels} | changed


RECORDS = [record(i) for i in range(60)]
PAGES, GOLD = with_tails(RECORDS)


def article_and_tail(page: Page, n: int = 6) -> tuple[list[str], list[str]]:
    lines = page.text.split("\n")
    return lines[:n], lines[n:]


def test_the_same_records_give_the_same_pages() -> None:
    assert with_tails(RECORDS) == (PAGES, GOLD)


def test_every_article_gets_a_tail_of_its_own() -> None:
    assert [page.name for page in PAGES] == [f"tail:{r['id']}" for r in RECORDS]
    assert len({"\n".join(article_and_tail(page)[1]) for page in PAGES}) == len(PAGES)


def test_the_layout_is_the_pages_own_whatever_the_others_are() -> None:
    few = {page.name: page for page in with_tails(RECORDS[::-3])[0]}
    for page in PAGES[::-3]:
        ours, theirs = article_and_tail(page)[1], article_and_tail(few[page.name])[1]
        assert (ours[0] in LABELS) == (theirs[0] in LABELS)
        assert any(map(DATE.fullmatch, ours)) == any(map(DATE.fullmatch, theirs))
        if ours[0] in LABELS:
            assert ours[0] == theirs[0]


def test_the_page_stands_above_its_tail_up_to_its_last_line_of_content() -> None:
    for page, made_of in zip(PAGES, RECORDS, strict=True):
        above, tail = article_and_tail(page)
        wanted = made_of["lines"][:6]
        assert above in (wanted, unicodedata.normalize("NFKC", "\n".join(wanted)).split("\n"))
        assert "责任编辑：河生" not in page.text
        assert 8 <= sum(line.endswith("重新开放了") for line in tail) < 36


def test_every_line_has_its_role() -> None:
    assert set(GOLD) == {(page.name, n) for page in PAGES for n in range(1, page.text.count("\n") + 2)}
    for page in PAGES:
        _, tail = article_and_tail(page)
        roles = [GOLD[page.name, n] for n in range(1, 7 + len(tail))]
        assert roles[:6] == [OTHER, *[BODY] * 5]
        labelled = tail[0] in LABELS
        assert roles[6:] == [MARKER] * labelled + [RELATED] * (len(tail) - labelled)
    assert {GOLD[page.name, 7] for page in PAGES} == {MARKER, RELATED}


def test_about_half_of_the_pages_are_folded_to_half_width() -> None:
    folded = [unicodedata.is_normalized("NFKC", page.text) for page in PAGES]
    assert 15 < sum(folded) < 45
    for page, is_folded in zip(PAGES, folded, strict=True):
        assert ("，" in page.text) != is_folded
        assert all(("，" in part) != is_folded for part in article_and_tail(page)[0][2:])


def test_no_page_is_in_its_own_tail() -> None:
    for page, number in zip(PAGES, range(60), strict=True):
        _, tail = article_and_tail(page)
        assert f"{PLACES[number % 20]}{number}号" not in "\n".join(tail)


def test_records_left_out_are_in_no_tail() -> None:
    left_out, rest = RECORDS[7::9], [r for i, r in enumerate(RECORDS) if i % 9 != 7]
    text = "\n".join(page.text for page in with_tails(rest)[0])
    everything = "\n".join(page.text for page in PAGES)
    for r in left_out:
        headline = r["title"].split("_")[0]
        assert everything.count(headline) > 1
        assert headline not in text
        assert headline[1:-5] not in text


def test_tails_are_made_of_headlines_and_leads_of_other_pages_and_of_dates() -> None:
    headlines = {r["title"].split("_")[0] for r in RECORDS}
    leads = ["".join(line.strip() for line in r["lines"][1:6]) for r in RECORDS]
    known = "\n".join([*leads, *(unicodedata.normalize("NFKC", lead) for lead in leads)])
    kinds = {"headline": 0, "date": 0, "lead": 0}
    for page in PAGES:
        for line in article_and_tail(page)[1]:
            if line in headlines:
                kinds["headline"] += 1
            elif DATE.fullmatch(line):
                kinds["date"] += 1
            elif line not in LABELS:
                kinds["lead"] += 1
                assert line.strip(".") in known
    assert min(kinds.values()) > 200


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("渡船停航三日后复航_云津晚报", "渡船停航三日后复航"),
        ("渡船停航三日后复航 - 云津网", "渡船停航三日后复航"),
        ("渡船停航三日后复航|要闻", "渡船停航三日后复航"),
        ("渡船停航-云津晚报要闻", ""),  # too short to be a headline
    ],
)
def test_a_headline_is_the_title_without_the_site(title: str, headline: str) -> None:
    pages, _ = with_tails([record(0), record(1, title=title)])
    _, tail = article_and_tail(pages[0])
    headlines = [line for line in tail if line not in LABELS]
    assert headlines[:1] == [headline] * bool(headline)
    assert "云津" not in "\n".join(tail)


def test_only_articles_are_used_and_only_long_ones_get_tails() -> None:
    forum = record(1, kind="forum")
    short = record(2, labels=["noise", *["content"] * (LEAST_LINES - 1), *["noise"] * 4])
    pages, gold = with_tails([record(0), forum, short])
    assert [page.name for page in pages] == ["tail:page0"]
    assert {name for name, _ in gold} == {"tail:page0"}
    assert "庙2号" in pages[0].text
    assert "店1号" not in pages[0].text


def test_ambiguous_lines_have_no_role_and_end_no_article() -> None:
    _, gold = with_tails([record(0, ambiguous=[0, 3])])
    assert [gold.get(("tail:page0", n)) for n in range(1, 7)] == [None, BODY, BODY, None, BODY, BODY]
    pages, gold = with_tails([record(0, ambiguous=[5]), record(1)])
    assert article_and_tail(pages[0], 5)[0][-1].strip().startswith("桥0号的第三段")
    assert gold["tail:page0", 6] in {RELATED, MARKER}


def test_an_article_without_others_has_at_most_a_label_behind_it() -> None:
    for one in RECORDS[:8]:
        [page], gold = with_tails([one])
        _, tail = article_and_tail(page)
        assert tail in ([], *([label] for label in LABELS))
        assert [gold[page.name, 7]] == [MARKER] if tail else len(gold) == 6


def test_nothing_comes_of_nothing() -> None:
    assert with_tails([]) == ([], {})


@given(st.integers(0, 10_000))
def test_layouts_are_drawn_from_what_sites_use(seed: int) -> None:
    layout = Layout.drawn(np.random.default_rng(seed))
    assert layout == Layout.drawn(np.random.default_rng(seed))
    assert layout.label in LABELS
    assert 38 <= layout.length < 92
    assert layout.headline_cut in {0, 14, 20}


HEADLINE = "的街坊们说起当年的雨季和渡船，没有一个人不记得"
LONG, _ = with_tails([record(i, title=f"{place}{HEADLINE}_云津晚报") for i, place in enumerate(PLACES)])
STUBS = [[line for line in article_and_tail(page)[1] if line not in LABELS] for page in LONG]


def is_headline(line: str) -> bool:
    return line[1:5] == HEADLINE[:4]


def test_headlines_of_a_tail_are_cut_alike_or_whole() -> None:
    cuts = [{unicodedata.normalize("NFKC", line)[1:] for line in lines if is_headline(line)} for lines in STUBS]
    whole = HEADLINE.replace("，", ",")
    assert {cut for each in cuts for cut in each} == {whole, f"{whole[:13]}...", f"{whole[:19]}..."}
    assert {len(each) for each in cuts} == {1}


def test_each_stub_of_a_tail_ends_with_a_date_or_none_does() -> None:
    tails = [[bool(DATE.fullmatch(line)) for line in lines] for lines in STUBS]
    assert {any(dated) for dated in tails} == {True, False}
    for lines, dated in zip(STUBS, tails, strict=True):
        if any(dated):
            next_ones = [*map(is_headline, lines[1:]), True]
            assert dated == next_ones


def test_leads_of_a_tail_are_clipped_alike_with_dots_at_one_end_or_none() -> None:
    tails = [[x for x in lines if not is_headline(x) and not DATE.fullmatch(x)] for lines in STUBS]
    shapes = [{(lead.startswith("..."), lead.endswith("...")) for lead in leads} for leads in tails]
    assert {frozenset(each) for each in shapes if each} == {
        frozenset({(False, False)}), frozenset({(True, False), (False, True)}),
    }  # fmt: skip
    assert set() in shapes  # headlines alone
    lengths = [{len(lead.strip(".")) for lead in leads} for leads in tails]
    assert {len(each) for each in lengths} == {0, 1}
    assert len({min(each) for each in lengths if each}) > 9
    assert 38 <= min(min(each) for each in lengths if each) <= max(max(each) for each in lengths if each) < 92
