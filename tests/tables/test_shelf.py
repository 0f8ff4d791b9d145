from pathlib import Path

import numpy as np
import pytest

from analysis.tables.shelf import Shelf
from tests.topics.made_pages import of_one


def test_rows_go_in_and_columns_come_out(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).random((10, 3))
    shelf = Shelf(tmp_path / "new", 3)
    for part in (rows[:4], rows[4:4], rows[4:]):
        shelf.add(part)
    assert len(shelf) == 3
    np.testing.assert_array_equal(np.array(list(shelf)), rows.T)
    np.testing.assert_array_equal(shelf[-1], rows[:, 2])
    np.testing.assert_array_equal(np.array(shelf[1:]), rows.T[1:])
    with pytest.raises(IndexError):
        shelf[3]


def test_without_rows_columns_are_empty_and_there_may_be_none(tmp_path: Path) -> None:
    assert [len(column) for column in Shelf(tmp_path / "a", 2)] == [0, 0]
    none = Shelf(tmp_path / "b", 0)
    none.add(np.zeros((5, 0)))
    assert list(none) == []


def test_rows_of_another_width_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        Shelf(tmp_path, 2).add(of_one([0, 1, 2], 3))
