import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.separation.columns import named, stacked

NAMES = ("length", "stops", "place")
MATRIX = np.arange(12, dtype=np.float64).reshape(4, 3)


def test_each_column_of_a_matrix_gets_its_name() -> None:
    columns = named(NAMES, MATRIX)
    np.testing.assert_equal(columns, {"length": MATRIX[:, 0], "stops": MATRIX[:, 1], "place": MATRIX[:, 2]})


@pytest.mark.parametrize("names", [NAMES[:2], (*NAMES, "run")])
def test_a_matrix_must_have_as_many_columns_as_names(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        named(names, MATRIX)


@given(st.permutations(NAMES), st.permutations(NAMES))
def test_columns_are_found_by_name_whatever_their_order(given_as: list[str], wanted: list[str]) -> None:
    columns = named(NAMES, MATRIX)
    found = stacked({name: columns[name] for name in given_as}, wanted)
    np.testing.assert_array_equal(found, MATRIX[:, [NAMES.index(name) for name in wanted]])
    assert found.dtype == np.float32


def test_columns_that_are_not_asked_for_are_left_out() -> None:
    np.testing.assert_array_equal(stacked(named(NAMES, MATRIX), ["place"]), MATRIX[:, 2:])


@pytest.mark.parametrize("lost", NAMES)
def test_a_column_that_is_missing_or_misnamed_is_an_error(lost: str) -> None:
    columns = named(NAMES, MATRIX)
    columns[f"{lost}_"] = columns.pop(lost)
    with pytest.raises(KeyError, match=lost):
        stacked(columns, NAMES)


def test_columns_of_unlike_lengths_do_not_stand_side_by_side() -> None:
    with pytest.raises(ValueError, match="must match exactly"):
        stacked({"length": np.zeros(2), "stops": np.zeros(3)}, ["length", "stops"])
