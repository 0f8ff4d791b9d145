import sys
from math import log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading import tags
from analysis.reading.flattening import flatten
from analysis.reading.tags import HIGHEST, NAMES, NEVER, REGIONS, Block, Marked, describe_tags

PROSE = "渡船停航以后，街坊们每天要绕路走过老桥，才能到对岸的集市。"  # 26 letters
LETTERS = 26


def facts(html: str) -> dict[str, dict[str, float]]:
    """Return the facts of each line of a page, by the line's text."""
    flat = flatten(html)
    rows = [dict(zip(NAMES, row, strict=True)) for row in flat.markup.tolist()]
    return dict(zip(flat.text.split("\n"), rows, strict=True))


def fact(html: str, name: str, line: str = "渡船") -> float:
    return facts(html)[line][f"html_{name}"]


def test_each_fact_has_a_name_of_its_own_that_says_html() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(name.startswith("html_") for name in NAMES)


def test_a_page_without_lines_has_no_facts() -> None:
    assert describe_tags([]).shape == (0, len(NAMES))
    assert describe_tags([]).dtype == np.float32


@pytest.mark.parametrize(
    ("html", "links", "linked", "bold"),
    [
        ("<p>甲乙丙丁</p>", 0, 0, 0),
        ("<p><a href=x>甲</a>乙丙丁</p>", 1, 0.25, 0),
        ("<p><a href=x>甲</a>，<a href=x>乙</a> 丙丁</p>", 2, 0.5, 0),
        ("<p><a href=x><i>甲</i>乙</a>丙丁</p>", 1, 0.5, 0),
        ("<p><a href=x><img></a><a href=x> · </a>甲乙</p>", 0, 0, 0),
        ("<a href=x><div>甲</div></a>", 1, 1, 0),
        ("<p><b>甲<i>乙</i></b>丙<strong>丁</strong></p>", 0, 0, 0.75),
        ("<p><a href=x><b>甲</b></a>乙</p>", 1, 0.5, 0.5),
        ("<p>……</p>", 0, 0, 0),
    ],
)
def test_links_and_bold_letters_are_counted_by_line(html: str, links: int, linked: float, bold: float) -> None:
    [row] = facts(html).values()
    assert row["html_links"] == pytest.approx(log1p(links))
    assert (row["html_linked"], row["html_bold"]) == (linked, bold)


def test_a_link_broken_in_two_is_one_link_of_each_line() -> None:
    both = facts("<p><a href=x>渡船<br>老桥</a></p>")
    assert [row["html_links"] for row in both.values()] == [pytest.approx(log1p(1))] * 2


@pytest.mark.parametrize(
    ("html", "depth"), [("渡船", 1), ("<p>渡船", 2), ("<ul><li><i>渡船</i></ul>", 3), ("<div>" * 40 + "渡船", 41)]
)
def test_depth_counts_blocks_from_the_body_on(html: str, depth: int) -> None:
    assert fact(html, "depth") == pytest.approx(log1p(depth))


@pytest.mark.parametrize(
    ("html", "good", "bad"),
    [
        ("<p>渡船</p>", NEVER, NEVER),
        ("<p class='content'>渡船</p>", 0, NEVER),
        ("<div id='articleBody'><p>渡船</p></div>", 1, NEVER),
        ("<div class='wenzhang'><div><p>渡船</p></div></div>", 2, NEVER),
        ("<div class='shop-Main2'><div class='boat_BAR'>渡船</div></div>", 1, 0),
        ("<div class='content'><p id='zhengwen'>渡船</p></div>", 0, NEVER),
        ("<div class='related-news'>渡船</div>", 0, 0),
        ("<div class='contented barge'>渡船</div>", NEVER, NEVER),
        ("<p>渡船</p><div class='content'>老桥</div>", NEVER, NEVER),
        ("<body class='article'><div class='tuijian'><p>渡船</p></div>", 2, 1),
        ("<div class='content nav'>" + "<div>" * 8 + "渡船", 8, 8),
        ("<div class='content nav'>" + "<div>" * 30 + "渡船", NEVER, NEVER),
    ],
)
def test_levels_up_to_a_name_that_speaks_of_the_article_or_of_what_is_around_it(
    html: str, good: float, bad: float
) -> None:
    assert (fact(html, "good"), fact(html, "bad")) == (good, bad)


