"""Arrays: the names of the arrays that all stages hand on, and how finely their numbers are told apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

IntArray = npt.NDArray[np.int64]
Int32Array = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]
Labels = IntArray
Columns = FloatArray | Sequence[FloatArray]  # numbers of pages, a row a column, looked at one after another
UNASSIGNED = -1
ALIKE = 9  # decimals of a number of about 1 to which it decides anything: processors round the last digits differently


def exact_sums(columns: Iterable[FloatArray], group: IntArray, n: int) -> FloatArray:
    """Sum the rows of each group, exactly rounded, so that the order of the pages does not show.

    Returns
    -------
    array, shape (n, n_columns)
    """
    ends = np.bincount(group, minlength=n).cumsum()
    order = np.argsort(group, kind="stable")
    sums = [[math.fsum(own.tolist()) for own in np.split(column[order], ends[:-1])[:n]] for column in columns]
    return np.ascontiguousarray(np.array(sums).reshape(len(sums), n).T)  # as rows: sums of them are in one order


def any_above(columns: Columns, n: int) -> BoolArray:
    """Tell which of n rows have a number above 0 in any column; columns of other lengths are a ValueError."""
    found = np.zeros(n, bool)
    for column in columns:
        if len(column) != n:
            raise ValueError(f"got a column of {len(column)} rows, expected {n}; give a number for each page")
        found |= column > 0
    return found


def one_thread() -> AbstractContextManager[object]:
    """Compute in one thread for a while: sums of more threads differ in their last bits."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1)
    return limited


@cache
def _libraries() -> ThreadpoolController:
    """Find the libraries that have threads; looked for once, as that takes longer than many a small sum."""
    return ThreadpoolController()
