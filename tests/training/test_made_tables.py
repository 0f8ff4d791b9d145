from dataclasses import replace

import numpy as np
import pytest

from analysis.training.made_house import BODY
from analysis.training.made_marks import marks
from analysis.training.made_tables import captioned, fees, flattened, grid, places, results, staff, timetable
from analysis.training.made_words import FIELDS

HOUSE, FIELD = replace(marks(False)[0], separator="|"), FIELDS[0][0]
ROWS = [["甲", "乙"], ["1", ""], ["3", "4"]]


@pytest.mark.parametrize(
    ("flat", "lines"),
    [("row", ["甲", "乙", "1", "3", "4"]), ("column", ["甲", "1", "3", "乙", "4"]), ("line", ["甲|乙", "1", "3|4"])],
)
def test_a_grid_is_flattened_as_the_house_does(flat: str, lines: list[str]) -> None:
    assert list(flattened(ROWS, replace(HOUSE, flat=flat))) == [(line, BODY) for line in lines]


@pytest.mark.parametrize("sort", [staff, fees, places, timetable, results])
def test_every_table_has_a_head_and_rows_as_wide(sort) -> None:  # noqa: ANN001
    head, *rows = sort(HOUSE, FIELD, np.random.default_rng(3), 7)
    assert len(rows) == 7
    assert {len(row) for row in rows} == {len(head)}
    assert len({tuple(row) for row in rows}) == 7


def test_ranks_ascend_while_scores_fall() -> None:
    _, *rows = results(HOUSE, FIELD, np.random.default_rng(1), 30)
    scores = [float(row[-1]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert [row[0] for row in rows] == [str(i) for i in range(1, 31)]


def test_tables_are_of_many_lengths_and_some_have_names() -> None:
    draws = [np.random.default_rng(i) for i in range(40)]
    assert len({len(grid(HOUSE, FIELD, draw)) for draw in draws}) > 12
    named = [captioned(HOUSE, FIELD, draw)[0][1] != BODY for draw in draws]
    assert 8 < sum(named) < 32
