"""What pages say of their own lines (`claims.py`)."""

import pytest

from analysis.reading.page import Page
from analysis.separation import claims as module
from analysis.separation.claims import declared_titles, disclaimers
from analysis.separation.evidence import Observation, observe
from analysis.separation.page import separate_page
from analysis.words.tokenizer import Tokenizer

TITLE = "山脚小学把旧锅炉房改成了图书馆"
FIRST = "三月的第一个周末，山脚小学的旧锅炉房重新亮起了灯。"


def seen(*pages: Page) -> Observation:
    return observe(pages, Tokenizer())


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("免责声明：渡口的消息来自街坊。", True),
        ("[免責聲明] 渡口的消息來自街坊。", True),
        ("【版权与免责声明】", True),
        ("版权声明 : 渡口报所有", True),
        ("他说，免责声明：没有人看。", False),
        ("免责声明没有人看。", False),
        ("以上内容由程序采集，本站未做修改。", True),
        ("※ 本文仅代表作者观点，不代表渡口报立场", True),
        ("凡转载渡口报文章，请注明出处。", True),
        ("以上情况说明，雨季已不构成绕路的理由。", False),
        ("文章说，渡船的版权无人过问，" + "街坊们聊起当年的渡船和雨季，" * 14, False),
    ],
)
def test_a_line_that_starts_with_the_label_of_a_disclaimer_is_legal(text: str, marked: bool) -> None:
    page = Page("a", f"{TITLE}\n{FIRST}\n{text}")
    assert disclaimers(seen(page)).tolist() == [False, False, marked]
    if marked:
        last = list(separate_page(page))[-1]
        assert (last.keep, last.role) == (False, "legal")


def test_an_html_title_marks_its_first_line_only() -> None:
    page = Page("a.html", "首页\n这是一个完整的标题\n正文\n这是一个完整的标题", title="这是一个完整的标题-某网站")
    assert declared_titles([page], seen(page)).tolist() == [False, True, False, False]


def test_each_page_has_the_title_it_declares_itself() -> None:
    pages = [
        Page("a", TITLE + "\n" + FIRST, title=TITLE),
        Page("b", TITLE + "\n" + FIRST),
        Page("c", " \n", title=TITLE),
        Page("d", "短题\n" + TITLE, title="短题", titled=True),
    ]
    assert declared_titles(pages, seen(*pages)).tolist() == [True, False, False, False, True, False]


@pytest.mark.parametrize(
    ("line", "declared", "told"),
    [
        ("首页", "首页-某网站", False),
        (TITLE, TITLE, True),
        (f" {TITLE} ", f"{TITLE}_某网站", True),
        ("山腳小學把舊鍋爐房改成了圖書館", TITLE, True),
        (TITLE[3:], TITLE, False),
        (TITLE, TITLE[:-2], False),
    ],
)
def test_a_title_is_the_start_of_the_declared_one_and_no_menu_s_word(line: str, declared: str, told: bool) -> None:
    page = Page("a.html", line, title=declared)
    assert declared_titles([page], seen(page)).tolist() == [told]


def test_a_declared_title_is_folded_once_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen(page := Page("a.html", "\n".join(f"第{i}行写的是另一件事" for i in range(500)), title=TITLE))
    folded: list[str] = []
    monkeypatch.setattr(module, "fold", lambda text: folded.append(text) or text)
    assert not declared_titles([page], found).any()
    assert folded == [TITLE]
