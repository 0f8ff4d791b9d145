import numpy as np
import pytest

from analysis.topics.sweeps import BLOCK, SUMMED, gram_of, quick_gram, sweep


def test_a_sweep_moves_each_topic_to_its_best_in_turn() -> None:
    factor = np.array([[0.0, 1.0], [2.0, 0.0]])
    gram, target = np.array([[2.0, 1.0], [1.0, 4.0]]), np.array([[6.0, -1.0], [8.0, 2.0]])
    violation = sweep(factor, target, gram)
    assert factor.tolist() == [[2.0, 0.0], [1.5, 0.5]]  # (6 - 1*2) / 2 and 0; (8 - 1*2) / 4 and 2 / 4
    assert violation == 4 + 3 + 2 + 2  # slopes -4 and 3, then 2 and -2


def test_a_sweep_is_the_same_whether_it_is_measured_or_not() -> None:
    rng = np.random.default_rng(1)
    factor, target, gram = rng.random((4, 50)), rng.random((4, 50)), gram_of(rng.random((4, 9)))
    other = factor.copy()
    assert sweep(factor, target, gram) > 0
    assert sweep(other, target, gram, measured=False) == 0
    assert (factor == other).all()


def test_a_topic_of_nothing_stays() -> None:
    factor = np.array([[1.0, 2.0]])
    sweep(factor, np.zeros((1, 2)), np.zeros((1, 1)))
    assert factor.tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize("n", [1, SUMMED, 3 * SUMMED + 5])
def test_the_quick_inner_products_are_near_the_exact_ones(n: int) -> None:
    factor = np.random.default_rng(2).random((6, n), np.float32)
    assert quick_gram(factor) == pytest.approx(gram_of(factor.astype(np.float64)), rel=1e-6)


@pytest.mark.parametrize("rows", [1, 3, 4, 9])
def test_half_of_the_products_are_those_of_the_other_half(rows: int) -> None:
    factor = np.random.default_rng(2).random((rows, BLOCK + 3))
    np.testing.assert_array_equal(gram_of(factor), np.einsum("ij,kj->ik", factor, factor))
