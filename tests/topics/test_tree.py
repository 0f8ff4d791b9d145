import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.topics.merges import Merge, leaves
from analysis.topics.tree import Tree, merged_words, topic_tree

# two pairs: 0 and 2 share words, 1 and 3 share others
PAIRS = np.array([[3.0, 4, 0, 0], [0, 0, 1, 1], [4, 3, 0, 0], [0, 0, 1, 0]])
EVEN = np.ones(4)


def test_distances_and_merges_are_as_by_hand() -> None:
    tree = topic_tree(PAIRS, EVEN)
    assert [sorted(merge[:2]) for merge in tree.merges] == [[0, 2], [1, 3], [4, 5]]
    assert [merge.distance for merge in tree.merges] == pytest.approx([1 - 24 / 25, 1 - 1 / np.sqrt(2), 1.0])
    assert [merge.members for merge in tree.merges] == [2, 2, 4]


def test_average_linkage_takes_the_mean_of_the_distances() -> None:
    H = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    tree = topic_tree(H, np.ones(3))
    assert [merge.distance for merge in tree.merges] == pytest.approx([0.2, (0.4 + 1.0) / 2])


def test_leaves_stand_in_the_order_of_the_branches() -> None:
    tree = topic_tree(PAIRS, EVEN)
    assert leaves(tree.merges, 4)[-1] == tree.order
    assert sorted(tree.order) == [0, 1, 2, 3]
    assert set(tree.order[:2]) == {0, 2}


def test_the_heavier_half_stands_first() -> None:
    assert set(topic_tree(PAIRS, np.array([1.0, 5, 1, 5])).order[:2]) == {1, 3}
    assert set(topic_tree(PAIRS, np.array([5.0, 1, 5, 1])).order[:2]) == {0, 2}


def test_halves_of_equal_weight_stand_in_the_order_of_the_topics() -> None:
    assert topic_tree(np.eye(2), np.ones(2)).order == [0, 1]
    assert topic_tree(np.eye(2)[::-1], np.ones(2)).order == [0, 1]


def test_neighbours_are_alike() -> None:
    angles = np.deg2rad([0, 80, 25, 55])  # 0 2 3 1 along a quarter circle
    tree = topic_tree(np.column_stack([np.cos(angles), np.sin(angles)]), np.array([9.0, 1, 1, 1]))
    assert tree.order == [0, 2, 3, 1]


@pytest.mark.parametrize("n", [0, 1])
def test_nothing_to_merge(n: int) -> None:
    H = np.ones((n, 3))
    tree = topic_tree(H, np.ones(n))
    assert tree == Tree([], list(range(n)))
    assert merged_words(tree, H, np.ones(n)) == []


def test_two_topics_merge_once() -> None:
    tree = topic_tree(np.array([[1.0, 0], [1, 0]]), np.array([0.2, 0.8]))
    assert tree == Tree([Merge(1, 0, 0.0, 2)], [1, 0])


def test_topics_without_words_are_far_from_all() -> None:
    H = np.array([[0.0, 0], [1, 1], [0, 0], [1, 1]])
    tree = topic_tree(H, EVEN)
    assert sorted(tree.merges[0][:2]) == [1, 3]
    assert [merge.distance for merge in tree.merges] == [0.0, 1.0, 1.0]
    assert np.isfinite([merge.distance for merge in tree.merges]).all()


def test_ties_are_broken_alike_whatever_the_rounding() -> None:
    H = np.eye(6) + 0.1
    tree = topic_tree(H, np.ones(6))
    assert tree == topic_tree(H * np.array([[1.0], [3.0], [0.1], [7.0], [1e-3], [1e3]]), np.ones(6))
    assert sorted(tree.merges[0][:2]) == [0, 1]


@st.composite
def topics(draw: st.DrawFn) -> FloatArray:
    n = draw(st.integers(2, 9))
    values = st.lists(st.integers(0, 3), min_size=4, max_size=4)
    return np.array(draw(st.lists(values, min_size=n, max_size=n)), np.float64)


@given(topics())
def test_a_tree_holds_every_topic_once_and_rises(H: FloatArray) -> None:
    n = len(H)
    tree = topic_tree(H, np.ones(n))
    distances = [merge.distance for merge in tree.merges]
    assert sorted(tree.order) == list(range(n))
    assert len(tree.merges) == n - 1
    assert sorted(node for merge in tree.merges for node in merge[:2]) == list(range(2 * n - 2))
    assert distances == sorted(distances)
    assert 0.0 <= distances[0] <= distances[-1] <= 1.0
    assert [len(under) for under in leaves(tree.merges, n)[n:]] == [merge.members for merge in tree.merges]


SOME, SIZES = np.random.default_rng(2).random((5, 7)) ** 3, np.array([0.3, 0.25, 0.2, 0.15, 0.1])
OF_SOME = topic_tree(SOME, SIZES)


@given(st.permutations(range(5)))
def test_the_order_of_the_topics_does_not_change_the_branches(order: list[int]) -> None:
    other = topic_tree(SOME[order], SIZES[order])
    branches = [{order[t] for t in under} for under in leaves(other.merges, 5)[5:]]
    assert branches == [set(under) for under in leaves(OF_SOME.merges, 5)[5:]]
    assert [order[t] for t in other.order] in (OF_SOME.order, OF_SOME.order[::-1])
    assert merged_words(OF_SOME, SOME, SIZES) == merged_words(other, SOME[order], SIZES[order])


def test_words_of_a_branch_are_weighed_by_size() -> None:
    H = np.array([[5.0, 0, 2], [0, 5, 2]])
    tree = topic_tree(H, np.ones(2))
    assert merged_words(tree, H, np.array([1.0, 1.0])) == [[0, 1, 2]]
    assert merged_words(tree, H, np.array([1.0, 9.0])) == [[1, 2, 0]]


def test_words_are_so_many_and_none_without_weight() -> None:
    H = np.array([[1.0, 0, 2, 0, 0], [0, 3, 1, 0, 0]])
    tree = topic_tree(H, np.ones(2))
    assert merged_words(tree, H, np.ones(2), most=2) == [[1, 2]]
    assert merged_words(tree, H, np.ones(2), most=5) == [[1, 2, 0]]
