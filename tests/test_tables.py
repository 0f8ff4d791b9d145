from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables import COLUMNS, defuse, frame, noise_by_site, read, site_of, write


def lines(**changes: list[object]) -> dict[str, list[object]]:
    row = {"page": "a.txt", "line": 1, "role": "body", "kind": "content", "keep": 1, "score": 0.123456, "reason": "r"}
    rows: dict[str, list[object]] = {k: [v, v] for k, v in {**row, "topic": 0, "affinity": -0.0, "text": "字"}.items()}
    return {**rows, **changes}


def test_columns_stand_in_the_contract_s_order() -> None:
    assert tuple(frame("lines", lines()).columns) == COLUMNS["lines"]


def test_numbers_are_rounded_and_zero_has_no_sign() -> None:
    made = frame("lines", lines())
    assert made["score"].tolist() == [0.1235, 0.1235]
    assert str(made["affinity"].iloc[0]) == "0.0"


def test_unassigned_groups_are_missing_not_minus_one() -> None:
    assert frame("lines", lines(topic=[-1, 3]))["topic"].isna().tolist() == [True, False]


def test_wrong_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="'lines' has the columns"):
        frame("lines", {"page": []})


def test_round_trip_with_awkward_text(tmp_path: Path) -> None:
    awkward = ["-1 是减号", 'a "quoted", text']
    made = frame("lines", lines(text=awkward, topic=[-1, 2]))
    write(made, tmp_path / "lines.csv")
    raw = (tmp_path / "lines.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    pd.testing.assert_frame_equal(read(tmp_path, "lines"), made, check_dtype=False)


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    safe = defuse(text)
    assert not safe.startswith(("=", "+", "-", "@"))
    assert safe.endswith(text)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lines\.csv"):
        read(tmp_path, "lines")


@pytest.mark.parametrize(("page", "site"), [("a/b.txt", "a"), ("b.txt", "."), ("x/c.jsonl#12", "x/c.jsonl")])
def test_the_folder_or_the_container_is_the_site(page: str, site: str) -> None:
    assert site_of(page) == site


def test_noise_by_site_sums_to_one_and_ranks_by_noise() -> None:
    table = frame(
        "lines",
        lines(page=["a/1.txt", "b/1.txt"], kind=["content", "noise"], text=["四个汉字", "两字"]),
    )
    shares = noise_by_site(table)
    assert shares.index.tolist() == ["b", "a"]
    assert shares[["content", "metadata", "noise"]].sum(axis=1).tolist() == [1.0, 1.0]
