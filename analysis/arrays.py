"""Arrays: the names of the arrays that all stages hand on."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
UNASSIGNED = -1
Labels = npt.NDArray[np.int64]


def exact_sums(values: FloatArray, group: IntArray, n: int) -> FloatArray:
    """Sum the rows of each group, exactly rounded, so that the order of the pages does not show."""
    ends = np.bincount(group, minlength=n).cumsum()
    parts = np.split(values[np.argsort(group, kind="stable")], ends[:-1])[:n]
    return np.array([[math.fsum(column) for column in part.T.tolist()] for part in parts]).reshape(n, values.shape[1])
