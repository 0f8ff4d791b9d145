import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BojiError
from analysis.reading.lines import split_lines
from analysis.reading.pages import Page
from analysis.separation.decisions import DROPPED, KEPT, Decisions, Span, spans_of

PAGES = [Page("a", "一\n\n三\n四\n五"), Page("b", ""), Page("c", "一\n二")]
NAMES = [page.name for page in PAGES]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("3", [Span(3, 3)]),
        ("7-9,3", [Span(3, 3), Span(7, 9)]),
        (" 3 , 4-5，5—8;", [Span(3, 8)]),
        ([5, 3, 4, 9], [Span(3, 5), Span(9, 9)]),
        (range(2, 5), [Span(2, 4)]),
        ("", []),
    ],
)
def test_lines_are_read_in_order_with_neighbours_together(lines: str, expected: list[Span]) -> None:
    assert spans_of(lines) == expected


@pytest.mark.parametrize("lines", ["x", "0", "5-3", "1.5", "-2", [0], "1e3", "٣"])
def test_what_is_no_line_is_refused(lines: str) -> None:
    with pytest.raises(BojiError, match=r"expected the numbers of lines, such as 3 or 5-9, got '"):
        spans_of(lines)


@given(st.sets(st.integers(1, 40)))
def test_spans_cover_the_given_lines_and_no_other(lines: set[int]) -> None:
    spans = spans_of(lines)
    assert {n for first, last in spans for n in range(first, last + 1)} == lines
    assert spans_of(",".join(map(str, spans))) == spans


def test_marks_are_on_the_lines_of_their_page() -> None:
    lines = split_lines(PAGES)
    decisions = Decisions.of({"a": "1-3", "elsewhere": "1"}, {"a": [5], "c": [2]})
    assert decisions.marks(lines, NAMES).tolist() == [KEPT, KEPT, 0, DROPPED, 0, DROPPED]
    assert Decisions().marks(lines, NAMES).tolist() == [0] * 6


def test_a_line_is_not_kept_and_dropped() -> None:
    with pytest.raises(BojiError, match="line 5 of a is both kept and dropped"):
        Decisions.of({"a": "1,3-9"}, {"a": "2,5"})
    with pytest.raises(BojiError, match="line 3 of a"):
        Decisions.of({"a": "3"}, {"a": "2-3"})
    assert Decisions.of({"a": "1,3"}, {"a": "2,4", "b": "1"}).pages() == {"a", "b"}


def test_decisions_on_no_line_are_named() -> None:
    numbers = {"a": np.array([1, 3, 4, 5]), "c": np.array([1, 2])}
    decisions = Decisions.of({"a": "2,1-3", "d": "1"}, {"a": "8-9", "c": "2-7"})
    assert decisions.lost(numbers) == ["a:8-9", "d:1"]
    assert Decisions.of({"a": "2"}, {}).lost(numbers) == ["a:2"]


def test_decisions_are_told_as_they_are_given() -> None:
    decisions = Decisions.of({"b": [4, 2, 3], "a": "1"}, {"b": "9"})
    assert decisions.told() == {"keep": {"a": "1", "b": "2-4"}, "drop": {"b": "9"}}
    assert Decisions.of(**decisions.told()) == decisions