@pytest.mark.parametrize(
    ("html", "regions"),
    [
        ("<div>渡船</div>", set()),
        ("<p>渡船</p>", {"paragraph"}),
        ("<h3>渡船</h3>", {"heading"}),
        ("<ul><li><p>渡船</p></ul>", {"item", "paragraph"}),
        ("<dl><dd><div>渡船</div></dl>", {"item"}),
        ("<table><tr><td>渡船</table>", {"cell"}),
        ("<figure><img><figcaption>渡船</figcaption></figure>", {"figure"}),
        ("<form><div>渡船</div></form>", {"control"}),
        ("<footer><ul><li>渡船</ul></footer>", {"navigation", "item"}),
        ("<main><h1>渡船</h1></main>", {"article", "heading"}),
        ("<article>老桥</article>渡船", set()),
    ],
)
def test_a_line_lies_in_the_regions_of_all_elements_around_it(html: str, regions: set[str]) -> None:
    row = facts(html)["渡船"]
    assert {name for name in REGIONS if row[f"html_in_{name}"]} == regions


def test_what_lies_in_a_block_in_a_paragraph_is_no_paragraph_itself() -> None:
    assert Block().inner("li", "").inner("p", "").inner("div", "").regions == {"item"}


def test_letters_links_and_lines_of_the_three_blocks_above() -> None:
    html = "<div><div><div><p>渡船</p><p><a href=x>老桥</a>集市</p></div><a href=x>首页</a></div>街坊</div>"
    row = facts(html)["渡船"]
    got = [row[f"html_{what}_{level}"] for level in (1, 2, 3) for what in ("letters", "linked", "lines")]
    assert got == pytest.approx([log1p(6), 2 / 6, log1p(2), log1p(8), 4 / 8, log1p(3), log1p(10), 4 / 10, log1p(4)])
    above = facts(html)["街坊"]  # its blocks are the outer one, the body and the page
    assert [above[f"html_letters_{level}"] for level in (1, 2, 3)] == pytest.approx([log1p(10), log1p(10), 0])


ARTICLE = f"""
<div><ul><li>首页<li>要闻</ul></div>
<div><h2>渡船</h2><p>{PROSE}</p><p>二{PROSE}</p><div><p>图注</p></div></div>
<div>相关<p>三{PROSE}</p></div>
"""


def test_the_best_block_is_the_one_with_the_most_prose() -> None:
    page = facts(ARTICLE)
    assert {line for line, row in page.items() if row["html_in_best"]} == {"渡船", PROSE, f"二{PROSE}", "图注"}
    steps = {line: row["html_to_best"] for line, row in page.items()}
    # the list lies in a block of its own below the body, which is above the best block
    assert steps == {
        "首页": 3, "要闻": 3, "渡船": 1, PROSE: 1, f"二{PROSE}": 1, "图注": 2, "相关": 1, f"三{PROSE}": 2,
    }  # fmt: skip
    inside, prose = 2 + 2 * LETTERS + 1 + 2, 3 * LETTERS + 2
    assert [row["html_best_share"] for row in page.values()] == pytest.approx([inside / prose] * len(page))


@pytest.mark.parametrize(
    ("teller", "lost"), [("_own", "html_bold"), ("_around", "html_lines_2"), ("_against", "html_to_best")]
)
def test_facts_are_taken_by_name_whatever_their_order_and_none_may_be_missing(
    monkeypatch: pytest.MonkeyPatch, teller: str, lost: str
) -> None:
    tell, wanted = getattr(tags, teller), flatten(ARTICLE).markup
    monkeypatch.setattr(tags, teller, lambda *given: dict(reversed(tell(*given).items())))
    np.testing.assert_array_equal(flatten(ARTICLE).markup, wanted)
    monkeypatch.setattr(tags, teller, lambda *given: {k: v for k, v in tell(*given).items() if k != lost})
    with pytest.raises(KeyError, match=lost):
        flatten(ARTICLE)


def test_the_share_of_the_best_block_is_capped() -> None:
    assert fact(f"渡船<br>{PROSE}<br>" + "桥" * 100, "best_share") == pytest.approx(128 / LETTERS)
    assert fact(f"渡船<br>{PROSE}<br>" + "桥" * 1_000, "best_share") == 9


