"""How the network is fitted (`descent.py`)."""

from dataclasses import fields, replace

import numpy as np
import pytest
from autograd.test_util import check_grads

from analysis.separation.context import LinePlaces
from analysis.separation.network import Network, standardised
from analysis.training import descent
from analysis.training.descent import BATCH, RATE, Passages, fit_network
from analysis.training.gold import Examples, pages_in_turn
from tests.training.described import described

PAGES, LINES = 60, 8


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch be of few lines, so that a few pages are many steps."""
    monkeypatch.setattr(descent, "BATCH", 40)
    monkeypatch.setattr(descent, "ROUNDS", 20)
    monkeypatch.setattr(descent, "CYCLE", 20)


def lessons() -> tuple[np.ndarray, Examples]:
    """Return facts of pages of eight lines, where content is what stands two lines below a mark."""
    draw = np.random.default_rng(0)
    marks = draw.random((PAGES, LINES)) < 0.3
    target = np.hstack([np.zeros((PAGES, 2), bool), marks[:, :-2]]).astype(int).ravel()
    one = described(["甲"] * (PAGES * LINES), target.tolist(), "站")
    page = [f"页{i}" for i in range(PAGES) for _ in range(LINES)]
    found = replace(one, page=page, line=np.tile(np.arange(1, LINES + 1), PAGES), weight=np.full(len(page), 3.0))
    facts = np.column_stack([marks.ravel(), draw.normal(size=(len(page), 2))]).astype(np.float32)
    return facts, found


def right(network: Network, facts: np.ndarray, found: Examples) -> float:
    page = pages_in_turn(found)
    return float(np.mean((network.read(facts, page) > 0) == (found.target > 0)))


@pytest.mark.usefixtures("small")
def test_it_learns_what_only_the_lines_around_tell() -> None:
    facts, found = lessons()
    own = facts[:, 0] > 0
    best_of_the_line_alone = max(np.mean(found.target == 0), np.mean(own == (found.target > 0)))
    assert best_of_the_line_alone < 0.85
    assert right(fit_network(facts, found), facts, found) > 0.98


@pytest.mark.usefixtures("small")
def test_the_same_lessons_give_the_same_weights() -> None:
    facts, found = lessons()
    first, second = fit_network(facts, found), fit_network(facts, found)
    for field in fields(Network):
        np.testing.assert_array_equal(getattr(first, field.name), getattr(second, field.name))


@pytest.mark.usefixtures("small")
def test_what_weighs_nothing_teaches_nothing() -> None:
    facts, found = lessons()
    wrong = np.arange(len(found.target)) % 2 == 0
    target = np.where(wrong, 1 - found.target, found.target)
    heard = fit_network(facts, replace(found, target=target, weight=np.where(wrong, 0.0, 1.0)))
    assert right(heard, facts, found) > 0.95


def test_what_is_learned_is_computed_as_it_is_read() -> None:
    facts, found = lessons()
    weights = descent._first(3, np.random.default_rng(1))
    weights["beside_bias"] += 0.1
    scales = np.zeros(3, np.float32), np.ones(3, np.float32)
    page = pages_in_turn(found)
    learned = descent._scored(weights, standardised(facts, *scales), page, lambda told, _: told)
    read = Network.rounded(*scales, weights).read(facts, page)
    np.testing.assert_allclose(learned, read, atol=0.1)
    assert np.abs(learned - read).mean() < 0.01
    assert np.ptp(read) > 0.3


def test_slopes_of_what_is_moved_and_averaged_are_right() -> None:
    told, page = np.random.default_rng(2).normal(size=(9, 2)), np.array([0, 0, 0, 1, 2, 2, 2, 2, 2])
    for distance in (1, -1, 2, -4):
        check_grads(lambda x, far=distance: descent._moved(x, far, page), modes=["rev"], order=1)(told)
    moved = descent._moved(told, 1, page)
    np.testing.assert_array_equal(moved[[1, 2, 5]], told[[0, 1, 4]])
    assert not moved[[0, 3, 4]].any()
    np.testing.assert_array_equal(descent._moved(told, -2, page)[[0, 4]], told[[2, 6]])
    check_grads(lambda x: descent._page_means(x, page), modes=["rev"], order=1)(told)
    np.testing.assert_allclose(descent._page_means(np.eye(9), page)[4], [0, 0, 0, 0, *[0.2] * 5])


def test_each_page_is_drawn_once_a_round_and_never_cut() -> None:
    sizes = [3, BATCH + 5, 2500, 2500, 2500, 1]
    n = sum(sizes)
    page = np.repeat(np.arange(len(sizes)), sizes)
    taught = Passages(np.zeros((n, 1), np.float32), LinePlaces.of_pages(page), np.zeros(n, np.int64), np.ones(n))
    batches = list(taught.batches(np.random.default_rng(0)))
    assert sorted(np.concatenate([rows for rows, _ in batches]).tolist()) == list(range(n))
    assert all(len(rows) <= BATCH or len(set(of.tolist())) == 1 for rows, of in batches)
    drawn = [page[rows[of == i]].tolist() for rows, of in batches for i in np.unique(of)]
    assert sorted(drawn) == [[number] * size for number, size in enumerate(sizes)]


def test_steps_grow_and_become_short_again() -> None:
    rates = [descent._rate(done) for done in np.linspace(0, 1, 101).tolist()]
    assert int(np.argmax(rates)) == 15
    assert max(rates) == pytest.approx(RATE)
    assert (np.diff(rates[:16]) > 0).all() and (np.diff(rates[15:]) < 0).all()
    assert rates[-1] == pytest.approx(0.0)


def test_a_long_slope_is_shortened_and_a_short_one_is_not() -> None:
    short = {"a": np.array([0.3]), "b": np.array([0.4])}
    assert {k: v.tolist() for k, v in descent._clipped(short).items()} == {k: v.tolist() for k, v in short.items()}
    long = {name: own * 10 for name, own in short.items()}
    np.testing.assert_allclose(np.concatenate(list(descent._clipped(long).values())), [0.6, 0.8], rtol=1e-6)
