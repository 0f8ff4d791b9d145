import numpy as np
import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training.made_forums import ENDS, POSTS, TOPS, forums, thread
from analysis.training.made_house import BODY, TITLE, Pool
from tests.training.made_pool import RECORDS, TEXTS

POOL = Pool.of(RECORDS, TEXTS)
STORY = POOL.stories[0]


def test_forums_share_nothing_with_held_out_ones() -> None:
    assert not set(POSTS[0]) & set(POSTS[1])
    for split in (TOPS, ENDS):
        assert not {line for lines in split[0] for line in lines} & {line for lines in split[1] for line in lines}
    assert (len(forums(False)), len(forums(True))) == (24, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_posts_are_content_and_the_tools_around_them_are_not(held_out: bool) -> None:
    for i, forum in enumerate(forums(held_out)):
        lines = list(thread(forum, STORY, POOL, np.random.default_rng(i)))
        assert lines[0] == (STORY.title, TITLE)
        tools = sum(role >= N_CONTENT for _, role in lines) - len(forum.top) - len(forum.end)
        posts = tools // (len(forum.post) - 1)
        assert tools == posts * (len(forum.post) - 1)
        assert posts >= 2
        assert sum(role == BODY for _, role in lines) >= posts
        assert not any("{" in text for text, _ in lines)
