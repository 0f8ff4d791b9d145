import pytest

from analysis.errors import BojiError
from analysis.show.sizes import SIZES, size_of


def test_columns_of_a_paper_are_as_wide_as_journals_have_them() -> None:
    assert size_of("column").width * 25.4 == pytest.approx(89, abs=0.2)
    assert size_of("page").width * 25.4 == pytest.approx(183, abs=0.2)
    assert size_of("column").font >= 7


def test_a_width_in_ems_is_that_of_so_many_characters() -> None:
    assert size_of("screen").ems == 72
    assert min(size.ems for size in SIZES.values()) == size_of("column").ems == 36


def test_a_size_that_is_not_there_is_refused_with_the_choices() -> None:
    with pytest.raises(BojiError, match="one of screen, column, page, slide; got 'poster'"):
        size_of("poster")
