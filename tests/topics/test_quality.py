import numpy as np
import pytest

from analysis.topics.quality import agreement, diversity, redundancy, silhouette


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


def test_silhouette_is_high_for_groups_apart_and_leaves_strays_out() -> None:
    points = np.array([[1.0, 0.0], [0.99, 0.1], [0.0, 1.0], [0.1, 0.99], [0.7, 0.7]])
    assert silhouette(points, np.array([0, 0, 1, 1, -1])) > 0.9
    assert silhouette(points, np.array([0, 1, 0, 1, -1])) < 0
    assert silhouette(points, np.zeros(5, np.int64)) == 0.0
    assert silhouette(points[:0], np.zeros(0, np.int64)) == 0.0
