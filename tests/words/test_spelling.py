import numpy as np
import pytest

from analysis.reading.lines import split_lines
from analysis.reading.pages import Page
from analysis.words.spelling import plain, written_forms


def forms(text: str, words: list[str], keep: list[bool] | None = None) -> dict[str, str]:
    lines = split_lines([Page("a", text)])
    return written_forms(words, lines, np.array(keep if keep is not None else [True] * len(lines)))


def test_words_are_written_as_most_lines_write_them() -> None:
    text = "新车都有GPS导航\n没有GPS的车\n旧gps坏了\n全角ＧＰＳ也有"
    assert forms(text, ["gps", "导航"]) == {"gps": "GPS", "导航": "导航"}


def test_traditional_pages_show_their_words_in_traditional() -> None:
    assert forms("護士在門診\n門診的護士", ["护士", "门诊"]) == {"护士": "護士", "门诊": "門診"}


def test_a_few_traditional_lines_among_simplified_ones_do_not_mix_the_scripts() -> None:
    assert forms("護士在門診護士護士\n医院开门\n医院关门", ["护士", "医院"]) == {"护士": "护士", "医院": "医院"}


def test_dropped_lines_and_unknown_words_count_for_nothing() -> None:
    assert forms("用GPS\n用gps", ["gps", "没有"], [False, True]) == {"gps": "gps", "没有": "没有"}


@pytest.mark.parametrize(("text", "expected"), [("ＧＰＳ", "gps"), ("護士", "護士"), ("", "")])
def test_plain_folds_all_but_the_script(text: str, expected: str) -> None:
    assert plain(text) == expected
