import numpy as np
import pytest
from scipy import sparse

from analysis.arrays import FloatArray
from analysis.topics.factorisation import factorise, solve_rows, start_axes
from analysis.topics.momentum import FASTER, FIRST, SLOWER, _Pace, hasten


def noisy(rows: int = 200, terms: int = 90, seed: int = 4) -> sparse.csr_matrix:
    rng = np.random.default_rng(seed)
    return sparse.random(rows, terms, 0.15, "csr", random_state=rng, data_rvs=rng.random)


def left(X: sparse.csr_matrix, H: FloatArray) -> float:
    """Return the norm of what a factorisation leaves."""
    return float(np.linalg.norm(X.toarray() - solve_rows(X, H, 200) @ H))


@pytest.mark.parametrize("seed", range(3))
def test_fewer_rounds_come_nearer(seed: int) -> None:
    X = noisy(seed=seed)
    axes = start_axes(X, 8)
    plain, fast = factorise(X, 8, axes, 60, 0.0, plain=True)[0], factorise(X, 8, axes, 30, 0.0)[0]
    assert left(X, fast) < left(X, plain)


def test_rounds_stop_where_there_is_no_way_left() -> None:
    X = sparse.csr_matrix(np.kron(np.eye(2), np.ones((5, 4))))
    H, n_iter = factorise(X, 2, start_axes(X, 2), 50, 1e-4)
    assert n_iter < 50
    assert left(X, H) < 1e-6


def test_what_is_given_stays_as_it_is() -> None:
    X = noisy().astype(np.float32)
    rng = np.random.default_rng(0)
    W, H = rng.random((3, 200), np.float32), rng.random((3, 90), np.float32)
    kept = W.copy(), H.copy()
    found, n_iter = hasten(W, H, X, sparse.csr_matrix(X.T), 7, 0.0)
    assert n_iter == 7
    assert found.dtype == np.float32
    assert (found >= 0).all()
    assert (kept[0] == W).all()
    assert (kept[1] == H).all()


def test_the_share_grows_to_one_and_stays_below_what_was_too_much() -> None:
    pace = _Pace()
    assert [pace.next(), pace.next()] == pytest.approx([FIRST, FIRST * FASTER])
    assert max(pace.next() for _ in range(20)) == 1.0
    pace.slow_down()
    assert pace.next() == pytest.approx(1 / SLOWER)
    pace = _Pace(0.6)
    pace.slow_down()
    assert [pace.next() for _ in range(30)][9] < 0.8
