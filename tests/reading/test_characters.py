import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.characters import fold, n_letters, tidy
from tests.reading.made_text import TEXT


@given(TEXT)
def test_folding_keeps_the_number_of_lines(text: str) -> None:
    assert fold(text).count("\n") == text.count("\n")


@given(TEXT)
def test_folding_does_not_see_compatibility_forms(text: str) -> None:
    assert fold(unicodedata.normalize("NFKC", text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_full_width_upper_case_folds_like_half_width_lower_case(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text)
    assert fold(wide) == fold(text) == text.lower()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("渡船停航體驗", "渡船停航体验"), ("茶館頭髮", "茶馆头发"), ("“河”：３％", "“河”:3%"), ("", "")],
)
def test_traditional_and_full_width_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXT)
def test_weight_counts_letters_digits_and_han_alone(text: str) -> None:
    assert n_letters(text) == sum(c.isalnum() for c in text)


@given(TEXT, TEXT)
def test_weights_of_parts_add_up(a: str, b: str) -> None:
    assert n_letters(a + b) == n_letters(a) + n_letters(b)


@given(st.text())
def test_tidied_text_can_be_written_and_has_one_kind_of_line_end(text: str) -> None:
    clean = tidy(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert not set("\r\0") & set(clean)
    assert tidy(clean) == clean
