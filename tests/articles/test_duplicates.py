import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from weakref import finalize

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.arrays import IntArray
from analysis.articles import duplicates
from analysis.articles.duplicates import (
    MANY,
    MIN_CHARACTERS,
    NONE,
    SHINGLE,
    TOGETHER,
    Hashes,
    duplicate_of,
    near_copies,
    sketch_of,
)


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


# from sketches


def near(texts: Sequence[str]) -> list[int | None]:
    """Find copies from sketches alone, told as `duplicate_of` tells them."""
    return [None if i < 0 else i for i in copies(sketches_of(texts)).tolist()]


def sketches_of(texts: Sequence[str], together: int = 7) -> list[Hashes]:
    """Return the sketches of texts in parts."""
    return [
        np.array([sketch_of(text) for text in texts[i : i + together]], np.uint64)
        for i in range(0, len(texts), together)
    ]


def copies(sketches: Sequence[Hashes]) -> IntArray:
    """Find copies; nothing may be left of what lay on the disk meanwhile."""
    with TemporaryDirectory() as folder:
        found = near_copies(sketches, Path(folder) / "hashes")
        assert list((Path(folder) / "hashes").iterdir()) == []
    return found


@cache
def edited(seed: int, edits: int) -> str:
    """Return an article with so many of its characters changed."""
    text = list(article(seed, 600))
    for place in random.Random(f"{seed} {edits}").sample(range(600), edits):
        text[place] = "ABCDEF"[place % 6]
    return "".join(text)


def test_a_sketch_has_the_smallest_hashes_of_a_text() -> None:
    sketch = sketch_of(article(1))
    assert (sketch.shape, sketch.dtype) == ((MANY,), np.uint64)
    assert (np.diff(sketch) > 0).all()
    longer = sketch_of(article(1) + article(2))
    assert longer[0] <= sketch[0]
    assert set(longer.tolist()) & set(sketch.tolist())
    np.testing.assert_array_equal(sketch_of(article(1)), sketch)


@pytest.mark.parametrize(
    ("text", "n_hashes"),
    [
        ("", 0),
        (article(1, MIN_CHARACTERS - 1), 0),
        (article(1, MIN_CHARACTERS), MIN_CHARACTERS - SHINGLE + 1),
        ("渡" * 300, 1),
        ("渡口" * 300, 2),
        (article(1, 130), 126),
        (article(1, 200), MANY),
    ],
)
def test_a_text_of_few_shingles_has_few_hashes(text: str, n_hashes: int) -> None:
    sketch = sketch_of(text)
    assert sketch.shape == (MANY,)
    assert (sketch != NONE).tolist() == [i < n_hashes for i in range(MANY)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=10))
def test_copies_and_light_edits_are_found_from_sketches_as_from_the_texts(made: list[tuple[int, int]]) -> None:
    texts = [edited(*each) for each in made]
    expected: dict[int, int] = {}
    first = [expected.setdefault(seed, i) for i, (seed, _) in enumerate(made)]
    found = near(texts)
    assert found == [None if i == original else original for i, original in enumerate(first)]
    assert found == duplicate_of(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [article(1)],
        [article(1), article(2), article(1)],
        [article(1), article(1) + article(9, 12)],
        [article(1) + article(9, 12), article(1)],
        [article(1), article(2), article(1)[:200] + article(3)[:200]],
        [article(1)] * 4,
        [article(1, MIN_CHARACTERS - 1), article(1, MIN_CHARACTERS - 1), "", article(2), "", article(2)],
        [article(1, MIN_CHARACTERS)] * 2,
        [article(1, MIN_CHARACTERS), article(1, 110)],
        [article(1, MIN_CHARACTERS), article(1, 400)],
        ["渡" * 200, "渡" * 300, "口" * 200],
        ["渡口" * 100 + "口", "渡口" * 100],
        [article(1) + "\ud800", article(1) + "\ud800"],
    ],
)
def test_sketches_and_texts_tell_the_same_copies(texts: list[str]) -> None:
    assert near(texts) == duplicate_of(texts)