def test_prose_in_a_block_that_is_no_paragraph_counts_for_that_block() -> None:
    page = facts(f"<div>标题<div>{PROSE}<br>二{PROSE}</div></div>")
    assert {line: row["html_to_best"] for line, row in page.items()} == {"标题": 0, PROSE: 0, f"二{PROSE}": 0}
    assert [line for line, row in page.items() if row["html_in_best"]] == [PROSE, f"二{PROSE}"]


def test_half_of_the_prose_counts_one_level_up() -> None:
    def page(n: int) -> str:
        return "<div>标题" + "".join(f"<div><p>{i}{PROSE}</p></div>" for i in range(n)) + "</div>"

    assert fact(page(1), "in_best", "标题") == 0
    assert fact(page(3), "in_best", "标题") == 1


@pytest.mark.parametrize(
    "rival",
    [
        PROSE[:14] + "。",  # short
        PROSE.replace("，", "").replace("。", "") * 9,  # not punctuated
        f"<a href=x>{PROSE * 9}</a>",  # links
        f"<a href=x>{PROSE[:12]}</a>{PROSE[12:]}",  # links for the most part
    ],
)
def test_what_is_short_unpunctuated_or_linked_is_no_prose(rival: str) -> None:
    alone = facts(f"<p>{rival}</p>")
    [row] = alone.values()
    assert (row["html_in_best"], row["html_to_best"], row["html_best_share"]) == (0, NEVER, 0)
    beside = f"<div><div>渡船<p>{PROSE}</p></div><div>老桥" + f"<p>{rival}</p>" * 3 + "</div></div>"
    assert fact(beside, "in_best") == 1
    assert fact(beside, "in_best", "老桥") == 0


def test_a_link_or_two_in_a_sentence_leave_it_prose() -> None:
    assert fact(f"<div>渡船<p><a href=x>{PROSE[:7]}</a>{PROSE[7:]}</p></div>", "in_best") == 1


@pytest.mark.parametrize(("between", "steps"), [(0, 0), (HIGHEST - 1, HIGHEST - 1), (HIGHEST, NEVER)])
def test_only_so_many_ancestors_are_looked_at(between: int, steps: float) -> None:
    html = f"<div><p>{PROSE}</p>" + "<div>" * between + "渡船" + "</div>" * between + "</div>"
    assert fact(html, "to_best") == steps
    assert fact(html, "in_best") == (steps != NEVER)


def test_blocks_nested_deeper_than_the_stack_are_described() -> None:
    depth = 3 * sys.getrecursionlimit()
    row = facts("<div class='content'>" + "<div>" * depth + "渡船")["渡船"]
    assert row["html_depth"] == pytest.approx(log1p(depth + 2))
    assert (row["html_good"], row["html_letters_3"]) == (NEVER, pytest.approx(log1p(2)))


def test_lines_are_described_without_a_page() -> None:
    body = Block().inner("body", "")
    lines = [
        Marked("渡船", body.inner("p", "content"), 2, 1, 2, 1),
        Marked("老桥", body.inner("li", "nav"), 2, 0, 0, 0),
    ]
    first, second = (dict(zip(NAMES, row, strict=True)) for row in describe_tags(lines).tolist())
    assert (first["html_linked"], first["html_bold"], first["html_good"], first["html_bad"]) == (0.5, 1, 0, NEVER)
    assert (second["html_linked"], second["html_in_item"], second["html_bad"]) == (0, 1, 0)
    assert first["html_linked_1"] == second["html_linked_1"] == 0.25


TAGS = st.sampled_from("div p a b li ul h1 td table nav br span".split())
PIECE = TAGS.map("<{}>".format) | TAGS.map("</{}>".format) | st.sampled_from([PROSE, "渡船", "2031", "，", " "])


@given(st.lists(PIECE, max_size=30).map("".join))
def test_any_page_has_finite_facts_and_shares_between_none_and_all(html: str) -> None:
    flat = flatten(html)
    assert np.isfinite(flat.markup).all()
    for name, column in zip(NAMES, flat.markup.T, strict=True):
        assert (column >= 0).all()
        if name in {"html_bold", "html_in_best"} or name.startswith("html_linked"):
            assert (column <= 1).all()


def test_text_is_held_by_the_element_above_a_paragraph_and_by_a_division_itself() -> None:
    outer = Block().inner("div", "nr")
    assert outer.inner("p", "").holder is outer
    assert outer.holder is outer
