import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.pages import Page
from analysis.separation.roles import N_CONTENT
from analysis.training.made_threads import (
    AFTER,
    BEFORE,
    BODY,
    CHAT,
    EVERY,
    LEAST_SENTENCES,
    META,
    TITLE,
    WIDGET,
    Layout,
    with_threads,
)

PLACES = "桥 店 庙 塔 井 渡 园 巷 坝 亭 泉 洲 岭 湾 窑 坊 祠 塘 闸 寨".split()
HEAD, FOOT = ["首页　要闻", "论坛 登录"], ["责任编辑：河生", "相关阅读", "版权所有"]
SMALL_TALK = {*CHAT, *(line.rstrip("。！？!?") for line in CHAT)}


def record(number: int, **changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a page about one place between menus and a footer: three paragraphs of six sentences, all different."""
    place = f"{PLACES[number % len(PLACES)]}{number}号"
    paragraphs = ["".join(f"{place}的第{i}{j}句说起雨季和渡船。" for j in "甲乙丙丁戊己") for i in "一二三"]
    lines = [*HEAD, f"老{place}重新开放了", *paragraphs, *FOOT]
    labels = ["noise"] * 2 + ["content"] * 4 + ["noise"] * 3
    return {
        "id": f"page{number}",
        "kind": "article",
        "title": f"老{place}重新开放",
        "lines": lines,
        "labels": labels,
    } | changed


RECORDS = [record(i) for i in range(80)]
PAGES, GOLD = with_threads(RECORDS)
MADE_OF = dict(zip([page.name for page in PAGES], RECORDS[::EVERY], strict=True))


def lines_of(page: Page) -> list[tuple[str, int | None]]:
    return [(line, GOLD.get((page.name, n))) for n, line in enumerate(page.text.split("\n"), 1)]


def with_role(page: Page, role: int) -> list[str]:
    return [line for line, known in lines_of(page) if known == role]


def shapes(templates: tuple[str, ...]) -> re.Pattern[str]:
    """Return what the templates give, whatever is filled in."""
    fields = {"day": r"20[0-2]\d-\d{1,2}-\d{1,2}", "hour": r"\d\d:\d\d", "floor": r"\d{1,2}", "number": r"\d{1,2}"}
    escaped = [re.sub(r"\\{(\w+)\\}", lambda field: fields[field[1]], re.escape(text)) for text in templates]
    return re.compile("|".join(escaped))


def own_text(made_of: dict[str, Any]) -> str:
    return "".join(made_of["lines"][2:6])


def posts(page: Page) -> Iterator[list[tuple[str, int]]]:
    """Yield the lines of each post and of what stands around it: from one nickname to the next."""
    thread = [(line, role) for line, role in lines_of(page) if role is not None][1:]
    nick_next, post = True, []
    for line, role in thread:
        if role == META and not nick_next:
            yield post
            post, nick_next = [], True
        post.append((line, role))
        nick_next = nick_next and role == META
    yield post


def test_the_same_records_give_the_same_pages() -> None:
    assert with_threads(RECORDS) == (PAGES, GOLD)
    assert len({page.text for page in PAGES}) == len(PAGES)


def test_every_second_article_becomes_a_thread() -> None:
    assert [page.name for page in PAGES] == [f"thread:page{i}" for i in range(0, 80, EVERY)]
    mixed = [record(0), record(1, kind="forum"), record(2), record(3), record(4, kind="list")]
    assert [page.name for page in with_threads(mixed)[0]] == ["thread:page0", "thread:page3"]


def test_a_thread_is_the_pages_own_whatever_the_others_are() -> None:
    for page in PAGES[:5]:
        alone, gold = with_threads([MADE_OF[page.name]])
        assert alone == [page]
        assert gold == {key: role for key, role in GOLD.items() if key[0] == page.name}


def test_the_thread_stands_between_the_pages_menus_and_its_footer_which_have_no_gold() -> None:
    for page in PAGES:
        lines = lines_of(page)
        assert lines[:2] == [(line, None) for line in HEAD]
        assert lines[-3:] == [(line, None) for line in FOOT]
        assert None not in {role for _, role in lines[2:-3]}
    assert {name for name, _ in GOLD} == {page.name for page in PAGES}


def test_of_long_menus_and_footers_what_is_next_to_the_thread_is_left() -> None:
    menu, footer = [f"频道{i}" for i in range(50)], [f"链接{i}" for i in range(50)]
    long = record(
        0, lines=[*menu, *RECORDS[0]["lines"], *footer], labels=["noise"] * 50 + RECORDS[0]["labels"] + ["noise"] * 50
    )
    [page], gold = with_threads([long])
    lines = page.text.split("\n")
    assert lines[:40] == [*menu[12:], *HEAD]
    assert lines[-40:] == [*FOOT, *footer[:37]]
    assert min(n for _, n in gold) == 41
    assert max(n for _, n in gold) == len(lines) - 40


def test_every_post_is_content_and_the_tools_around_it_are_not() -> None:
    assert {TITLE, BODY} < set(range(N_CONTENT))
    assert not {META, WIDGET} & set(range(N_CONTENT))
    for page in PAGES:
        assert lines_of(page)[2] == (MADE_OF[page.name]["title"], TITLE)
        assert with_role(page, TITLE) == [MADE_OF[page.name]["title"]]
        own = own_text(MADE_OF[page.name])
        said = with_role(page, BODY)
        assert all(line in SMALL_TALK or line in own for line in said)
        assert any(line in own for line in said)
    assert sum(line in SMALL_TALK for page in PAGES for line in with_role(page, BODY)) > 50


def test_each_post_has_a_nickname_and_the_tools_of_its_thread_in_their_order() -> None:
    before, after = shapes(BEFORE), shapes(AFTER)
    sizes: set[tuple[int, int]] = set()
    for page in PAGES:
        own = re.sub(r"\W", "", own_text(MADE_OF[page.name]))
        found = list(posts(page))
        assert 3 <= len(found) <= 19
        for post in found:
            roles = [role for _, role in post]
            assert roles == sorted(roles, key=[META, BODY, WIDGET].index)
            assert 1 <= roles.count(BODY) <= 3
            assert re.sub(r"\d{2,3}$", "", post[0][0]) in own or post[0][0] in own
            assert all(before.fullmatch(line) for line, role in post[1:] if role == META)
            assert all(after.fullmatch(line) for line, role in post if role == WIDGET)
        tools = [[role for _, role in post if role != BODY] for post in found]
        assert tools == [tools[0]] * len(tools)
        sizes |= {(tools[0].count(META) - 1, tools[0].count(WIDGET))}
    assert [{size for size, _ in sizes}, {size for _, size in sizes}] == [{0, 1, 2, 3}] * 2


def test_sentences_are_told_once_and_in_their_order() -> None:
    for page in PAGES:
        own = own_text(MADE_OF[page.name])
        places = [own.index(line) for line in with_role(page, BODY) if line not in SMALL_TALK]
        assert places == sorted(set(places))


def test_text_comes_from_the_given_records_alone() -> None:
    for page, number in zip(PAGES, range(0, 80, EVERY), strict=True):
        assert set(re.findall(r"[^\W\d](\d+)号", page.text)) == {str(number)}
    without = "\n".join(page.text for page in with_threads(RECORDS[:40])[0])
    assert not any(f"{i}号" in without for i in range(40, 80))


def test_some_posts_end_as_sentences_do_and_others_openly() -> None:
    ends = [line[-1] == "。" for page in PAGES for line in with_role(page, BODY) if line not in SMALL_TALK]
    assert 0.1 < np.mean([not closed for closed in ends]) < 0.5


def test_an_untitled_article_is_titled_by_its_first_sentence() -> None:
    [page], gold = with_threads([record(0, title=" ")])
    assert page.text.split("\n")[2] == "老桥0号重新开放了桥0号的第一甲句说起雨季和渡船。"
    assert gold[page.name, 3] == TITLE


@pytest.mark.parametrize(("n", "made"), [(LEAST_SENTENCES - 1, 0), (LEAST_SENTENCES, 1)])
def test_an_article_of_few_sentences_makes_no_thread(n: int, made: int) -> None:
    lines = [f"第{i}句说起渡船。" for i in range(n)]
    assert len(with_threads([record(0, lines=lines, labels=["content"] * n)])[0]) == made


@pytest.mark.parametrize(
    "changed", [{"ambiguous": [4]}, {"labels": ["noise"] * 2 + ["content"] * 2 + ["noise", "content"] + ["noise"] * 3}]
)
def test_what_is_ambiguous_or_noise_is_in_no_post(changed: dict[str, Any]) -> None:
    [page], gold = with_threads([record(0, **changed)])
    said = "".join(line for n, line in enumerate(page.text.split("\n"), 1) if gold.get((page.name, n)) == BODY)
    assert ("第一" in said, "第二" in said, "第三" in said) == (True, False, True)


def test_nothing_comes_of_nothing() -> None:
    assert with_threads([]) == ([], {})
    assert with_threads([record(0, labels=["noise"] * 9)]) == ([], {})


@given(st.integers(0, 10_000))
def test_layouts_are_drawn_from_what_forums_use(seed: int) -> None:
    layout = Layout.drawn(np.random.default_rng(seed))
    assert layout == Layout.drawn(np.random.default_rng(seed))
    for drawn, choices in ((layout.before, BEFORE), (layout.after, AFTER)):
        assert len(drawn) == len(set(drawn)) <= 3
        assert set(drawn) <= set(choices)
    assert layout.longest in {1, 2, 3}
    assert 0 <= layout.open_ends < 0.6
    assert 0 <= layout.chat < 0.5
