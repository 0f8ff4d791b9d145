"""Columns: facts on lines by name, so that no fact can be taken for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.arrays import Float32Array, FloatArray

Columns = dict[str, FloatArray]  # each of shape (n_lines,)


def named(names: Sequence[str], matrix: FloatArray) -> Columns:
    """Return the columns of a matrix, shape (n_lines, len(names)), by their names."""
    return dict(zip(names, matrix.T, strict=True))


def stacked(columns: Mapping[str, FloatArray], names: Sequence[str]) -> Float32Array:
    """Return the named columns side by side, float32 of shape (n_lines, len(names)); others are left out."""
    return np.column_stack([columns[name] for name in names]).astype(np.float32)
