import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits

from analysis.topics.svd import DRAWN, exact_svd, settle


def some_matrix(rows: int, columns: int) -> sparse.csr_matrix:
    return sparse.random(rows, columns, density=0.2, format="csr", random_state=3)


def test_svd_gives_the_same_bits_on_every_call_and_with_any_number_of_threads() -> None:
    X = some_matrix(300, 200)
    first = exact_svd(X, 12)
    for threads in (None, 1, 2):
        with threadpool_limits(threads):
            again = exact_svd(X, 12)
        assert [a.tobytes() for a in again] == [a.tobytes() for a in first]


@pytest.mark.skipif(not DRAWN, reason="before scipy 1.17 ARPACK draws by a state of its own, which each call moves on")
def test_of_more_equal_values_than_are_asked_for_the_same_vectors_are_taken() -> None:
    X = sparse.csr_matrix(sparse.eye(150))  # ARPACK runs out of directions after the first and draws others
    first, again = exact_svd(X, 30), exact_svd(X, 30)
    assert [a.tobytes() for a in again] == [a.tobytes() for a in first]


@pytest.mark.parametrize(("rows", "columns"), [(40, 25), (25, 40)])
def test_svd_equals_numpys(rows: int, columns: int) -> None:
    X = some_matrix(rows, columns)
    u, s, vt = exact_svd(X, 5)
    full_u, full_s, full_vt = np.linalg.svd(X.toarray(), full_matrices=False)
    np.testing.assert_allclose(s, full_s[:5], rtol=1e-10)
    np.testing.assert_allclose((u * s) @ vt, (full_u[:, :5] * full_s[:5]) @ full_vt[:5], atol=1e-9)


def turned(vectors: np.ndarray, values: list[float]) -> np.ndarray:
    return vectors @ settle(vectors, np.array(values))


def test_the_signs_of_vectors_do_not_matter() -> None:
    vectors = np.linalg.qr(np.random.default_rng(1).standard_normal((30, 4)))[0]
    values = [4.0, 3.0, 2.0, 1.0]
    one, other = turned(vectors, values), turned(vectors * [1, -1, -1, 1], values)
    np.testing.assert_array_equal(one, other)
    np.testing.assert_allclose(np.abs(one), np.abs(vectors))


def test_any_basis_of_equal_values_comes_to_the_same_vectors() -> None:
    vectors = np.linalg.qr(np.random.default_rng(1).standard_normal((30, 5)))[0]
    values = [4.0, 2.0, 2.0, 2.0, 1.0]
    mixed = vectors.copy()
    mixed[:, 1:4] = vectors[:, 1:4] @ np.linalg.qr(np.random.default_rng(2).standard_normal((3, 3)))[0]
    np.testing.assert_allclose(turned(mixed, values), turned(vectors, values), atol=1e-12)
    assert np.abs(mixed - vectors).max() > 0.1


def test_turned_vectors_stay_orthonormal_and_keep_their_product() -> None:
    X = sparse.csr_matrix(np.kron(np.eye(5), np.ones((4, 3))))  # five equal values
    u, s, vt = exact_svd(X, 4)
    np.testing.assert_allclose(s, [np.sqrt(12)] * 4)
    np.testing.assert_allclose(u.T @ u, np.eye(4), atol=1e-12)
    np.testing.assert_allclose(X @ vt.T, u * s, atol=1e-12)


def test_where_the_value_is_null_there_is_no_vector() -> None:
    u, s, vt = exact_svd(sparse.csr_matrix([[1.0, 0, 0], [2.0, 0, 0], [0, 0, 0]]), 2)
    assert s[1] == pytest.approx(0, abs=1e-12)
    assert not u[:, 1].any()
    assert not vt[1].any()


def test_svd_of_a_tiny_matrix() -> None:
    u, s, vt = exact_svd(sparse.csr_matrix([[3.0, 0.0], [0.0, 1.0]]), 1)
    np.testing.assert_allclose(s, [3.0])
    np.testing.assert_allclose((u * s) @ vt, [[3.0, 0.0], [0.0, 0.0]], atol=1e-12)
