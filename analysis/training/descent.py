"""Descent: fits the network of the separation, by gradients, to the lines of pages in their order.

Steps have momentum and weights decay (AdamW, Loshchilov & Hutter 2019), the steps' length goes through most of one
cycle (Smith 2018), facts and layers are dropped at random (Srivastava et al. 2014). Gradients are autograd's, which
follows numpy: torch and jax would be a hundred times its size, for minutes' work. All is in double precision: where
processors add up in another order, weights differ by far less than the grid that they are rounded to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd import value_and_grad
from autograd.extend import defvjp, primitive

from analysis.arrays import Float32Array, FloatArray, IntArray, one_thread
from analysis.separation.context import LinePlaces
from analysis.separation.network import DISTANCES, PAGE_AFTER, TINY, Network, standardised
from analysis.training.gold import Examples, pages_in_turn

WIDTH = 64
ROUNDS, CYCLE = 6, 8.4  # through all lines; before steps have become short, as what comes then is learned by heart
BATCH = 6000  # lines, about
RATE, RISE = 2e-3, 0.15  # the longest step, and the share of the cycle until it is reached
DECAY = 0.02  # of the weights, by step of length 1
MOMENTA = (0.9, 0.999)
DROP_FACTS, DROP = 0.1, 0.3  # shares of facts and of what layers tell that are left out at random
LONGEST = 1.0  # gradient that is heard as it is
SOFT = 1e-8  # added to the root of a gradient's variance
SEED = 0

Weights = dict[str, FloatArray]
Drop = Callable[[Any, float], Any]


@dataclass(frozen=True)
class Passages:
    """Pages to learn from, line by line.

    Attributes
    ----------
    facts : float32 array, shape (n_lines, n_facts)
        As the network hears them.
    places : LinePlaces
    target, weight : arrays, shape (n_lines,)
        1 for content, and what being right about it weighs, on average 1.
    """

    facts: Float32Array
    places: LinePlaces
    target: IntArray
    weight: FloatArray

    def batches(self, draw: np.random.Generator) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield the rows of some whole pages, drawn at random, and the page of each row, until all were drawn."""
        rows: list[IntArray] = []
        for i in draw.permutation(len(self.places.bounds)).tolist():
            first, stop = self.places.bounds[i]
            if rows and sum(map(len, rows)) + stop - first > BATCH:
                yield _together(rows)
                rows = []
            rows.append(np.arange(first, stop))
        yield _together(rows)


def _together(rows: list[IntArray]) -> tuple[IntArray, IntArray]:
    return np.concatenate(rows), np.repeat(np.arange(len(rows)), [len(own) for own in rows])


def fit_network(facts: Float32Array, found: Examples) -> Network:
    """Learn from lines with gold in their order, in one thread so that the sums are the same everywhere.

    Parameters
    ----------
    facts : float32 array, shape (n_lines, n_facts)
        Some or all of the examples' evidence.
    found : Examples
        Their pages, targets and weights.
    """
    centre, spread = facts.mean(axis=0, dtype=np.float64), facts.std(axis=0, dtype=np.float64) + TINY
    scales = centre.astype(np.float32), spread.astype(np.float32)
    taught = Passages(
        standardised(facts, *scales),
        LinePlaces.of_pages(pages_in_turn(found)),
        found.target,
        found.weight / found.weight.mean(),
    )
    with one_thread():
        return Network.rounded(*scales, _learned(taught))


def _learned(taught: Passages) -> Weights:
    draw = np.random.default_rng(SEED)
    weights = _first(taught.facts.shape[1], draw)
    means, squares = ({name: np.zeros_like(own) for name, own in weights.items()} for _ in range(2))
    gradient = value_and_grad(_loss)
    cycle, step = CYCLE * sum(1 for _ in taught.batches(np.random.default_rng(SEED))), 0
    for _ in range(ROUNDS):
        for rows, page in taught.batches(draw):
            _, slope = gradient(weights, taught, rows, page, _dropping(draw))
            step += 1
            _descend(weights, _clipped(slope), (means, squares), step, _rate(step / cycle))
    return weights


def _first(n_facts: int, draw: np.random.Generator) -> Weights:
    """Draw weights to begin with, each of about the size that keeps what it tells of the size of what it hears."""
    n, w = len(DISTANCES), WIDTH
    heard = {
        "entry": (n_facts, (n_facts, w)), "beside": (3 * w, (n, 3, w, w)), "back": (w, (n, w, w)),
        "page": (2 * w, (2, w, w)), "last": (w, (w,)),
    }  # fmt: skip
    weights = {name: draw.uniform(-1.0, 1.0, shape) / np.sqrt(inputs) for name, (inputs, shape) in heard.items()}
    biases = {"entry": (w,), "beside": (n, w), "back": (n, w), "page": (w,), "last": ()}
    return weights | {f"{name}_bias": np.zeros(shape) for name, shape in biases.items()}


