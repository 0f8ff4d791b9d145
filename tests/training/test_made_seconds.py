import numpy as np
import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training.made_house import Pool
from analysis.training.made_seconds import ARCHIVE, QUOTED, continued, sequels
from tests.training.made_pool import RECORDS, TEXTS

POOL = Pool.of(RECORDS, TEXTS)
STORY = POOL.stories[0]


def test_joints_share_nothing_with_held_out_ones() -> None:
    for split in (ARCHIVE, QUOTED):
        assert not set(split[0]) & set(split[1])
        assert (len(split[0]), len(split[1])) == (8, 4)


@pytest.mark.parametrize("held_out", [False, True])
def test_a_whole_other_article_stands_behind_and_is_noise(held_out: bool) -> None:
    whole = 0
    for i, sequel in enumerate(sequels(held_out)):
        lines = list(continued(sequel, STORY, POOL, np.random.default_rng(i)))
        told = STORY.told()
        assert lines[: len(told)] == told
        behind = lines[len(told) :]
        assert all(not 0 <= role < N_CONTENT for _, role in behind)
        text = "".join(text for text, _ in behind)
        whole += any(all(p in text for p in other.paragraphs) for other in POOL.stories[1:])
        assert any(other.title in text for other in POOL.stories[1:])
    assert whole > len(sequels(held_out)) // 2
