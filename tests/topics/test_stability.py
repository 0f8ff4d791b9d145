import numpy as np
from scipy import sparse

from analysis.topics.ranking import TOP_WORDS, top_terms
from analysis.topics.stability import redraw, returns, usual_terms

TERMS = [f"t{i:02d}" for i in range(45)]


def pages(n: int = 90) -> sparse.csr_matrix:
    """Make pages of three firm groups with ten words each, and fifteen words of no group."""
    rng = np.random.default_rng(0)
    X = np.zeros((n, 45))
    for i in range(n):
        g = (i % 6) // 2 if i % 6 < 4 else 2
        X[i, 10 * g : 10 * g + 10] = np.linspace(1, 0.1, 10) + 0.05 * rng.random(10)
        X[i, 30:] = rng.random(15) * (rng.random(15) > 0.9)
    return sparse.csr_matrix(X)


def words(H: np.ndarray, columns: np.ndarray) -> list[list[str]]:
    return top_terms(H, [TERMS[i] for i in columns], TOP_WORDS)


def test_usual_terms_are_those_in_most_pages() -> None:
    X = sparse.csr_matrix(np.ones((3, 5_000)) * (np.arange(5_000) % 2))
    assert set(range(1, 5_000, 2)) <= set(usual_terms(X).tolist())
    assert len(usual_terms(X)) == 4_000


def test_a_topic_that_is_there_returns_and_one_that_is_not_does_not() -> None:
    true = [TERMS[10 * g : 10 * g + 10] for g in range(2)]
    made_up = [TERMS[30:40]]
    found = returns(redraw(pages(), 3), [*true, *made_up], words)
    assert found.support[:2].tolist() == [1.0, 1.0]
    assert found.support[2] <= 0.5
    assert found.stability[:2].min() > 0.5 > found.stability[2]


def test_a_resample_has_as_many_topics_on_the_usual_terms() -> None:
    drawn = redraw(pages(), 3)
    assert [H.shape for H in drawn.components] == [(3, 45)] * 10
    assert drawn.columns.tolist() == list(range(45))


def test_nothing_returns_of_nothing() -> None:
    assert returns(redraw(pages(), 0), [], words).support.shape == (0,)
