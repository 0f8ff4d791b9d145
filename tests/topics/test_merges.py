from analysis.topics.merges import Merge, leaves


def test_leaves_under_each_node() -> None:
    merges = [Merge(2, 0, 0.1, 2), Merge(1, 3, 0.2, 3)]
    assert leaves(merges, 3) == [[0], [1], [2], [2, 0], [1, 2, 0]]
