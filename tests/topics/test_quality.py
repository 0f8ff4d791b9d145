import numpy as np
import pytest
from scipy import sparse

from analysis.separation.scores import separation_scores
from analysis.topics.coherence import npmi
from analysis.topics.quality import agreement, diversity, redundancy, silhouette

PRESENCE = sparse.csr_matrix(np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]))
TERMS = ["a", "b", "c", "d"]


def test_npmi_is_one_for_words_always_together_and_near_minus_one_for_never() -> None:
    together, never = npmi([["a", "b"], ["c", "d"]], PRESENCE, TERMS)
    assert together == pytest.approx(1.0, abs=0.01)
    assert -1.0 <= never < -0.5


def test_npmi_is_never_undefined() -> None:
    everywhere = sparse.csr_matrix(np.ones((5, 2)))
    values = npmi([["a", "b"], ["a"], [], ["x", "y"]], everywhere, ["a", "b"])
    assert np.isfinite(values).all()
    assert values[1:] == [0.0, 0.0, 0.0]


def test_diversity_and_redundancy() -> None:
    assert diversity([["a", "b"], ["b", "c"]]) == 0.75
    assert diversity([]) == 1.0
    assert redundancy([["a", "b"], ["b", "c"]]) == pytest.approx(1 / 3)
    assert redundancy([["a"]]) == 0.0


def test_agreement_matches_topics_whatever_their_order() -> None:
    one, other = [["a", "b"], ["c", "d"]], [["c", "d"], ["a", "b"]]
    assert agreement(one, other).tolist() == [1.0, 1.0]
    assert agreement([["a", "b"]], [["a", "x"]])[0] == pytest.approx((1 + 1 / 3) / 2)


def test_a_topic_without_a_partner_agrees_with_nothing() -> None:
    assert sorted(agreement([["a"], ["b"]], [["a"]]).tolist()) == [0.0, 1.0]


def test_less_smoothing_is_harder_on_words_that_never_meet() -> None:
    soft, hard = (npmi([["c", "d"]], PRESENCE, TERMS, e)[0] for e in (0.01, 1e-12))
    assert hard < soft < 0


def test_silhouette_is_high_for_groups_apart_and_leaves_strays_out() -> None:
    points = np.array([[1.0, 0.0], [0.99, 0.1], [0.0, 1.0], [0.1, 0.99], [0.7, 0.7]])
    assert silhouette(points, np.array([0, 0, 1, 1, -1])) > 0.9
    assert silhouette(points, np.array([0, 1, 0, 1, -1])) < 0
    assert silhouette(points, np.zeros(5, np.int64)) == 0.0
    assert silhouette(points[:0], np.zeros(0, np.int64)) == 0.0


def test_separation_scores_weigh_by_character_and_by_line() -> None:
    scores = separation_scores(
        np.array([0, 0, 0, 1]), np.array([90, 10, 50, 20]), np.array([1, 1, 0, 1], bool), np.array([1, 0, 1, 1], bool)
    )
    assert scores.char_precision == pytest.approx(110 / 160)
    assert scores.char_recall == pytest.approx(110 / 120)
    assert scores.line_f1 == pytest.approx(4 / 6)
    assert scores.page_f1 == pytest.approx((2 * 90 / (140 + 100) + 1) / 2)
