from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import numpy as np
import pytest
from scipy import sparse

from analysis.topics import number
from analysis.topics.number import (
    CLUSTER_MEASURES,
    TOPIC_MEASURES,
    Numbers,
    Trial,
    candidates,
    choose_numbers,
    try_numbers,
)


def trial(scores: list[list[float]], tolerance: float = 0.0) -> Trial:
    values = np.array(scores)[:, :, None]
    return Trial(tuple(range(2, 2 + len(scores))), CLUSTER_MEASURES, values, tolerance)


def test_candidates_never_exceed_what_the_pages_allow() -> None:
    assert candidates(1) == candidates(7) == (1,)
    assert max(candidates(20)) == 5
    assert max(candidates(10_000)) == 30


def test_the_best_mean_wins_and_the_next_is_the_runner_up() -> None:
    tried = trial([[0.1, 0.2], [0.9, 0.8], [0.5, 0.6]])
    assert (tried.best, tried.runner_up, tried.ranking()) == (3, 4, [3, 4, 2])


def test_clear_is_what_every_half_alone_says() -> None:
    assert trial([[0.1, 0.2], [0.9, 0.8], [0.5, 0.6]]).clear
    assert not trial([[0.1, 0.9], [0.9, 0.8], [0.5, 0.6]]).clear


def test_fewer_win_within_the_tolerance() -> None:
    near = [[0.1, 0.1], [0.895, 0.895], [0.9, 0.9]]
    assert trial(near).best == 4
    assert trial(near, 0.01).best == 3


def test_what_speaks_against_is_taken_off() -> None:
    values = np.array([[[0.5, 0.5, 0.3, 0.2]] * 2])
    assert Trial((2,), TOPIC_MEASURES, values).scores().tolist() == [[pytest.approx(0.9)] * 2]


def test_errors_are_standard_errors_over_the_halves() -> None:
    tried = trial([[0.0, 1.0, 0.0, 1.0]])
    assert tried.errors(tried.scores())[0] == pytest.approx(np.std([0, 1, 0, 1], ddof=1) / 2)


@pytest.fixture(scope="module")
def four_groups() -> tuple[sparse.csr_matrix, list[str]]:
    rng = np.random.default_rng(0)
    X = np.zeros((240, 48))
    for i in range(240):
        X[i, 10 * (i % 4) : 10 * (i % 4) + 10] = rng.random(10) * (rng.random(10) > 0.3)
        X[i, 40:] = 0.3 * rng.random(8)
    return sparse.csr_matrix(X), [f"t{i}" for i in range(48)]


def test_the_true_number_is_found_clearly(four_groups: tuple[sparse.csr_matrix, list[str]]) -> None:
    topics, clusters = try_numbers(*four_groups, [2, 3, 4, 5, 6, 8])
    assert (topics.best, topics.clear) == (4, True)
    assert (clusters.best, clusters.clear) == (4, True)


def test_pages_without_structure_are_unclear() -> None:
    X = sparse.random(300, 200, 0.1, random_state=0, format="csr")
    topics, _ = try_numbers(X, [f"t{i}" for i in range(200)], [2, 3, 4, 5, 6, 8])
    assert not topics.clear


def test_the_measures_do_not_depend_on_who_tries_a_pair_of_halves(
    four_groups: tuple[sparse.csr_matrix, list[str]],
) -> None:
    alone = try_numbers(*four_groups, [2, 4, 5])
    with ThreadPoolExecutor(1) as pool:
        shared = try_numbers(*four_groups, [2, 4, 5], begin=pool.submit)
    for one, other in zip(alone, shared, strict=True):
        assert one.values.shape == (3, 4, len(one.measures))
        assert np.array_equal(one.values, other.values)


def test_each_number_is_told_when_done(four_groups: tuple[sparse.csr_matrix, list[str]]) -> None:
    told: list[tuple[int, int]] = []
    try_numbers(*four_groups, [2, 3], lambda *said: told.append(said))
    assert told == [(1, 2), (2, 2)]


# given or found


def refuse(*_: object) -> NoReturn:
    raise AssertionError


def test_numbers_that_are_given_are_taken_and_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number, "try_numbers", refuse)
    assert choose_numbers(sparse.csr_matrix((0, 0)), [], 9, 4) == Numbers(9, 4, {})


def test_of_a_handful_of_pages_one_topic_is_made_and_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number, "try_numbers", refuse)
    assert choose_numbers(sparse.csr_matrix(np.eye(7)), list("abcdefg"), "auto", "auto") == Numbers(1, 1, {})
    assert choose_numbers(sparse.csr_matrix(np.eye(7)), list("abcdefg"), "auto", 3) == Numbers(1, 3, {})


def test_pages_without_words_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number, "try_numbers", refuse)
    assert choose_numbers(sparse.csr_matrix((40, 0)), [], "auto", "auto") == Numbers(2, 2, {})


@pytest.mark.parametrize(
    ("n_topics", "n_clusters", "found"),
    [("auto", "auto", {"topics", "clusters"}), ("auto", 7, {"topics"}), (7, "auto", {"clusters"})],
)
def test_what_is_not_given_is_found_and_its_trial_told(
    four_groups: tuple[sparse.csr_matrix, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    n_topics: int | str,
    n_clusters: int | str,
    found: set[str],
) -> None:
    monkeypatch.setattr(number, "NUMBERS", (2, 4, 6))
    told: list[tuple[int, int]] = []
    numbers = choose_numbers(*four_groups, n_topics, n_clusters, lambda *said: told.append(said))
    assert (numbers.topics, numbers.clusters) == tuple(4 if n == "auto" else n for n in (n_topics, n_clusters))
    assert set(numbers.trials) == found
    assert {trial.numbers for trial in numbers.trials.values()} == {(2, 4, 6)}
    assert told == [(1, 3), (2, 3), (3, 3)]
