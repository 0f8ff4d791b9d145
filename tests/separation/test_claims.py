"""What pages say of their own lines (`claims.py`)."""

import pytest

from analysis.reading.page import Page
from analysis.separation import claims as module
from analysis.separation import judge
from analysis.separation.claims import Claims, declared_titles, disclaimers, references
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


# references

ENTRIES = (
    "李芳. 渡口茶馆的夜航班[J]. 江河研究, 2011(23): 33-34.",
    "Ferry, A. (2008) Night boats and their timetables. River Studies, 4, 11-19.",
    "周渡：《沿江手记》，江城：江城出版社，2004年，第12页。",
)


@pytest.mark.parametrize(
    ("below", "marked"),
    [
        (("参考文献", *ENTRIES), 4),
        (("【参考文献】：", *ENTRIES), 4),
        (("參考文獻 (References)", "[1]", ENTRIES[0], "[2]", ENTRIES[1]), 5),
        (("参 考 文 献", ENTRIES[0], "CrossRef", "Google Scholar", ENTRIES[1]), 3),
        (("References", ENTRIES[0], ENTRIES[2]), 3),
        (("参考文献", ENTRIES[0]), 0),  # one alone may be a headline
        (("参考文献", ENTRIES[0], ENTRIES[1], "相似文献", ENTRIES[2]), 3),
        (("参考文献", ENTRIES[0], *["PDF"] * 4, ENTRIES[1]), 0),
        (("相似文献", *ENTRIES), 0),
        (("参考文献都在书后，编者说。", *ENTRIES), 0),
    ],
)
def test_entries_below_a_label_are_references_until_another_text_begins(below: tuple[str, ...], marked: int) -> None:
    found = references(seen(Page("a", "\n".join((TITLE, FIRST, *below)))))
    assert found.sum() == marked
    assert not found[:2].any()
    assert found[2] == (marked > 0)


def test_a_list_of_references_ends_with_its_page() -> None:
    pages = Page("a", "参考文献\n" + ENTRIES[0]), Page("b", "\n".join(ENTRIES))
    assert not references(seen(*pages)).any()


def test_references_are_kept_and_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "KEEP_FROM", 0.999)  # which no score of theirs reaches
    page = Page("a", "\n".join((TITLE, FIRST * 3, "首页", "参考文献", "[1]", ENTRIES[0], "[2]", ENTRIES[2])))
    lines = list(separate_page(page))
    assert [line.keep for line in lines] == [False] * 3 + [True] * 5
    assert all("an entry of the references" in line.reason.en for line in lines[4:])


def test_nothing_is_claimed_of_lines_without_pages() -> None:
    none = Claims.none(3)
    assert [part.tolist() for part in (none.declared, none.legal, none.cited)] == [[False] * 3] * 3
