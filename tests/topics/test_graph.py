import numpy as np
import pytest
from scipy import sparse

from analysis.topics.graph import communities, modularity, neighbour_graph, spectral_axes, ties_for


def circles(sizes: tuple[int, ...] = (20, 15, 10)) -> np.ndarray:
    """Make groups of unit vectors, each near an axis of its own."""
    rng = np.random.default_rng(2)
    rows = [
        np.eye(len(sizes))[g] + 0.15 * rng.standard_normal(len(sizes)) for g, n in enumerate(sizes) for _ in range(n)
    ]
    return np.array([r / np.linalg.norm(r) for r in rows])


def test_ties_are_to_the_nearest_and_go_both_ways() -> None:
    graph = neighbour_graph(np.array([[1.0, 0], [0.8, 0.6], [0, 1.0]]), 1).toarray()
    assert graph[0, 1] == graph[1, 0] == pytest.approx(0.8)
    assert graph[0, 2] == 0
    assert (graph == graph.T).all()


def test_points_that_share_nothing_are_still_tied() -> None:
    assert neighbour_graph(np.eye(3), 1).sum(axis=1).min() > 0


@pytest.mark.parametrize("sizes", [(20, 15, 10), (60, 50, 40)])  # below and above the size solved densely
def test_communities_are_the_groups(sizes: tuple[int, ...]) -> None:
    found = communities(spectral_axes(neighbour_graph(circles(sizes), 5), 3))
    parts = np.split(found, np.cumsum(sizes)[:-1])
    assert [len(set(p.tolist())) for p in parts] == [1, 1, 1]
    assert len(set(found.tolist())) == 3


def test_modularity_is_highest_for_the_true_groups() -> None:
    graph = neighbour_graph(circles(), 5)
    true = np.repeat([0, 1, 2], (20, 15, 10))
    merged = np.minimum(true, 1)
    assert modularity(graph, true) > modularity(graph, merged) > modularity(graph, np.zeros(45, np.int64))
    assert modularity(graph, np.zeros(45, np.int64)) == pytest.approx(0)


def test_modularity_by_hand() -> None:
    graph = sparse.csr_matrix(np.kron(np.eye(2), np.ones((2, 2)) - np.eye(2)))  # two pairs
    assert modularity(graph, np.array([0, 0, 1, 1])) == pytest.approx(0.5)


def test_ties_fit_into_clusters_of_the_mean_size() -> None:
    assert [ties_for(1000, 10), ties_for(49, 8)] == [50, 3]


@pytest.mark.parametrize(("n", "copies"), [(40, 9), (1_100, 30)])  # below and above the size at which few are sorted
def test_of_equally_near_points_the_first_are_taken(n: int, copies: int) -> None:
    rng = np.random.default_rng(5)
    points = rng.standard_normal((n, 6))
    points[-copies:] = points[0]
    points /= np.linalg.norm(points, axis=1)[:, None]
    ties = neighbour_graph(points, 3).toarray()[n - 1]
    assert np.flatnonzero(ties > 1 - 1e-9).tolist() == [0, n - copies, n - copies + 1]


def test_the_nearest_are_those_of_a_full_sort() -> None:
    points = circles((500, 400, 300))
    cosine = (points @ points.T).round(9)
    np.fill_diagonal(cosine, -1)
    order = np.argsort(-cosine, axis=1, kind="stable")[:, :4]
    asked = np.zeros(cosine.shape, bool)
    np.put_along_axis(asked, order, True, axis=1)
    assert ((neighbour_graph(points, 4).toarray() > 0) == (asked | asked.T)).all()
