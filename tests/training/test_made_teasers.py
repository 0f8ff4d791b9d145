from dataclasses import replace

import numpy as np

from analysis.training.made_house import BODY, MARKER, NAVIGATION, RELATED, TITLE, Pool
from analysis.training.made_teasers import LONGEST, SETTINGS, SLOGANS, blurb, shelves, teased, teasers
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


def test_shelves_share_nothing_with_held_out_ones() -> None:
    assert not set(SETTINGS[0]) & set(SETTINGS[1])
    assert not set(SLOGANS[0]) & set(SLOGANS[1])
    assert (len(shelves(False)), len(shelves(True))) == (20, 12)


def test_teasers_stand_above_an_article_that_stays_whole() -> None:
    for i, shelf in enumerate(shelves(False)):
        lines = list(teased(shelf, STORY, POOL, np.random.default_rng(i)))
        told = STORY.told()
        assert lines[-len(told) :] == told
        above = lines[: -len(told)]
        assert {role for _, role in above} <= {RELATED, MARKER, NAVIGATION}
        assert any(role == RELATED for _, role in above)
        assert not any(role in (TITLE, BODY) for _, role in above)


def test_a_teaser_is_a_headline_of_another_page_and_a_sentence() -> None:
    shelf = replace(shelves(False)[0], setting=("{title}", "{blurb}"), label="头条", least=3)
    (label, role), *lines = teasers(shelf, STORY, POOL, np.random.default_rng(0))
    assert (label, role) == ("头条", MARKER)
    titles = {story.title for story in POOL.stories} - {STORY.title}
    assert len(lines) >= 6
    assert all(text in titles for text, _ in lines[::2])
    assert all(text[-1] in "。？！" for text, _ in lines[1::2])


def test_a_blurb_is_a_short_sentence_of_the_page_or_made_up_around_its_headline() -> None:
    found = {blurb(True, STORY, np.random.default_rng(seed)) for seed in range(40)}
    own = {text for text in found if text in "".join(STORY.paragraphs)}
    assert own
    assert found - own
    assert all(len(text) <= LONGEST + 2 for text in own)
    assert all(STORY.title in text for text in found - own)
