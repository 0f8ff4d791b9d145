"""The network that reads the lines of a page in their order (`network.py`)."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arrays import FloatArray, IntArray
from analysis.separation import network as module
from analysis.separation.evidence import TEXT_NAMES
from analysis.separation.judge import load_separator
from analysis.separation.network import DISTANCES, LEARNED, WEIGHTS, Network, standardised

FACTS, WIDTH = 5, 8
REACH = sum(DISTANCES)


def drawn(seed: int = 0) -> Network:
    """Return a small network with weights drawn at random."""
    draw = np.random.default_rng(seed)
    n = len(DISTANCES)
    shapes = {
        "entry": (FACTS, WIDTH), "entry_bias": (WIDTH,), "beside": (n, 3, WIDTH, WIDTH), "beside_bias": (n, WIDTH),
        "back": (n, WIDTH, WIDTH), "back_bias": (n, WIDTH), "page": (2, WIDTH, WIDTH), "page_bias": (WIDTH,),
        "last": (WIDTH,), "last_bias": (),
    }  # fmt: skip
    centre, spread = (draw.uniform(0.5, 1.5, FACTS).astype(np.float32) for _ in range(2))
    return Network.rounded(centre, spread, {name: np.asarray(draw.normal(size=s)) for name, s in shapes.items()})


def told(lines: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(1.0, 2.0, (lines, FACTS)).astype(np.float32)


def unrounded(network: Network, facts: np.ndarray) -> FloatArray:
    """Read one page as the papers have it: a line at a time, and no grids."""

    def normed(row: FloatArray) -> FloatArray:
        return (row - row.mean()) / np.sqrt(row.var() + module.TINY)

    lines = np.clip((facts.astype(np.float64) - network.centre) / network.spread, -3.0, 3.0)
    rows = [np.maximum(line @ network.entry + network.entry_bias, 0.0) for line in lines]
    nothing = np.zeros(WIDTH)
    for block, distance in enumerate(DISTANCES):
        heard = [normed(row) for row in rows]
        for i, row in enumerate(list(rows)):
            three = [heard[j] if 0 <= j < len(rows) else nothing for j in (i - distance, i, i + distance)]
            around = sum(part @ network.beside[block, k] for k, part in enumerate(three)) + network.beside_bias[block]
            rows[i] = row + np.maximum(around, 0.0) @ network.back[block] + network.back_bias[block]
        if block == module.PAGE_AFTER:
            heard = [normed(row) for row in rows]
            mean = np.mean(heard, axis=0)
            both = [row @ network.page[0] + mean @ network.page[1] + network.page_bias for row in heard]
            rows = [row + np.maximum(part, 0.0) for row, part in zip(rows, both, strict=True)]
    return np.array([normed(row) @ network.last + network.last_bias for row in rows])


@pytest.mark.parametrize("lines", [1, 2, 9, 40])
def test_a_page_is_read_as_the_papers_have_it_but_for_the_grids(lines: int) -> None:
    network, facts = drawn(), told(lines)
    found = network.read(facts, np.zeros(lines, np.int64))
    wanted = unrounded(network, facts)
    np.testing.assert_allclose(found, wanted, atol=0.05)
    assert np.ptp(wanted) > 1.0 or lines == 1


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(1, 20))
@settings(deadline=None)
def test_pages_together_are_read_as_each_alone(sizes: list[int], at_once: int) -> None:
    network, facts = drawn(), told(sum(sizes))
    page = np.repeat(np.arange(len(sizes)) * 2, sizes)
    rows = module.ROWS
    try:
        module.ROWS = at_once
        together = network.read(facts, page)
    finally:
        module.ROWS = rows
    for number in np.unique(page):
        own = page == number
        np.testing.assert_array_equal(together[own], network.read(facts[own], page[own]))


def test_a_line_hears_as_far_as_the_distances_go_and_the_whole_page_on_average() -> None:
    network = drawn()
    deaf = replace(network, page=np.zeros_like(network.page))
    facts, page = told(60), np.zeros(60, np.int64)
    other = facts.copy()
    other[30] += 4.0
    moved = deaf.read(facts, page) != deaf.read(other, page)
    assert moved[30]
    assert not moved[: 30 - REACH].any() and not moved[31 + REACH :].any()
    assert moved.sum() > len(DISTANCES)
    whole = network.read(facts, page) != network.read(other, page)
    assert whole[: 30 - REACH].any() and whole[31 + REACH :].any()


def shuffled(network: Network, facts: IntArray, inner: IntArray) -> Network:
    """Return the same network with its facts, and what its layers tell each other, in another order."""
    beside = network.beside[:, :, inner]
    return replace(
        network,
        centre=network.centre[facts],
        spread=network.spread[facts],
        entry=network.entry[np.ix_(facts, inner)],
        entry_bias=network.entry_bias[inner],
        beside=beside,
        back=network.back[:, :, inner],
        back_bias=network.back_bias[:, inner],
        page=network.page[:, inner][:, :, inner],
        page_bias=network.page_bias[inner],
        last=network.last[inner],
    )


def test_no_order_of_summation_changes_a_bit() -> None:
    network = load_separator().network
    draw = np.random.default_rng(2)
    n = 700
    facts = (network.centre + network.spread * draw.normal(0.0, 2.0, (n, len(TEXT_NAMES)))).astype(np.float32)
    page = np.sort(draw.integers(0, 5, n))
    width = len(network.entry_bias)
    order, inner = draw.permutation(len(TEXT_NAMES)), draw.permutation(width)
    other = shuffled(network, order, inner)
    np.testing.assert_array_equal(network.read(facts, page), other.read(facts[:, order], page))


def test_weights_come_back_as_they_were() -> None:
    network = drawn()
    back = Network.from_arrays(network.arrays("net"), "net")
    for field in fields(Network):
        np.testing.assert_array_equal(getattr(back, field.name), getattr(network, field.name))
    assert {network.arrays("net")[f"net_{name}"].dtype for name in WEIGHTS} == {np.dtype(np.int16)}


def test_weights_are_rounded_to_their_grid_and_none_is_too_large_for_it() -> None:
    network = drawn()
    large = {name: np.full_like(getattr(network, name), 99.0) for name in WEIGHTS}
    rounded = Network.rounded(network.centre, network.spread, large | {"last": np.array([0.3, -99.0])})
    assert rounded.last.tolist() == [round(0.3 * LEARNED) / LEARNED, -32767 / LEARNED]
    assert (rounded.entry == 32767 / LEARNED).all()


def test_facts_far_from_their_mean_count_no_more_than_those_near() -> None:
    facts = np.array([[1.0, 100.0], [-9.0, 4.0]], np.float32)
    scales = np.array([1.0, 2.0], np.float32), np.array([2.0, 4.0], np.float32)
    assert standardised(facts, *scales).tolist() == [[0.0, 3.0], [-3.0, 0.5]]


def test_no_line_is_read_as_none() -> None:
    assert drawn().read(told(0), np.zeros(0, np.int64)).shape == (0,)
