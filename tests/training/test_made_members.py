import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_members
from analysis.training.made_house import ADVERT, BODY, MARKER, META, NAVIGATION, RELATED, TITLE, WIDGET, Line, Pool
from analysis.training.made_members import Club, clubs, told_of
from tests.training.made_pool import RECORDS, TEXTS

POOL = Pool.of(RECORDS, TEXTS)
STORY = POOL.stories[0]


def told(club: Club, seed: int) -> list[Line]:
    return list(told_of(club, STORY, POOL, np.random.default_rng(seed)))


def said(lines: Iterable[Line], role: int) -> list[str]:
    return [text for text, said in lines if said == role]


@pytest.mark.parametrize("name", ["CARDS", "RANKS", "MOTTOES", "JOBS", "TOOLS", "HEADS", "ASKED", "BEHIND", "DAYS"])
def test_clubs_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_members, name)
    common = {"{nick}", "{rank}", "{motto}", "{job}", "{ago}", "{a}", "{b}"}  # what a field alone fills
    assert set(ours) & set(theirs) <= common
    assert (len(clubs(False)), len(clubs(True))) == (40, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_a_thread_has_its_title_posts_and_what_is_told_of_their_writers(held_out: bool) -> None:
    found: set[int] = set()
    for i, club in enumerate(clubs(held_out)):
        lines = told(club, i)
        assert lines[0] == (STORY.title, TITLE)
        assert said(lines, TITLE) == [STORY.title]
        assert said(lines, BODY)
        assert not any(re.search(r"[{}]", text) for text, role in lines if role not in (BODY, TITLE, RELATED))
        found |= {role for _, role in lines}
    assert found <= {TITLE, BODY, META, WIDGET, ADVERT, MARKER, RELATED, NAVIGATION}
    assert {META, WIDGET, MARKER, RELATED} <= found


def test_lines_about_a_writer_stand_before_and_behind_what_he_says_in_the_houses_order() -> None:
    plain = replace(
        clubs(False)[0], head=("{m} 个回答",), asked=("写回答",), above=("{nick}", "楼主"), below=("[作者]",),
        tools=("举报",), missing=0.0, long=0.0, advert=0.0,
    )  # fmt: skip
    lines = told(plain, 3)
    assert [role for _, role in lines[:3]] == [TITLE, META, WIDGET]
    posts = [n for n, line in enumerate(lines) if line == ("楼主", META)]
    assert len(posts) >= 2
    for start in posts:
        behind = [role for _, role in lines[start - 1 :]]
        assert behind[:2] == [META, META]
        after = 2 + next(n for n, role in enumerate(behind[2:]) if role != BODY)
        assert after > 2
        assert lines[start - 1 + after : start + 1 + after] == [("[作者]", META), ("举报", WIDGET)]


def test_an_advert_among_posts_is_set_as_these_are() -> None:
    lines = told(replace(clubs(False)[0], above=("{nick}",), missing=0.0, advert=1.0), 4)
    adverts = said(lines, ADVERT)
    assert not said(lines, BODY)
    assert len(adverts) % 2 == 0
    assert all(text.endswith(" 广告") for text in adverts[1::2])
