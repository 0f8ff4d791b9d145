import numpy as np
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


def test_scrambled_lines_are_read_again_and_others_as_they_are_folded() -> None:
    scrambled = "茶园里的新芽比去年早了六天".encode().decode("gb18030", "replace")
    lines = split_lines([Page("a", f"護士 GPS\n{scrambled}")])
    first, second = readings(lines)
    assert first == lines.folded[0] == "护士 gps"
    assert second.startswith("茶园里的新芽")
    assert lines.text[1] == scrambled
