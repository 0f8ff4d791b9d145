import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.page_names import natural_order, record_name, record_of, site_of


@given(st.text(), st.integers(1, 10**9))
def test_a_record_is_told_by_its_name(container: str, number: int) -> None:
    assert record_of(record_name(container, number)) == (container, number)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("a/rows.jsonl#12", ("a/rows.jsonl", 12)),
        ("a#1#2", ("a#1", 2)),
        ("a.txt", None),
        ("第#1章.md", None),
        ("C#", None),
        ("a#-1", None),
        ("", None),
    ],
)
def test_a_number_behind_the_last_mark_makes_a_record(name: str, record: tuple[str, int] | None) -> None:
    assert record_of(name) == record


@pytest.mark.parametrize("digit", ["²", "①"])
def test_a_digit_that_is_no_number_makes_no_record(digit: str) -> None:
    assert record_of(f"a#{digit}") is None


@pytest.mark.parametrize(
    ("page", "site"),
    [("a/b.txt", "a"), ("a/b/c.txt", "a/b"), ("b.txt", "."), ("x/c.jsonl#12", "x/c.jsonl"), ("c.csv#1", "c.csv")],
)
def test_the_folder_or_the_container_is_the_site(page: str, site: str) -> None:
    assert site_of(page) == site


def test_records_stand_in_the_order_of_their_numbers_and_files_in_that_of_their_names() -> None:
    names = ["b.jsonl#10", "b.jsonl#9", "b.jsonl#1", "c2.txt", "c10.txt", "a/z.txt", "b.jsonl"]
    assert sorted(names, key=natural_order) == [
        "a/z.txt", "b.jsonl", "b.jsonl#1", "b.jsonl#9", "b.jsonl#10", "c10.txt", "c2.txt",
    ]  # fmt: skip
