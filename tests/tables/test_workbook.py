"""The workbook is opened by another library, as a reader's Excel would."""

import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.errors import BojiError
from analysis.tables import workbook
from analysis.tables.contract import CONTRACT, SHOWN
from analysis.tables.workbook import SHEETS, write_parquet, write_workbook

TABLES = {
    "pages": pd.DataFrame(
        {
            "page": ["a.txt", "b.txt"],
            "title": ["=1+1", "渡船停航"],
            "noise_share": [0.25, float("nan")],
            "topic": pd.array([0, pd.NA], dtype="Int64"),
        }
    ),
    "topics": pd.DataFrame({"topic": [0], "label": ["https://example.cn"], "share": [float("inf")]}),
}


def cells(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def test_each_table_is_a_sheet_and_the_first_says_what_they_hold(tmp_path: Path) -> None:
    write_workbook(TABLES, tmp_path / "new" / "a.xlsx", "en")
    found = cells(tmp_path / "new" / "a.xlsx")
    assert list(found) == ["about", "pages", "topics"]
    assert found["about"][1] == ["pages", 2, SHEETS["pages"].en]
    assert found["pages"] == [
        ["page", "title", "noise_share", "topic"],
        ["a.txt", "=1+1", 0.25, 0],
        ["b.txt", "渡船停航", None, None],
    ]


def test_nothing_is_run_and_nothing_leads_away(tmp_path: Path) -> None:
    write_workbook(TABLES, tmp_path / "a.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["pages"]["B2"].data_type == "s"
    assert book["topics"]["B2"].hyperlink is None
    assert book.sheetnames[0] == "说明"


def test_headers_stay_and_filter(tmp_path: Path) -> None:
    write_workbook(TABLES, tmp_path / "a.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["pages"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"


def test_what_excel_cannot_hold_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    long = pd.DataFrame({"text": ["河" * (workbook.LONGEST_CELL + 9), "二\x0b", "三"]})
    write_workbook({"lines": long}, tmp_path / "a.xlsx", "en")
    found = cells(tmp_path / "a.xlsx")
    assert [len(str(row[0])) for row in found["lines"][1:2]] == [workbook.LONGEST_CELL]
    assert len(found["lines"]) == 3
    assert found["about"][1][1] == 3  # how many there are


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(TABLES, tmp_path / name, "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BojiError, match=r"must end in \.xlsx, got .*a\.csv"):
        write_workbook(TABLES, tmp_path / "a.csv", "en")


def test_without_the_library_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(BojiError, match=r"pip install 'boji\[excel\]'"):
        write_workbook(TABLES, tmp_path / "a.xlsx", "en")


def test_every_table_of_a_run_is_told_of() -> None:
    assert set(SHEETS) >= {*CONTRACT, *SHOWN}


def test_parquet_files_hold_the_tables(tmp_path: Path) -> None:
    paths = write_parquet(TABLES, tmp_path / "new")
    assert [path.name for path in paths] == ["pages.parquet", "topics.parquet"]
    pd.testing.assert_frame_equal(pd.read_parquet(paths[0]), TABLES["pages"])
