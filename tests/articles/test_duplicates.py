import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.duplicates import MIN_CHARACTERS, duplicate_of


def article(seed: int, length: int = 400) -> str:
    return "".join(random.Random(seed).choices([chr(c) for c in range(0x4E00, 0x5200)], k=length))


def test_a_repost_points_to_its_original() -> None:
    assert duplicate_of([article(1), article(2), article(1)]) == [None, None, 0]


def test_a_repost_with_a_line_more_is_still_one() -> None:
    assert duplicate_of([article(1), article(1) + article(9, 12)]) == [None, 0]


def test_different_articles_and_half_an_article_are_no_reposts() -> None:
    assert duplicate_of([article(1), article(2), article(1)[:200] + article(3)[:200]]) == [None] * 3


def test_all_reposts_point_to_the_earliest() -> None:
    assert duplicate_of([article(1)] * 4) == [None, 0, 0, 0]


def test_a_text_like_a_repost_but_not_like_its_original_is_an_original() -> None:
    drifting = article(43, 600)
    first, second, third = (drifting[a : a + 500] for a in (0, 40, 80))
    assert duplicate_of([first, second, third]) == [None, 0, None]
    assert duplicate_of([second, third]) == [None, 0]


def test_short_texts_are_never_reposts_and_do_not_shift_the_positions() -> None:
    short = article(1, MIN_CHARACTERS - 1)
    assert duplicate_of([short, short, "", article(2), "", article(2)]) == [None, None, None, None, None, 3]
    assert duplicate_of([article(1, MIN_CHARACTERS)] * 2) == [None, 0]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(60, 400)), max_size=10))
def test_an_original_is_earlier_and_never_itself_a_repost(texts: list[tuple[int, int]]) -> None:
    found = duplicate_of([article(seed, length) for seed, length in texts])
    assert len(found) == len(texts)
    for i, original in enumerate(found):
        if original is not None:
            assert original < i
            assert found[original] is None
            assert texts[original][0] == texts[i][0]


def test_the_same_texts_give_the_same_answer() -> None:
    texts = [article(i % 7) + article(i, i * 5) for i in range(30)]
    assert duplicate_of(texts) == duplicate_of(texts)
    assert any(original is not None for original in duplicate_of(texts))


def test_half_a_surrogate_pair_does_not_stop_the_search() -> None:
    assert duplicate_of([article(1) + "\ud800", article(1) + "\ud800"]) == [None, 0]


def test_nearly_every_pair_over_the_threshold_is_found() -> None:
    rng = np.random.default_rng(0)
    alphabet = [chr(0x4E00 + i) for i in range(3000)]
    found = 0
    for _ in range(40):
        text = rng.choice(alphabet, 600)
        repost = np.concatenate([text[:20], text[60:]])  # a Jaccard similarity of about .9
        found += duplicate_of(["".join(text), "".join(repost)])[1] == 0
    assert found >= 38