def _dropping(draw: np.random.Generator) -> Drop:
    def drop(told: Any, share: float) -> Any:  # noqa: ANN401  # autograd's arrays have no type
        return told * ((draw.random(told.shape, np.float32) >= share) / (1.0 - share))

    return drop


@primitive  # type: ignore[untyped-decorator]
def _moved(told: FloatArray, distance: int, page: IntArray) -> FloatArray:
    """Return for each row the one so far above it, or below it where negative; zeros where that is of another page."""
    moved, far = np.zeros_like(told), abs(distance)
    same = (page[far:] == page[:-far])[:, None]
    if distance > 0:
        moved[far:] = told[:-far] * same
    else:
        moved[:-far] = told[far:] * same
    return moved


@primitive  # type: ignore[untyped-decorator]
def _page_means(told: FloatArray, page: IntArray) -> FloatArray:
    size = np.bincount(page)
    means: FloatArray = np.add.reduceat(told, np.cumsum(size) - size, axis=0) / size[:, None]
    return means[page]


defvjp(_moved, lambda _, __, distance, page: lambda slope: _moved(slope, -distance, page), argnums=(0,))
defvjp(_page_means, lambda _, __, page: lambda slope: _page_means(slope, page), argnums=(0,))


def _normed(told: Any) -> Any:  # noqa: ANN401
    centred = told - anp.mean(told, axis=1, keepdims=True)
    return centred / anp.sqrt(anp.mean(centred * centred, axis=1, keepdims=True) + TINY)


def _scored(weights: Weights, facts: FloatArray, page: IntArray, drop: Drop) -> Any:  # noqa: ANN401
    """Return what the network says of lines, as `analysis.separation.network.Network` will, but for its grids."""
    told = drop(anp.maximum(anp.dot(drop(facts, DROP_FACTS), weights["entry"]) + weights["entry_bias"], 0), DROP)
    for block, distance in enumerate(DISTANCES):
        heard, beside = _normed(told), weights["beside"][block]
        around = anp.dot(heard, beside[1]) + weights["beside_bias"][block]
        around = around + _moved(anp.dot(heard, beside[0]), distance, page)
        around = around + _moved(anp.dot(heard, beside[2]), -distance, page)
        told = told + drop(anp.dot(anp.maximum(around, 0), weights["back"][block]) + weights["back_bias"][block], DROP)
        if block == PAGE_AFTER:
            heard = _normed(told)
            whole = anp.dot(heard, weights["page"][0]) + anp.dot(_page_means(heard, page), weights["page"][1])
            told = told + drop(anp.maximum(whole + weights["page_bias"], 0), DROP)
    return anp.dot(_normed(told), weights["last"]) + weights["last_bias"]


def _loss(weights: Weights, taught: Passages, rows: IntArray, page: IntArray, drop: Drop) -> Any:  # noqa: ANN401
    """Return the cross-entropy of what is kept, by line of a full batch."""
    odds = _scored(weights, taught.facts[rows].astype(np.float64), page, drop)
    missed = anp.logaddexp(0, odds) - odds * taught.target[rows]
    return anp.sum(missed * taught.weight[rows]) / BATCH


def _clipped(slope: Weights) -> Weights:
    """Return a gradient, shortened if it is long."""
    long = float(np.sqrt(sum(np.sum(np.square(own)) for own in slope.values())))
    return {name: own * min(1.0, LONGEST / max(long, TINY)) for name, own in slope.items()}


def _rate(done: float) -> float:
    """Return how long a step is after a share of the cycle: by half cosines from .04 of `RATE` up to it, then to 0."""
    if done < RISE:
        return RATE * float(0.52 - 0.48 * np.cos(np.pi * done / RISE))
    return RATE * float(0.5 + 0.5 * np.cos(np.pi * (done - RISE) / (1.0 - RISE)))


def _descend(weights: Weights, slope: Weights, moments: tuple[Weights, Weights], step: int, rate: float) -> None:
    """Move weights a step down, and the moments of their gradients with them, in place."""
    for name, own in slope.items():
        for moment, sizes, keeps in zip(moments, (own, own * own), MOMENTA, strict=True):
            moment[name] += (1.0 - keeps) * (sizes - moment[name])
        mean, square = (m[name] / (1.0 - keeps**step) for m, keeps in zip(moments, MOMENTA, strict=True))
        weights[name] -= rate * (mean / (np.sqrt(square) + SOFT) + DECAY * weights[name])
