import numpy as np
import pytest

from analysis.training import made_offers
from analysis.training.made_house import ADVERT, MARKER, Pool
from analysis.training.made_offers import LABELS, booths, goods, offered, own
from tests.training.made_pool import RECORDS

POOL = Pool.of(RECORDS)
STORY = POOL.stories[0]


@pytest.mark.parametrize("name", ["OWN", "GOODS", "LABELS"])
def test_booths_share_no_words_with_held_out_ones(name: str) -> None:
    ours, theirs = getattr(made_offers, name)
    assert not set(ours) & set(theirs)
    assert (len(booths(False)), len(booths(True))) == (24, 12)


@pytest.mark.parametrize("held_out", [False, True])
def test_offers_stand_around_an_article_that_stays_whole(held_out: bool) -> None:
    above = below = 0
    for i, booth in enumerate(booths(held_out)):
        lines = list(offered(booth, STORY, POOL, np.random.default_rng(i)))
        told = STORY.told()
        start = lines.index(told[0])
        assert lines[start : start + len(told)] == told
        around = lines[:start] + lines[start + len(told) :]
        assert {role for _, role in around} <= {ADVERT, MARKER}
        above, below = above + bool(lines[:start]), below + bool(lines[start + len(told) :])
    assert above > 1
    assert below > 1


def test_own_offers_are_few_and_lists_of_goods_may_have_a_label() -> None:
    labels = 0
    for seed in range(20):
        booth, draw = booths(False)[seed], np.random.default_rng(seed)
        assert 1 <= len(list(own(booth, draw))) <= 4
        rows = list(goods(booth, draw))
        labels += rows[0][1] == MARKER
        assert all(role == ADVERT for _, role in rows[rows[0][1] == MARKER :])
        assert not any("{" in text for text, _ in rows)
        assert rows[0][1] == ADVERT or rows[0][0] in LABELS[False]
    assert 5 < labels < 20
