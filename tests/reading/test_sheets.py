"""Excel files: rows as records."""

import builtins
import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from analysis.reading import sheets
from analysis.reading.limits import Limits
from analysis.reading.pages import read_pages
from tests.reading.made_text import SENTENCE, reasons

Row = tuple[object, ...]


def workbook(**tables: list[Row]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def shared_texts(column: list[str]) -> bytes:
    """Return a workbook as Excel writes it: texts stand in a part of their own."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_column(0, 0, column)
    return file.getvalue()


ROWS: list[Row] = [
    ("标题", "正文", "发布时间", None),
    ("渡口停航", SENTENCE, datetime.datetime(2024, 5, 6), 1),
    (None, None, None, None),
    (None, f"{SENTENCE}\n河水涨了。", "2024年5月7日"),
]


def test_rows_below_the_header_are_records_and_blank_ones_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(表=ROWS))
    pages = read_pages(tmp_path)
    assert [(p.name, p.text, p.date) for p in pages] == [
        ("a.xlsx#1", f"渡口停航\n{SENTENCE}", "2024-05-06 00:00:00"),
        ("a.xlsx#2", f"{SENTENCE}\n河水涨了。", "2024年5月7日"),
    ]
    assert pages.skipped == []


def test_each_sheet_has_a_header_of_its_own(tmp_path: Path) -> None:
    raw = workbook(说明=[("此表说明",), ("由某人导出",)], 空=[], 一=ROWS[:2], 二=[("Content",), (SENTENCE,)])
    (tmp_path / "a.xlsx").write_bytes(raw)
    pages = read_pages(tmp_path)
    assert [p.name for p in pages] == ["a.xlsx#2", "a.xlsx#3"]
    assert reasons(pages) == {"a.xlsx#1": "no_field"}


def test_rows_beyond_the_size_that_a_file_claims_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(changed(workbook(表=ROWS), b'<dimension ref="A1:D4"', b'<dimension ref="A1"'))
    assert len(list(read_pages(tmp_path))) == 2


def test_an_excel_file_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.xlsx", workbook(表=ROWS))
    assert [p.name for p in read_pages(tmp_path)] == ["a.zip/b.xlsx#1", "a.zip/b.xlsx#2"]


def changed(raw: bytes, old: bytes, new: bytes) -> bytes:
    """Replace bytes in all files of a workbook."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        assert any(old in before.read(name) for name in before.namelist())
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return made.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04" + b"x" * 99,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        workbook(表=ROWS)[:-200],
        changed(workbook(表=ROWS), b"<sheetData>", b"<sheetData><<<"),
        changed(workbook(表=ROWS), b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet x='&a;&c;'"),
    ],
)
def test_what_is_no_sound_workbook_is_named_and_the_others_read(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(raw)
    (tmp_path / "b.txt").write_text(SENTENCE, encoding="utf-8")
    pages = read_pages(tmp_path)
    assert [p.name for p in pages][-1] == "b.txt"
    assert reasons(pages) == {"a.xlsx": "excel"}


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(表=[("正文",), *((f"{i}" * 9_999,) for i in range(200))]))
    pages = read_pages(tmp_path, limits=Limits(unpacked=1))
    assert list(pages) == []
    assert reasons(pages) == {"a.xlsx": "unpacked"}
    (tmp_path / "a.xlsx").write_bytes(shared_texts(["正文", *(f"{i}" * 9_999 for i in range(20))]))
    assert len(list(read_pages(tmp_path))) == 20
    monkeypatch.setattr(sheets, "MOST_HELD", 100_000)
    pages = read_pages(tmp_path)
    assert list(pages) == []
    assert [(s.reason, s.detail) for s in pages.skipped] == [("unpacked", "xl/sharedStrings.xml > 100000")]


def test_without_openpyxl_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name == "openpyxl":
            raise ImportError(name)
        return usual(name, *rest)  # type: ignore[arg-type]

    (tmp_path / "a.xlsx").write_bytes(workbook(表=ROWS))
    monkeypatch.setattr(builtins, "__import__", missing)
    pages = read_pages(tmp_path)
    assert list(pages) == []
    assert reasons(pages) == {"a.xlsx": "no_excel"}
