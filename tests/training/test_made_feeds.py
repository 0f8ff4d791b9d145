import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.training import made_feeds
from analysis.training.made_feeds import Feed, fed, feeds, item
from analysis.training.made_house import MARKER, META, RELATED, Pool
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]
FIELD = FIELDS[False][0]
FEED = Feed("a", False, ("{title}", "{nick}", "{lead}"), "相关推荐", 1, "{mo}-{d}", "{m}", "...", 40)


@pytest.mark.parametrize("name", ["SETTINGS", "LABELS", "QUESTIONS", "DAYS", "VIEWS"])
def test_feeds_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_feeds, name)
    assert not set(ours) & set(theirs)
    assert (len(feeds(False)), len(feeds(True))) == (26, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_a_feed_stands_behind_an_article_that_stays_whole(held_out: bool) -> None:
    told = STORY.told()
    for i, feed in enumerate(feeds(held_out)):
        lines = list(fed(feed, STORY, POOL, np.random.default_rng(i)))
        assert lines[: len(told)] == told
        assert {role for _, role in lines[len(told) :]} <= {MARKER, META, RELATED}
        assert len(lines) - len(told) >= 2 * len(feed.setting) * feed.parts
        assert not any(re.search(r"[{}]", text) for text, _ in lines)


def test_a_feed_talks_of_what_the_article_does() -> None:
    lines = list(fed(FEED, STORY, POOL, np.random.default_rng(0)))[len(STORY.told()) :]
    words = own_words(STORY, FIELD).matters
    assert {"雨季", "渡船", "灯火"} < set(words)
    assert lines[0] == ("相关推荐", MARKER)
    assert {role for _, role in lines[1::3]} == {RELATED}
    assert all(any(word in title for word in words) for title, _ in lines[1::3])


def test_some_leads_are_how_the_article_begins_and_all_are_cut_off() -> None:
    leads = [list(item(FEED, STORY, FIELD, np.random.default_rng(seed)))[2] for seed in range(60)]
    assert {role for _, role in leads} == {RELATED}
    own = sum(STORY.lead.startswith(text.removesuffix("...")) for text, _ in leads)
    assert 2 < own < 30
    assert all(text.endswith("...") and len(text) <= 40 + 10 + 3 for text, _ in leads)


def test_who_wrote_it_and_when_is_metadata() -> None:
    setting = ("{nick}", "{day} {views}", "{title}")
    (who, a), (when, b), (_, c) = item(replace(FEED, setting=setting), STORY, FIELD, np.random.default_rng(0))
    assert (a, b, c) == (META, META, RELATED)
    assert who
    assert re.fullmatch(r"\d{1,2}-\d{1,2} \d+", when)
