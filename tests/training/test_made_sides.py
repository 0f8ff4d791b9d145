import numpy as np
import pytest

from analysis.separation.roles import N_CONTENT
from analysis.training import made_sides
from analysis.training.made_sides import SIDES, archive, menu, side, titles

KNOWN = ["渡船停航三日后复航", "老桥重新开放了", "旧书店搬了家"]


@pytest.mark.parametrize("make", dict.fromkeys(SIDES))
@pytest.mark.parametrize("held_out", [False, True])
def test_what_stands_aside_is_noise(make, held_out: bool) -> None:  # noqa: ANN001
    for seed in range(8):
        lines = make(held_out, KNOWN, np.random.default_rng(seed))
        assert len(lines) > 2
        assert all(role >= N_CONTENT and text.strip() and "{" not in text for text, role in lines)


def test_sides_share_no_words_with_held_out_ones() -> None:
    for split in (made_sides.SECTIONS, made_sides.LABELS, made_sides.ARCHIVES, made_sides.CLASSES, made_sides.FORMS):
        assert not set(split[0]) & set(split[1])


def test_months_descend_without_a_gap() -> None:
    months = [text for text, _ in archive(False, KNOWN, np.random.default_rng(4))[1:]]
    assert len(months) == len(set(months)) >= 4


def test_titles_are_those_that_are_known() -> None:
    lines = titles(False, KNOWN, np.random.default_rng(0))
    assert all(any(title in text for title in KNOWN) for text, _ in lines[1:])


def test_menus_have_each_word_once() -> None:
    for seed in range(8):
        words = [
            w
            for text, _ in menu(True, np.random.default_rng(seed))
            for w in text.replace("|", " ").replace("-", " ").split()
        ]
        assert len(words) == len(set(words)) >= 5
        assert set(words) <= set(made_sides.SECTIONS[1])


def test_a_side_is_one_of_them() -> None:
    assert len({side(False, KNOWN, np.random.default_rng(i))[0][0] for i in range(60)}) > 12
