import json
from pathlib import Path

import pytest

from analysis.reading.page import Page, record_page
from analysis.reading.pages import read_pages
from tests.reading.made_text import SENTENCE, reasons, write


def test_json_records_are_numbered_and_their_title_is_line_one(tmp_path: Path) -> None:
    rows = [{"title": "老 茶馆\n开张", "text": SENTENCE}, {"正文": "甲"}, {"title": "", "content": "乙"}]
    pages = read_pages(write(tmp_path, a_jsonl="\n\n".join(json.dumps(row) for row in rows)))
    assert [(p.name, p.text, p.title, p.titled) for p in pages] == [
        ("a.jsonl#1", f"老 茶馆 开张\n{SENTENCE}", "老 茶馆 开张", True),
        ("a.jsonl#2", "甲", "", False),
        ("a.jsonl#3", "乙", "", False),
    ]


def test_bad_json_lines_are_counted_and_the_others_read(tmp_path: Path) -> None:
    lines = ['{"text": "甲"}', "{broken", '["no object"]', '{"text": 5}', '{"text": "乙"}']
    pages = read_pages(write(tmp_path, a_jsonl="\n".join(lines)))
    assert [(p.name, p.text) for p in pages] == [("a.jsonl#1", "甲"), ("a.jsonl#5", "乙")]
    assert reasons(pages) == {"a.jsonl#2": "record", "a.jsonl#3": "record", "a.jsonl#4": "empty"}


def test_what_no_file_can_hold_comes_from_json_as_the_replacement_character(tmp_path: Path) -> None:
    row = r'{"title": "半\ud800个", "text": "空\u0000字 \ud83d\ude00"}'
    [page] = read_pages(write(tmp_path, a_jsonl=row))
    assert page.text == "半\ufffd个\n空\ufffd字 \U0001f600"


def test_csv_records_have_title_and_text_and_may_hold_line_ends(tmp_path: Path) -> None:
    table = '\ufefftitle,text\r\n老茶馆,"甲，\n乙"\r\n,丙\r\n,\r\n'
    pages = read_pages(write(tmp_path, a_csv=table))
    assert [(p.name, p.text, p.titled) for p in pages] == [
        ("a.csv#1", "老茶馆\n甲，\n乙", True),
        ("a.csv#2", "丙", False),
    ]
    assert reasons(pages) == {"a.csv#3": "empty"}


def test_a_csv_cell_may_be_larger_than_the_readers_usual_limit(tmp_path: Path) -> None:
    [page] = read_pages(write(tmp_path, a_csv="text\n" + "河" * 200_000))
    assert page.text == "河" * 200_000


def test_a_csv_without_a_known_field_names_the_fields_it_has(tmp_path: Path) -> None:
    pages = read_pages(write(tmp_path, a_csv="heading,words\n甲,乙\n"))
    assert list(pages) == []
    assert [(s.name, s.reason, s.detail) for s in pages.skipped] == [("a.csv#1", "empty", "heading, words")]


@pytest.mark.parametrize(
    ("row", "text", "title"),
    [
        ({"title": " 渡船\n停航 ", "text": "雨还在下。"}, "渡船 停航\n雨还在下。", "渡船 停航"),
        ({"headline": "渡船停航", "内容": "雨还\r\n在下。"}, "渡船停航\n雨还\n在下。", "渡船停航"),
        ({"text": " ", "content": "雨还在下。", "body": "河水"}, "雨还在下。", ""),
        ({"标题": 7, "正文": "雨还在下。", "author": "周亭"}, "雨还在下。", ""),
        ({"text": ["雨"]}, "", ""),
    ],
)
def test_a_record_is_its_title_and_the_first_field_that_holds_text(
    row: dict[str, object], text: str, title: str
) -> None:
    page = record_page(row, Page("a.jsonl#4", "", "gb18030", "f0"))
    assert page == Page("a.jsonl#4", text, "gb18030", "f0", title, bool(title))


def test_hostile_nesting_is_a_bad_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("[" * 200_000 + '\n{"text": "好的一行"}\n', encoding="utf-8")
    pages = read_pages(tmp_path)
    assert [p.name for p in pages] == ["a.jsonl#2"]
    assert [s.name for s in pages.skipped] == ["a.jsonl#1"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_an_empty_container_is_counted(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    pages = read_pages(tmp_path)
    assert list(pages) == []
    assert [(s.name, s.reason) for s in pages.skipped] == [(name, "empty")]
