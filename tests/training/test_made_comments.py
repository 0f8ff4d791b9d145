import re

import numpy as np
import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training.made_comments import (
    COMPOSED,
    ENDS,
    HOUSES,
    OPINIONS,
    TOPS,
    Place,
    boards,
    comment,
    commented,
    opinion,
    said,
    section,
)
from analysis.training.made_house import Pool
from tests.training.made_pool import RECORDS, TEXTS

POOL = Pool.of(RECORDS, TEXTS)
STORY = POOL.stories[0]


def drawn(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_boards_share_nothing_with_held_out_ones() -> None:
    for split in (HOUSES, OPINIONS):
        assert not set(split[0]) & set(split[1])
    assert not {line for house in HOUSES[0] for line in house if line != "{text}"} & {
        line for house in HOUSES[1] for line in house if line != "{text}"
    }
    assert not {line for top in TOPS[0] for line in top} & {line for top in TOPS[1] for line in top}
    assert not {line for end in ENDS[0] for line in end} & {line for end in ENDS[1] for line in end}
    assert (len(boards(False)), len(boards(True))) == (32 + COMPOSED, 16)


def test_houses_that_are_put_together_hold_the_text_once_and_no_line_of_a_held_out_house() -> None:
    composed = [board.house for board in boards(False)[-COMPOSED:]]
    assert len(set(composed)) > COMPOSED - 3
    assert all(sum("{text}" in line for line in house) == 1 for house in composed)
    theirs = {line for house in HOUSES[1] for line in house if line != "{text}"}
    assert not theirs & {line for house in composed for line in house}


@pytest.mark.parametrize("held_out", [False, True])
def test_the_article_is_content_and_what_readers_say_is_not(held_out: bool) -> None:
    for i, board in enumerate(boards(held_out)):
        lines = list(commented(board, STORY, POOL, drawn(i)))
        told = STORY.told()
        assert lines[: len(told)] == told
        assert all(not 0 <= role < N_CONTENT for _, role in lines[len(told) :])
        assert not any("{" in text for text, _ in lines)


def test_floors_and_days_go_one_way() -> None:
    board = next(b for b in boards(False) if b.house[0].startswith("#{floor}"))
    for seed in range(6):
        lines = [text for text, _ in section(board, STORY, POOL, drawn(seed))]
        floors = [int(text[1:]) for text in lines if re.fullmatch(r"#\d+", text)]
        assert floors in (list(range(1, len(floors) + 1)), list(range(len(floors), 0, -1)))


def test_a_comment_has_the_lines_of_its_house() -> None:
    board = next(b for b in boards(False) if b.house == ("{nick}", "{day}", "{text}", "回复"))
    lines = [text for text, _ in comment(board, STORY, POOL, Place(3, 734000, 734002), drawn(2))]
    assert lines[-1] == "回复"
    assert len(lines) >= 4


def test_people_quote_texts_of_the_pool_talk_small_and_have_opinions() -> None:
    told = ["".join(said(board, STORY, POOL, drawn(i))) for i, board in enumerate(boards(False) * 4)]
    assert sum(any(text.startswith(line.split("\n")[0]) for line in TEXTS) for text in told) > 20
    assert len({len(text) for text in told}) > 25
    assert any(
        scrap in opinion(boards(False)[0], STORY, drawn(4)) for scrap in re.findall(r"\w{4,}", STORY.title + STORY.lead)
    )


def test_without_texts_people_still_talk() -> None:
    assert said(boards(False)[0], STORY, Pool.of(RECORDS), drawn())
