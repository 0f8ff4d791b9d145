"""Network: what a network that reads the lines of a page in their order says of each.

Trees judge a line by what is told of it; this hears what is told of the lines up to 15 above and below as well, and of
the page's lines on average. Dilated convolutions over the lines in residual blocks (Bai, Kolter & Koltun 2018) behind
layer normalisation (Ba, Kiros & Hinton 2016). All numbers are rounded to grids so coarse that every sum is exact in
double precision: whatever the order in which a library adds up, on whatever processor, the bits are the same. That is
why it runs on numpy: onnxruntime and the like sum in single precision, each processor in its own order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.arrays import Float32Array, FloatArray, IntArray
from analysis.separation.context import LinePlaces

DISTANCES = (1, 2, 4, 8)  # rows from a line to those that each block hears with it
PAGE_AFTER = 1  # the block behind which the page's mean is heard
FARTHEST = 3.0  # standard deviations that a fact counts at most
TINY = 1e-5  # added to a variance
HEARD = 1 << 8  # steps of the grid of what one layer tells the next, by unit
CENTRED = 1 << 10  # the same of what is squared for a variance
LEARNED = 1 << 11  # the same of weights; as 16-bit numbers they lie between -16 and 16
ROWS = 1024  # lines read at once, in whole pages
SCALES, WEIGHTS = ("centre", "spread"), (
    "entry", "entry_bias", "beside", "beside_bias", "back", "back_bias", "page", "page_bias", "last", "last_bias",
)  # fmt: skip


@dataclass(frozen=True)
class Network:
    """The learned weights.

    Attributes
    ----------
    centre, spread : float32 arrays, shape (n_facts,)
        Mean and standard deviation of each fact.
    entry : array, shape (n_facts, width)
    beside : array, shape (len(DISTANCES), 3, width, width)
        Of each block, for the line above, the line itself and the line below.
    back : array, shape (len(DISTANCES), width, width)
    page : array, shape (2, width, width)
        For the line itself and the mean of its page.
    last : array, shape (width,)
    entry_bias, beside_bias, back_bias, page_bias, last_bias : arrays
        One number for each column of these.
    """

    centre: Float32Array
    spread: Float32Array
    entry: FloatArray
    entry_bias: FloatArray
    beside: FloatArray
    beside_bias: FloatArray
    back: FloatArray
    back_bias: FloatArray
    page: FloatArray
    page_bias: FloatArray
    last: FloatArray
    last_bias: FloatArray

    def read(self, facts: Float32Array, page: IntArray) -> FloatArray:
        """Read pages.

        Parameters
        ----------
        facts : float32 array, shape (n_lines, n_facts)
        page : int array, shape (n_lines,)
            Of each line; lines of one page stand together.

        Returns
        -------
        array, shape (n_lines,)
            The log-odds that each line is content.
        """
        found = np.empty(len(page))
        for rows in _whole_pages(page):
            found[rows] = self._read(standardised(facts[rows], self.centre, self.spread), page[rows])
        return found

    def _read(self, facts: Float32Array, page: IntArray) -> FloatArray:
        told = _positive(_on_grid(facts.astype(np.float64), HEARD) @ self.entry + self.entry_bias)
        for block, distance in enumerate(DISTANCES):
            heard = _normed(told)
            around = heard @ self.beside[block, 1] + self.beside_bias[block]
            same = (page[distance:] == page[:-distance])[:, None]
            around[distance:] += same * (heard @ self.beside[block, 0])[:-distance]
            around[:-distance] += same * (heard @ self.beside[block, 2])[distance:]
            told = told + _positive(around) @ self.back[block] + self.back_bias[block]
            if block == PAGE_AFTER:
                heard = _normed(told)
                whole = heard @ self.page[0] + _page_means(heard, page) @ self.page[1]
                told = told + _positive(whole + self.page_bias)
        odds: FloatArray = _normed(told) @ self.last + self.last_bias
        return odds

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Return the arrays under names that start with a prefix, for `analysis.store`."""
        scales = {f"{prefix}_{name}": getattr(self, name) for name in SCALES}
        return scales | {f"{prefix}_{name}": (getattr(self, name) * LEARNED).astype(np.int16) for name in WEIGHTS}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Network:
        """Build from what `arrays` returned."""
        scales = (arrays[f"{prefix}_{name}"] for name in SCALES)
        return cls(*scales, *(arrays[f"{prefix}_{name}"] / np.float64(LEARNED) for name in WEIGHTS))

    @classmethod
    def rounded(cls, centre: Float32Array, spread: Float32Array, weights: Mapping[str, npt.NDArray[Any]]) -> Network:
        """Build from weights as they were learned, by name."""
        most = np.iinfo(np.int16).max / LEARNED
        near = (_on_grid(np.clip(weights[name].astype(np.float64), -most, most), LEARNED) for name in WEIGHTS)
        return cls(centre, spread, *near)


def standardised(facts: Float32Array, centre: Float32Array, spread: Float32Array) -> Float32Array:
    """Return facts in standard deviations from their mean, none of them far away."""
    near: Float32Array = np.clip((facts - centre) / spread, -FARTHEST, FARTHEST)
    return near


def _whole_pages(page: IntArray) -> Iterator[slice]:
    """Yield the rows of pages that are read at once."""
    start = 0
    for _, stop in LinePlaces.of_pages(page).bounds:
        if stop - start >= ROWS or start < stop == len(page):
            yield slice(start, stop)
            start = stop


def _on_grid(numbers: FloatArray, steps: int) -> FloatArray:
    near: FloatArray = np.rint(numbers * steps) / steps
    return near


def _positive(numbers: FloatArray) -> FloatArray:
    """Return what is above 0, as the next layer hears it."""
    return _on_grid(np.maximum(numbers, 0.0), HEARD)


def _normed(told: FloatArray) -> FloatArray:
    """Return each row with a mean of 0 and a variance of 1."""
    centred = _on_grid(told - told.mean(axis=1, keepdims=True), CENTRED)
    return _on_grid(centred / np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + TINY), HEARD)


def _page_means(heard: FloatArray, page: IntArray) -> FloatArray:
    """Return the mean of each line's page, shape of ``heard``."""
    places = LinePlaces.of_pages(page)
    size = places.last - places.first + 1
    sums = np.add.reduceat(heard, [first for first, _ in places.bounds], axis=0)
    return _on_grid(np.repeat(sums, size[[first for first, _ in places.bounds]], axis=0) / size[:, None], HEARD)
