import re

import numpy as np
import pytest

from analysis.training import made_filings
from analysis.training.made_filings import exchanges, filed
from analysis.training.made_house import BODY, HEADING, TITLE, Line, Pool
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


def lines_of(i: int, held_out: bool = False) -> list[Line]:
    return list(filed(exchanges(held_out)[i], STORY, POOL, np.random.default_rng(i)))


@pytest.mark.parametrize("name", ["MATTERS", "CODES", "ASSURED", "HEADS", "SAID", "KEPT", "CLOSED", "BOARDS"])
def test_exchanges_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_filings, name)
    assert not set(ours) & set(theirs)
    assert (len(exchanges(False)), len(exchanges(True))) == (32, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_all_of_a_filing_is_content_what_reads_like_a_disclaimer_too(held_out: bool) -> None:
    for i, exchange in enumerate(exchanges(held_out)):
        lines = lines_of(i, held_out)
        assert {role for _, role in lines} <= {TITLE, HEADING, BODY}
        assert sum(role == TITLE for _, role in lines) == 1
        assert (exchange.assured, BODY) in lines
        assert not any(re.search(r"[{}]", text) for text, _ in lines)


@pytest.mark.parametrize("i", range(6))
def test_a_filing_ends_with_who_signs_and_the_day(i: int) -> None:
    exchange, lines = exchanges(False)[i], lines_of(i)
    closed, signed, day = (text for text, _ in lines[-3:])
    [title] = [text for text, role in lines if role == TITLE]
    company = title[: title.index("公司") + 2]
    assert closed == exchange.closed
    assert signed == company + exchange.board
    assert re.search(r"\d月|\d-\d", day)


def test_codes_stand_above_or_below_the_title_and_some_have_none() -> None:
    places = {[role for _, role in lines_of(i)].index(TITLE) for i in range(len(exchanges(False)))}
    assert 0 in places
    assert max(places) >= 1
    assert any(not exchange.code for exchange in exchanges(False))
