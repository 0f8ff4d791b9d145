from dataclasses import replace

import numpy as np
import pytest

from analysis.reading.lines import LineTable
from analysis.reading.pages import Page
from analysis.separation.doubts import MOST_WRONG, NOTHING, SURE, doubts_of
from analysis.separation.evidence import observe
from analysis.separation.judge import Judgement, separate
from analysis.words.tokenizer import Tokenizer


def made(
    scores: list[float], pages: list[int] | None = None, keep: list[bool] | None = None
) -> tuple[LineTable, Judgement, np.ndarray]:
    """Return lines of ten characters each, all of one page unless told otherwise, kept from .4 on."""
    text = Page("p", "\n".join("一二三四五六七八九十" for _ in scores))
    seen = observe([text], Tokenizer())
    score = np.array(scores)
    kept = score >= 0.4 if keep is None else np.array(keep)
    judged = replace(separate([text], seen), score=score, keep=kept, rule=[""] * len(scores))
    page = np.array(pages or [0] * len(scores), np.int64)
    return replace(seen.lines, page=page), judged, np.full(len(scores), 10)


def test_pages_whose_scores_are_near_the_ends_are_sure() -> None:
    lines, judged, sizes = made([0.99] * 6 + [0.01] * 6)
    assert doubts_of(lines, judged, sizes, 1) == [SURE]


@pytest.mark.parametrize(("score", "unsure"), [(1.0 - MOST_WRONG, False), (0.99 - MOST_WRONG, True)])
def test_a_page_is_unsure_beyond_the_limit(score: float, unsure: bool) -> None:
    lines, judged, sizes = made([score] * 6)
    assert (doubts_of(lines, judged, sizes, 1) != [SURE]) == unsure


def test_the_lines_that_weigh_most_are_named_by_their_numbers() -> None:
    lines, judged, sizes = made([1.0, 0.6, 1.0, 0.5, 0.3, 0.0, 0.0])
    found = doubts_of(lines, judged, sizes, 1)[0]
    assert found.en == (
        "about 30% of the characters may be wrong; kept but perhaps noise: lines 2, 4; "
        "dropped but perhaps article: line 5"
    )
    assert found.zh == "约 30% 的字可能判错；留下的第 2、4 行可能是杂讯；扬掉的第 5 行可能是正文"


def test_what_is_worth_little_is_not_named_and_long_lists_are_cut() -> None:
    lines, judged, sizes = made([0.6, 0.61, 0.62, 0.63, 0.98, 0.02])
    assert doubts_of(lines, judged, sizes, 1)[0].en.endswith("kept but perhaps noise: lines 1, 2, 3")


def test_pages_are_told_apart_and_one_without_anything_kept_is_named() -> None:
    lines, judged, sizes = made([0.99, 0.5, 0.1, 0.2, 0.99], pages=[0, 1, 2, 2, 4])
    found = doubts_of(lines, judged, sizes, 5)
    assert [bool(one.en) for one in found] == [False, True, True, True, False]
    assert found[2] == found[3] == NOTHING


def test_a_page_that_a_user_decided_on_is_sure() -> None:
    lines, judged, sizes = made([0.5, 0.5, 0.1], pages=[0, 0, 1])
    marks = np.array([0, 1, -1], np.int8)
    assert doubts_of(lines, judged.decided(marks), sizes, 2) == [SURE, SURE]


def test_no_line_is_no_error() -> None:
    lines, judged, sizes = made([0.9])
    nothing = LineTable(lines.page[:0], lines.number[:0], [], [])
    assert doubts_of(nothing, judged[:0], sizes[:0], 2) == [NOTHING, NOTHING]
    assert doubts_of(nothing, judged[:0], sizes[:0], 0) == []
