"""Arrays: the names of the arrays that all stages hand on, and how finely their numbers are told apart."""

from __future__ import annotations

import math
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
UNASSIGNED = -1
ALIKE = 9  # decimals of a number of about 1 to which it decides anything: processors round the last digits differently


def exact_sums(values: FloatArray, group: IntArray, n: int) -> FloatArray:
    """Sum the rows of each group, exactly rounded, so that the order of the pages does not show."""
    ends = np.bincount(group, minlength=n).cumsum()
    rows = np.split(np.argsort(group, kind="stable"), ends[:-1])[:n]
    sums = [[math.fsum(column.tolist()) for column in values[own].T] for own in rows]  # a column of numbers at a time
    return np.array(sums).reshape(n, values.shape[1])


def one_thread() -> AbstractContextManager[object]:
    """Compute in one thread for a while: sums of more threads differ in their last bits."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1)
    return limited


@cache
def _libraries() -> ThreadpoolController:
    """Find the libraries that have threads; looked for once, as that takes longer than many a small sum."""
    return ThreadpoolController()
