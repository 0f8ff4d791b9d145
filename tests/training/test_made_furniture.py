import numpy as np

from analysis.separation.roles import N_CONTENT
from analysis.training import made_furniture
from analysis.training.made_furniture import Frame
from analysis.training.made_house import OTHER, Pool
from tests.training.made_pool import FOOT, HEAD, RECORDS

POOL = Pool.of(RECORDS)


def test_furniture_is_noise_of_a_real_page_or_of_a_house_written_here() -> None:
    real = 0
    for seed in range(60):
        frame = Frame.drawn(POOL, False, np.random.default_rng(seed))
        lines = [*frame.head, *frame.byline, *frame.foot]
        assert all(role == OTHER or role >= N_CONTENT for _, role in lines)
        assert not any("{" in text for text, _ in lines)
        if [text for text, _ in frame.head] == HEAD:
            real += 1
            assert [text for text, _ in frame.foot][: len(FOOT)] == FOOT
    assert 20 < real < 50


def test_without_pages_it_is_written() -> None:
    frame = Frame.drawn(Pool(()), True, np.random.default_rng(1))
    assert frame.foot


def test_houses_share_nothing_with_held_out_ones() -> None:
    for split in (made_furniture.PATHS, made_furniture.BYLINES):
        assert not set(split[0]) & set(split[1])
    for split in (made_furniture.TOOLS, made_furniture.FOOTERS):
        assert not {line for lines in split[0] for line in lines} & {line for lines in split[1] for line in lines}
