import numpy as np
import pytest
from scipy import sparse

from analysis.quality import (
    TopicChoice,
    agreement,
    candidates,
    choose,
    diversity,
    npmi,
    redundancy,
    resamples,
    separation_scores,
    try_topics,
)

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


def test_resamples_are_fixed_and_smaller_than_the_whole() -> None:
    one, two = resamples(50), resamples(50)
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
    assert {len(r) for r in one} == {40}
    assert not np.array_equal(one[0], one[1])


def test_candidates_never_exceed_what_the_pages_allow() -> None:
    assert candidates(1) == [1]
    assert max(candidates(20)) == 5
    assert max(candidates(10_000)) == 30


def test_choose_says_when_the_lead_is_unclear() -> None:
    a, b, c = (TopicChoice(k, s, 0.0, 0.0) for k, s in ((2, 0.5), (3, 0.9), (4, 0.89)))
    assert choose([a, b, c]) == (b, c, False)
    assert choose([a, b]) == (b, a, True)


def test_try_topics_prefers_the_true_number() -> None:
    rng = np.random.default_rng(0)
    X = np.zeros((60, 40))
    for i in range(60):
        X[i, 10 * (i % 4) : 10 * (i % 4) + 10] = rng.random(10)
    terms = [f"t{i}" for i in range(40)]
    found = try_topics(sparse.csr_matrix(X), terms, [2, 3, 4, 5, 6])
    assert choose(found)[0].n_topics == 4


def test_separation_scores_weigh_by_character_and_by_line() -> None:
    scores = separation_scores(
        np.array([0, 0, 0, 1]), np.array([90, 10, 50, 20]), np.array([1, 1, 0, 1], bool), np.array([1, 0, 1, 1], bool)
    )
    assert scores.char_precision == pytest.approx(110 / 160)
    assert scores.char_recall == pytest.approx(110 / 120)
    assert scores.line_f1 == pytest.approx(4 / 6)
    assert scores.page_f1 == pytest.approx((2 * 90 / (140 + 100) + 1) / 2)
