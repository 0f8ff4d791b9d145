import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.characters import fold
from analysis.reading.lines import Repeats, fingerprint, fingerprints, readings, split_lines
from analysis.reading.pages import Page
from tests.reading.made_text import TEXT

PAGES = st.lists(TEXT.map(lambda text: Page("page", text)), max_size=5)


@given(TEXT)
def test_every_line_that_is_not_blank_has_a_row(text: str) -> None:
    assert split_lines([Page("page", text)]).text == [line for line in text.split("\n") if line.strip()]


@given(PAGES)
def test_numbers_count_the_lines_of_the_pages_text_from_one(pages: list[Page]) -> None:
    lines = split_lines(pages)
    for page, number, text in zip(lines.page.tolist(), lines.number.tolist(), lines.text, strict=True):
        assert pages[page].text.split("\n")[number - 1] == text


@given(PAGES)
def test_a_line_is_folded_in_its_page_as_it_is_alone_but_for_the_ends(pages: list[Page]) -> None:
    lines = split_lines(pages)
    assert len(lines) == len(lines.folded) == len(lines.page) == len(lines.number)
    assert lines.folded == [fold(text).strip() for text in lines.text]


@given(PAGES)
def test_spans_cut_the_rows_into_pages(pages: list[Page]) -> None:
    lines = split_lines(pages)
    spans = list(lines.spans())
    assert [row for a, b in spans for row in range(a, b)] == list(range(len(lines)))
    assert [set(lines.page[a:b].tolist()) for a, b in spans] == [
        {i} for i, page in enumerate(pages) if page.text.strip()
    ]


def test_what_no_file_can_hold_is_replaced() -> None:
    lines = split_lines([Page("page", "甲\ud800\n\0乙")])
    assert lines.text == ["甲\ufffd", "\ufffd乙"]
    assert fold("\ud800a") == "\ufffda"


def test_white_space_of_any_width_makes_a_blank_line() -> None:
    lines = split_lines([Page("page", "甲\n\u3000\u3000\n \t\xa0\n\u3000乙 ")])
    assert lines.number.tolist() == [1, 4]
    assert lines.text == ["甲", "\u3000乙 "]
    assert lines.folded == ["甲", "乙"]


@given(st.text(st.sampled_from("河桥ab12"), min_size=1), st.text(st.sampled_from(" ，。_——\t|"), max_size=3))
def test_punctuation_and_space_do_not_change_a_fingerprint(text: str, between: str) -> None:
    assert fingerprint(between.join(text) + between) == fingerprint(text)


def test_lines_of_punctuation_alone_keep_different_fingerprints() -> None:
    marks = ["——", "……", "|", ""]
    assert len({fingerprint(mark) for mark in marks}) == len(marks)


def test_fingerprints_are_known_64_bit_numbers() -> None:
    prints = fingerprints(["河", "\ud800"])
    assert prints.dtype == np.uint64
    assert prints.tolist() == [8481886061328902567, fingerprint("\ud800")]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("甲乙丙")), max_size=20))
def test_repeats_count_pages_and_not_lines(rows: list[tuple[int, str]]) -> None:
    page = np.array([p for p, _ in rows], np.int64)
    expected = [len({p for p, other in rows if other == text}) for _, text in rows]
    prints = fingerprints([text for _, text in rows])
    assert Repeats.of(prints, page).among(prints).tolist() == expected


ANY_PRINT = st.integers(0, 2**64 - 1)


def repeats(known: dict[int, int]) -> Repeats:
    return Repeats(np.array(sorted(known), np.uint64), np.array([known[p] for p in sorted(known)], np.int64))


@given(st.dictionaries(ANY_PRINT, st.integers(1, 9)), st.lists(ANY_PRINT))
def test_a_line_that_is_not_known_stands_on_one_page(known: dict[int, int], others: list[int]) -> None:
    asked = [*known, *others]
    found = repeats(known).among(np.array(asked, np.uint64))
    assert found.tolist() == [known.get(p, 1) for p in asked]


def test_lines_beside_above_and_between_the_known_ones_are_not_known() -> None:
    asked = np.array([0, 4, 5, 6, 9, 10, 2**64 - 1], np.uint64)
    assert repeats({5: 3, 9: 7}).among(asked).tolist() == [1, 1, 3, 1, 7, 1, 1]
    assert repeats({0: 4, 2**64 - 1: 2}).among(asked).tolist() == [4, 1, 1, 1, 1, 1, 2]


def test_where_no_line_is_known_each_stands_on_one_page() -> None:
    asked = np.array([0, 5, 2**64 - 1], np.uint64)
    nothing = Repeats.of(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    assert nothing.among(asked).tolist() == repeats({}).among(asked).tolist() == [1, 1, 1]
    assert repeats({5: 3}).among(asked[:0]).shape == (0,)


def test_scrambled_lines_are_read_again_and_others_as_they_are_folded() -> None:
    scrambled = "茶园里的新芽比去年早了六天".encode().decode("gb18030", "replace")
    lines = split_lines([Page("a", f"護士 GPS\n{scrambled}")])
    first, second = readings(lines)
    assert first == lines.folded[0] == "护士 gps"
    assert second.startswith("茶园里的新芽")
    assert lines.text[1] == scrambled


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("守 渡 人 每 年 都 要 刷 石 阶 。", "守渡人每年都要刷石阶 。"),
        ("守  渡  人  每  年 开 春", "守渡人每年开春"),
        ("第 3 级 的 石 阶 上 有 水", "第 3 级的石阶上有水"),
        ("通 知 如 下", "通 知 如 下"),
        ("首页 新闻 社会 财经 体育 文化 娱乐", "首页 新闻 社会 财经 体育 文化 娱乐"),
        ("守渡人 每年 开春", "守渡人 每年 开春"),
        ("a b c d e f g", "a b c d e f g"),
    ],
)
def test_characters_that_all_stand_apart_are_closed_up_to_be_read(line: str, read: str) -> None:
    lines = split_lines([Page("a", line)])
    assert readings(lines) == [read]
    assert lines.text == [line]
