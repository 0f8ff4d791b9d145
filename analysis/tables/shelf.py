"""Shelf: columns of numbers on disk; rows are put in, and columns are looked at one after another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import overload

import numpy as np

from analysis.arrays import FloatArray


class Shelf(Sequence[FloatArray]):
    """A table whose rows come in parts and whose columns are asked for whole, so that memory holds one of them.

    Parameters
    ----------
    folder : path
        Empty, or not there yet.
    n_columns : int
    """

    def __init__(self, folder: Path, n_columns: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._places = [folder / f"{i}.f64" for i in range(n_columns)]
        for place in self._places:
            place.touch()

    def add(self, rows: FloatArray) -> None:
        """Put rows behind the others; shape (n, n_columns)."""
        for place, column in zip(self._places, rows.T, strict=True):
            with place.open("ab") as file:
                column.tofile(file)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> FloatArray: ...
    @overload
    def __getitem__(self, at: slice) -> list[FloatArray]: ...
    def __getitem__(self, at: int | slice) -> FloatArray | list[FloatArray]:
        """Read a column, shape (n_rows,)."""
        if isinstance(at, slice):
            return [np.fromfile(place, np.float64) for place in self._places[at]]
        return np.fromfile(self._places[at], np.float64)
