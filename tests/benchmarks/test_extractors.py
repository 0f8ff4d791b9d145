"""How an extractor's text is mapped to the lines of a page (`extractors.py`)."""

import pytest

from tests.benchmarks.extractors import GoldPage, kept_lines, score

MENU = "首页"
TITLE = "山脚小学把旧锅炉房改成了图书馆"
FIRST = "三月的第一个周末，旧锅炉房重新亮起了灯。"
SECOND = "全部花费不到八万元。"
PAGE = [MENU, TITLE, FIRST, SECOND, "评论", TITLE]


@pytest.mark.parametrize(
    ("output", "kept"),
    [
        ("", set()),
        ("\n".join(PAGE), {0, 1, 2, 3, 4, 5}),
        (f"{FIRST}\n{SECOND}", {2, 3}),
        (f"{FIRST}{SECOND}", {2, 3}),  # joined
        ("三月的第一个周末,旧锅炉房重新亮起了灯\n- 全部 花费不到八万元", {2, 3}),  # other punctuation and space
        ("三月的第一個週末，舊鍋爐房重新亮起了燈。", {2}),  # another script
        ("别的文章，这一页没有的。", set()),
    ],
)
def test_a_line_is_kept_when_the_text_has_it(output: str, kept: set[int]) -> None:
    assert kept_lines(PAGE, output) == kept


@pytest.mark.parametrize(
    ("output", "kept"),
    [
        ("请回到首页再看评论区的说明。", set()),
        ("首页\n评论", {0, 1}),
        ("首页 | 评论", {0, 1}),
        ("首页评论", set()),
        ("首\n页", {0}),  # several whole lines of the text
    ],
)
def test_a_short_line_must_be_a_line_of_the_text(output: str, kept: set[int]) -> None:
    assert kept_lines(["首页", "评论"], output) == kept


def test_an_early_line_that_recurs_late_does_not_cost_the_article() -> None:
    assert kept_lines([TITLE, FIRST, SECOND], f"{FIRST}\n{SECOND}\n{TITLE}") == {1, 2}


def test_lines_are_found_in_order_and_once() -> None:
    assert kept_lines([FIRST, SECOND], f"{SECOND}\n{FIRST}") == {0}  # the longer one
    assert len(kept_lines([FIRST, FIRST, FIRST], f"{FIRST}\n{FIRST}")) == 2
    assert kept_lines([FIRST, FIRST[:10]], FIRST) == {0}


@pytest.mark.parametrize("content", [{0}, {1}])
def test_content_wins_ties(content: set[int]) -> None:
    assert kept_lines([TITLE, TITLE], TITLE, content) == content


def test_lines_without_letters_are_never_kept_and_not_scored() -> None:
    record = {"id": "a", "lines": ["——", FIRST, "首页"], "labels": ["content", "content", "noise"], "ambiguous": [2]}
    page = GoldPage.of(record, b"<p>")
    assert kept_lines(page.lines, "\n".join(page.lines)) == {1, 2}
    assert page.scored == [1]
    assert score([page], [{1, 2}]).line_f1 == 1.0
