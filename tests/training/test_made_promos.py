import numpy as np
import pytest

from analysis.training import made_promos
from analysis.training.made_house import ADVERT, MARKER, RELATED, WIDGET, Pool
from analysis.training.made_promos import polled, promoted, stands
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


@pytest.mark.parametrize("name", ["ADVERTS", "LINKS", "CALLS", "QUESTIONS", "OPTIONS", "SETTINGS"])
def test_stands_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_promos, name)
    assert not set(ours) & set(theirs)
    assert (len(stands(False)), len(stands(True))) == (24, 12)


def test_promos_stand_between_the_lines_of_an_article_that_stays_whole() -> None:
    roles, places = set(), set()
    for i, stand in enumerate(stands(False)):
        lines = list(promoted(stand, STORY, POOL, np.random.default_rng(i)))
        left = iter(lines)
        assert all(line in left for line in STORY.told())
        added = [(at, role) for at, (text, role) in enumerate(lines) if (text, role) not in STORY.told()]
        assert 1 <= len(added) <= 6
        assert all(at >= 2 for at, _ in added)
        roles |= {role for _, role in added}
        places |= {at for at, _ in added}
    assert roles == {ADVERT, RELATED, WIDGET}
    assert len(places) > 5


def test_polls_stand_behind_the_article_and_ask_about_it() -> None:
    asked = 0
    for i, stand in enumerate(stands(True)):
        lines = list(polled(stand, STORY, POOL, np.random.default_rng(i)))
        told = STORY.told()
        assert lines[: len(told)] == told
        poll = lines[len(told) :]
        assert {role for _, role in poll} <= {WIDGET, MARKER}
        assert len(poll) >= 3
        asked += any(STORY.title in text for text, _ in poll)
    assert asked >= 2
