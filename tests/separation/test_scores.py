from dataclasses import asdict

import numpy as np
import pytest

from analysis.separation.scores import separation_scores


def test_separation_scores_weigh_by_character_and_by_line() -> None:
    scores = separation_scores(
        np.array([0, 0, 0, 1]), np.array([90, 10, 50, 20]), np.array([1, 1, 0, 1], bool), np.array([1, 0, 1, 1], bool)
    )
    assert scores.char_precision == pytest.approx(110 / 160)
    assert scores.char_recall == pytest.approx(110 / 120)
    assert scores.line_f1 == pytest.approx(4 / 6)
    assert scores.page_f1 == pytest.approx((2 * 90 / (140 + 100) + 1) / 2)


def scored(page: list[int], weight: list[int], gold: list[int], kept: list[int]) -> dict[str, float]:
    return asdict(separation_scores(np.array(page), np.array(weight), np.array(gold, bool), np.array(kept, bool)))


def test_what_is_all_right_scores_one_and_what_is_all_wrong_nothing() -> None:
    assert set(scored([0, 0, 1], [9, 4, 7], [1, 0, 1], [1, 0, 1]).values()) == {1.0}
    assert set(scored([0, 0, 1], [9, 4, 7], [1, 0, 1], [0, 1, 0]).values()) == {0.0}
    assert set(scored([0, 0, 1], [9, 4, 7], [1, 0, 1], [0, 0, 0]).values()) == {0.0}


def test_pages_without_content_count_for_lines_but_not_for_the_mean_of_pages() -> None:
    found = scored([0, 1], [10, 30], [1, 0], [1, 1])
    assert (found["page_f1"], found["char_precision"], found["line_precision"]) == (1.0, 0.25, 0.5)
    assert set(scored([0], [10], [0], [0]).values()) == set(scored([], [], [], []).values()) == {0.0}


def test_a_line_without_characters_counts_as_a_line_alone() -> None:
    found = scored([0, 0], [10, 0], [1, 1], [1, 0])
    assert (found["char_f1"], found["page_f1"], found["line_recall"]) == (1.0, 1.0, 0.5)
    assert scored([0, 1], [10, 0], [1, 1], [1, 0])["page_f1"] == 1.0


def test_the_median_and_the_share_of_good_pages_are_those_of_pages_with_content() -> None:
    found = scored([0, 1, 2, 3], [10, 10, 10, 10], [1, 1, 1, 0], [1, 1, 0, 1])
    assert (found["page_median"], found["page_good"]) == (1.0, pytest.approx(2 / 3))
    limit = scored([0] * 3, [95, 5, 5], [1, 0, 1], [1, 1, 0])  # an F1 of .95 is not above it
    assert (limit["char_f1"], limit["page_good"]) == (0.95, 0.0)
