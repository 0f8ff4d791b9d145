import numpy as np
import pytest

from analysis.reading.tags import NAMES, Block
from analysis.training.made_builds import Build
from analysis.training.made_house import (
    ADVERT,
    BODY,
    HEADING,
    META,
    NAVIGATION,
    OTHER,
    RELATED,
    TITLE,
    WIDGET,
    Line,
    Pool,
)
from analysis.training.made_kinds import KINDS, made
from analysis.training.made_tags import Draft, Tagged, copied, markup_of
from tests.training.made_pool import RECORDS, TEXTS, html_of

RECORD = RECORDS[0]
REAL = Tagged.read(RECORD, html_of(RECORD))
NOWHERE = Tagged({}, {}, None)
PLAIN = dict.fromkeys(("said", "related", "tool", "advert", "second", "vote", "other"), "")
SENTENCE = "渡船停航的消息一早就传遍了河边的每一户人家，谁也没有想到会是今天。"


def build(**changes: str | float) -> Build:
    """Return a build of paragraphs, without any telling name, that is changed as told."""
    given = {"text": "p", "title": "h1", "heading": "h2", "item": "div", "post": "post", "words": "", "writer": ""}
    return Build(**given | {"boxes": PLAIN, "within": 0.0, "cells": 2, "deeper": 0} | changes)


def draft(posted: bool = False, below: str = "other", **changes: str | float) -> Draft:
    around = Block()
    draw = np.random.default_rng(0)
    return Draft(build(**changes), posted, below, draw, around.inner("div", "article"), around)


def fact(found: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in found[:, NAMES.index(name)]]


def as_made(lines: list[Line], kind: str = "comments", page: Tagged = REAL) -> np.ndarray:
    return markup_of(kind, lines, [page], False, np.random.default_rng(1))


# what is real


def test_the_lines_of_a_page_are_found_in_order_and_none_twice() -> None:
    texts = [*RECORD["lines"][:2], "没有这一行", RECORD["lines"][4], RECORD["lines"][0]]
    assert [line.text if line else None for line in REAL.found(texts)] == [*texts[:2], None, texts[3], None]


def test_an_article_is_held_by_the_element_with_most_of_its_letters() -> None:
    assert REAL.holder is not None
    assert (REAL.holder.good, REAL.holder.depth) == (0.0, 2)  # the body is the first
    assert NOWHERE.found(["首页"]) == [None]


def test_what_is_real_tells_what_its_own_tags_tell() -> None:
    found = as_made([(text, OTHER) for text in RECORD["lines"]])
    content = [label == "content" for label in RECORD["labels"]]
    assert fact(found, "html_linked") == [0.0 if c else 1.0 for c in content]
    assert fact(found, "html_in_paragraph") == [float(c) for c in content]
    article = range(content.index(True), len(content) - 3)
    assert [value < 9 for value in fact(found, "html_good")] == [i in article for i in range(len(content))]


def test_pages_are_built_of_copies() -> None:
    before = [(line.block.letters, line.block.lines) for line in REAL.at.values()]
    as_made([(text, OTHER) for text in RECORD["lines"]])
    assert [(line.block.letters, line.block.lines) for line in REAL.at.values()] == before
    outer = Block()
    inner, copies = outer.inner("div", "post"), dict[int, Block]()
    again = copied(inner, copies)
    assert again is not inner
    assert again.parent is copied(outer, copies)
    assert (again.depth, again.good) == (inner.depth, inner.good)


def test_what_is_made_stands_where_the_article_stood() -> None:
    lines = [(text, OTHER) for text in RECORD["lines"]]
    found = as_made([*lines[:5], (SENTENCE, BODY), *lines[5:]], "subheads")
    assert fact(found, "html_good")[5] <= 1.0
    alone = as_made([(SENTENCE, BODY)] * 3, "subheads")
    assert len(set(fact(alone, "html_depth"))) == 1


# what is made


def test_paragraphs_headings_and_headlines_stand_in_their_elements() -> None:
    page = draft()
    title, text, heading = page.made("渡船停航", TITLE), page.made(SENTENCE, BODY), page.made("河边", HEADING)
    assert [line.block.regions for line in (title, text, heading)] == [{"heading"}, {"paragraph"}, {"heading"}]
    assert draft(text="br").made(SENTENCE, BODY).block.regions == set()
    strong = draft(heading="strong").made("河边", HEADING)
    assert (strong.bold, strong.block.regions) == (2, {"paragraph"})