def test_a_copy_of_a_copy_points_to_the_original() -> None:
    assert near([edited(1, 0), edited(1, 3), edited(1, 3)]) == [None, 0, 0]
    assert near([edited(2, 0), edited(1, 0), edited(1, 2), edited(2, 1), edited(1, 3)]) == [None, None, 1, 0, 1]


def test_from_sketches_too_a_text_like_a_copy_but_not_like_its_original_is_an_original() -> None:
    drifting = article(43, 600)
    assert near([drifting[a : a + 500] for a in (0, 40, 80)]) == [None, 0, None]
    assert near([drifting[a : a + 500] for a in (40, 80)]) == [None, 0]


def test_a_group_that_is_compared_each_with_each_has_one_original() -> None:
    assert near([article(1)] * TOGETHER) == [None, *[0] * (TOGETHER - 1)]


def test_texts_that_share_little_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(*_: Hashes) -> float:
        raise AssertionError("two texts were compared")

    monkeypatch.setattr(duplicates, "_resemblance", compare)
    assert near([*(article(seed) for seed in range(20)), "短", "短"]) == [None] * 22
    assert copies([np.zeros((0, MANY), np.uint64)]).shape == copies([]).shape == (0,)


@pytest.mark.parametrize("together", [1, 3, 50, 120])
def test_copies_are_the_same_in_whatever_parts_the_sketches_come(together: int) -> None:
    texts = [article(int(seed), 300) for seed in np.random.default_rng(6).integers(0, 40, 120)]
    parts = sketches_of(texts, together)
    assert len(parts) == -(-120 // together)
    assert copies(parts).tolist() == copies(sketches_of(texts)).tolist()


def test_of_the_sketches_few_parts_are_open_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program may open some thousand files, and there are as many parts."""
    monkeypatch.setattr(duplicates, "AT_HAND", 3)

    class Parts(Sequence[Hashes]):
        open = most = 0  # parts

        def __init__(self, parts: Sequence[Hashes]) -> None:
            self.parts = parts

        def __len__(self) -> int:
            return len(self.parts)

        def __getitem__(self, at: Any) -> Any:  # noqa: ANN401  # as a sequence has it
            part = self.parts[at].copy()
            self.open += 1
            self.most = max(self.most, self.open)
            finalize(part, self._close)
            return part

        def _close(self) -> None:
            self.open -= 1

    texts = [article(i % 40, 300) for i in range(120)]
    parts = Parts(sketches_of(texts, 2))
    assert copies(parts).tolist() == [-1] * 40 + list(range(40)) * 2
    assert 3 <= parts.most <= 5


@pytest.mark.parametrize(("cut", "least", "most"), [(40, 40, 40), (110, 36, 40), (250, 0, 0)])
def test_nearly_every_pair_over_the_threshold_is_found_from_sketches(cut: int, least: int, most: int) -> None:
    found = [near([article(seed, 600), article(seed, 600)[cut:]])[1] for seed in range(40)]
    assert least <= found.count(0) <= most  # similarities of .93, .82 and .58


def test_all_of_many_copies_find_the_first() -> None:
    assert near([article(1)] * 200) == [None, *[0] * 199]


def test_copies_are_the_same_however_many_hashes_are_sorted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    texts = [article(int(seed), 300) for seed in rng.integers(0, 40, 120)]
    whole = near(texts)
    assert 70 < sum(found is not None for found in whole) < 90
    monkeypatch.setattr(duplicates, "AT_ONCE", 60)
    assert near(texts) == whole
    monkeypatch.setattr(duplicates, "BLOCK", 7)
    assert near(texts) == whole
    bounds = duplicates._bounds(sketches_of(texts), len(texts)).tolist()
    assert 20 < len(bounds) <= 32
    assert bounds == sorted(set(bounds))
