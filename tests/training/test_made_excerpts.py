from dataclasses import replace

import numpy as np
import pytest

from analysis.training.made_excerpts import LABELS, SETTINGS, blocks, excerpted, excerpts
from analysis.training.made_house import BODY, MARKER, RELATED, TITLE, Pool
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


def drawn(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_blocks_share_nothing_with_held_out_ones() -> None:
    assert not set(SETTINGS[0]) & set(SETTINGS[1])
    assert set(LABELS[0]) & set(LABELS[1]) == {""}
    assert (len(blocks(False)), len(blocks(True))) == (32, 16)


@pytest.mark.parametrize("setting", [("{title} {lead}",), ("{title}", "{lead}"), ("{lead}", "{title}")])
def test_excerpts_are_headlines_and_leads_of_other_pages(setting: tuple[str, ...]) -> None:
    block = replace(blocks(False)[0], setting=setting, label="相关推荐", tail="", clip=40)
    (label, role), *lines = excerpts(block, STORY, POOL, drawn())
    assert (label, role) == ("相关推荐", MARKER)
    assert {role for _, role in lines} == {RELATED}
    titles = {story.title for story in POOL.stories} - {STORY.title}
    per = len(setting)
    assert len(lines) % per == 0
    for i in range(0, len(lines), per):
        text = "".join(text for text, _ in lines[i : i + per])
        title = next(t for t in titles if t in text)
        assert title[1:-5] in text.replace(title, "")  # the place of the headline is that of the lead
    assert STORY.title not in "".join(text for text, _ in lines)


@pytest.mark.parametrize("place", ["behind", "before", "inside"])
def test_the_article_stays_whole_around_them(place: str) -> None:
    block = replace(blocks(True)[0], place=place)
    lines = list(excerpted(block, STORY, POOL, drawn(1)))
    assert [line for line in lines if line[1] in (TITLE, BODY)] == [
        line for line in STORY.told() if line[1] in (TITLE, BODY)
    ]
    at = [i for i, (_, role) in enumerate(lines) if role == RELATED]
    article = [i for i, (_, role) in enumerate(lines) if role in (TITLE, BODY)]
    wanted = {
        "behind": min(at) > max(article),
        "before": max(at) < min(article),
        "inside": min(article) < min(at) < max(article),
    }
    assert wanted[place]