def test_cells_stand_in_rows_and_long_lines_in_none() -> None:
    page = draft(text="td")
    cells = [page.made(text, BODY).block for text in ("甲", "乙", "丙")]
    assert [block.regions for block in cells] == [{"cell"}] * 3
    assert cells[0].parent is cells[1].parent
    assert cells[2].parent is not cells[0].parent
    assert cells[2].parent is not None
    assert cells[0].parent is not None
    assert cells[2].parent.parent is cells[0].parent.parent  # another row of the same table
    assert page.made(SENTENCE * 2, BODY).block.regions == {"paragraph"}
    items = draft(text="li")
    assert [items.made(text, BODY).block.regions for text in ("甲", "乙")] == [{"item"}] * 2


def test_a_post_holds_its_writer_and_its_text() -> None:
    page = draft(posted=True)
    page.made("渡船停航", TITLE)
    lines = [page.made(text, role) for text, role in [(SENTENCE, BODY), ("河生", META), (SENTENCE, BODY)]]
    posts = [line.block.parent.parent for line in lines if line.block.parent]
    assert posts[0] is not posts[1]
    assert posts[1] is posts[2]
    assert [post.good for post in posts if post] == [0.0, 0.0, 0.0]


def test_what_is_no_content_stands_in_boxes_around_or_within_the_article() -> None:
    outside, inside = draft(), draft(within=1.0)
    for page, above in ((outside, outside.around), (inside, inside.holder)):
        one, two = page.made("精彩推荐", ADVERT), page.made("更多推荐", ADVERT)
        assert one.block.parent is two.block.parent
        assert one.block.parent is not None
        assert one.block.parent.parent is above
    page = draft()
    before = page.made("精彩推荐", ADVERT).block.parent
    page.made(SENTENCE, BODY)
    assert page.made("精彩推荐", ADVERT).block.parent is not before


def test_headlines_of_others_and_menus_are_links_and_lines_alike_are_as_one() -> None:
    page = draft()
    assert [page.made("老桥重新开放了", role).linked for role in (RELATED, NAVIGATION)] == [7, 7]
    assert page.made(SENTENCE * 3, RELATED).linked == 0  # what the other article says
    assert page.made("要闻 体育 财经", NAVIGATION).links == 3
    tools = [page.made(text, WIDGET) for text in ("分享", "打印", "收藏")]
    assert len({line.linked / line.letters for line in tools}) == 1
    assert page.made(SENTENCE, OTHER).linked == 0


def test_what_readers_say_and_the_tools_beside_it_are_in_one_box() -> None:
    page = draft(below="said")
    said, tool = page.made(SENTENCE, OTHER), page.made("回复", WIDGET)
    assert said.block.parent is tool.block.parent
    other = draft()
    assert other.made(SENTENCE, OTHER).block.parent is not other.made("回复", WIDGET).block.parent


def test_what_is_voted_for_is_no_link() -> None:
    page = draft(below="vote", deeper=1)
    lines = [page.made(text, WIDGET) for text in ("你怎么看渡船停航这件事？", "早就应该停下来了", "投票")]
    assert [line.linked for line in lines[:2]] == [0, 0]
    assert {line.block.parent for line in lines} == {lines[0].block.parent}
    assert lines[0].block.regions == {"control"}


def test_blank_lines_tell_nothing() -> None:
    found = as_made([(SENTENCE, BODY), ("　", BODY), (SENTENCE, BODY)], page=NOWHERE)
    assert found.shape == (3, len(NAMES))
    assert [bool(row.any()) for row in found] == [True, False, True]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("held_out", [False, True])
def test_pages_of_each_kind_come_with_tags_and_the_same_text(kind: str, held_out: bool) -> None:
    pool, real = Pool.of(RECORDS, TEXTS), [Tagged.read(r, html_of(r)) for r in RECORDS]
    plain, gold = made(kind, pool, 3, held_out=held_out)
    tagged, same = made(kind, pool, 3, held_out=held_out, tagged=real)
    again = made(kind, pool, 3, held_out=held_out, tagged=real)[0]
    assert (tagged, same) == (plain, gold)
    for page, other in zip(tagged, again, strict=True):
        assert page.markup is not None
        assert other.markup is not None
        assert page.markup.shape == (page.text.count("\n") + 1, len(NAMES))
        assert page.markup.tobytes() == other.markup.tobytes()
        assert np.isfinite(page.markup).all()
