import numpy as np
import pytest

from analysis.show.map_places import spread


def test_what_is_crowded_is_stretched_and_the_order_stays() -> None:
    values = np.array([0.0, 0.01, 0.02, 0.03, 1.0])
    found = spread(values)
    assert found.tolist() == pytest.approx([0, 0.13, 0.26, 0.39, 1])
    assert np.argsort(found).tolist() == np.argsort(values).tolist()


def test_even_places_stay_where_they_are() -> None:
    assert spread(np.linspace(-3, 5, 9)).tolist() == pytest.approx(np.linspace(0, 1, 9).tolist())


def test_last_digits_decide_nothing() -> None:
    values = np.array([0.2, 0.2 + 1e-9, 0.7, 0.2 - 1e-9])
    assert spread(values).tolist() == [0.0, 0.0, 1.0, 0.0]


def test_pages_off_the_map_stay_off_it_and_alike_ones_stand_in_the_middle() -> None:
    assert np.isnan(spread(np.array([np.nan, 1.0, 2.0]))).tolist() == [True, False, False]
    assert spread(np.array([4.0, 4.0])).tolist() == [0.5, 0.5]
    assert spread(np.empty(0)).tolist() == []
