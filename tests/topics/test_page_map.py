from functools import cache

import numpy as np
import pytest
from scipy.spatial.distance import pdist
from threadpoolctl import threadpool_limits

from analysis.arrays import FloatArray
from analysis.topics.page_map import MOST_FOR_TSNE, page_map


def two_groups(n: int, d: int = 6) -> FloatArray:
    points = np.random.default_rng(4).normal(scale=0.05, size=(n, d))
    points[: n // 2, 0] += 1.0
    points[n // 2 :, 1] += 1.0
    return points


@cache
def mapped(n: int) -> tuple[FloatArray, FloatArray]:
    return page_map(two_groups(n))


@pytest.mark.parametrize("n", [3, 12, MOST_FOR_TSNE + 1])
def test_the_same_points_give_the_same_bits_with_any_number_of_threads(n: int) -> None:
    first = [axis.tobytes() for axis in mapped(n)]
    with threadpool_limits(1):
        assert [axis.tobytes() for axis in page_map(two_groups(n))] == first


@pytest.mark.parametrize("n", [12, 40])
def test_points_that_are_alike_lie_together(n: int) -> None:
    flat = np.column_stack(mapped(n))
    a, b = flat[: n // 2], flat[n // 2 :]
    apart = np.linalg.norm(a.mean(axis=0) - b.mean(axis=0))
    assert apart > 2 * max(a.std(axis=0).max(), b.std(axis=0).max())


def test_many_points_are_told_apart_by_the_strongest_axis() -> None:
    n = MOST_FOR_TSNE + 1
    x, _ = mapped(n)
    sides = np.sign(x)
    assert set(sides[: n // 2].tolist()) | set(sides[n // 2 :].tolist()) == {-1.0, 1.0}
    assert len(set(sides[: n // 2].tolist())) == len(set(sides[n // 2 :].tolist())) == 1


@pytest.mark.parametrize("n", [5, 12, MOST_FOR_TSNE + 1])
def test_the_map_fills_the_square_of_minus_one_to_one(n: int) -> None:
    flat = np.column_stack(mapped(n))
    assert flat.shape == (n, 2)
    assert np.abs(flat).max() == 1.0


@pytest.mark.parametrize("shape", [(2, 3), (4, 2), (9, 1)])
def test_few_points_or_dimensions_keep_their_distances_and_their_order(shape: tuple[int, int]) -> None:
    points = np.random.default_rng(5).normal(size=shape)
    seen, flat = points[:, :2], np.column_stack(page_map(points))
    scale = pdist(flat) / pdist(seen)
    np.testing.assert_allclose(scale, scale[0])
    assert (np.argsort(flat[:, : seen.shape[1]], axis=0) == np.argsort(seen, axis=0)).all()
    assert np.abs(flat).max() == 1.0


def test_points_at_the_origin_stay_there() -> None:
    x, y = page_map(np.zeros((3, 4)))
    assert x.tolist() == y.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("shape", [(8, 3), (MOST_FOR_TSNE + 1, 3), (MOST_FOR_TSNE + 1, 2), (0, 3), (1, 0)])
def test_points_that_are_all_one_stay_at_the_middle(shape: tuple[int, int]) -> None:
    assert not np.any(page_map(np.ones(shape)))
