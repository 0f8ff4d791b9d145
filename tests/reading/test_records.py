import datetime
import io
import json
from pathlib import Path

import pytest

from analysis.reading import records
from analysis.reading.page import Page, record_page
from analysis.reading.pages import read_pages
from analysis.reading.records import Fields
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
    assert [(s.name, s.reason, s.detail) for s in pages.skipped] == [("a.csv#1", "no_field", "heading, words")]


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


@pytest.mark.parametrize("header", ["题目,段落", "title;words", "标题\tsummary"])
def test_a_table_whose_text_goes_by_no_known_name_is_not_taken_for_titles(tmp_path: Path, header: str) -> None:
    sign = next(sign for sign in ",;\t" if sign in header)
    pages = read_pages(write(tmp_path, a_csv=f"{header}\n渡口停航{sign}{SENTENCE}\n"))
    assert list(pages) == []
    assert reasons(pages) == {"a.csv#1": "no_field"}


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_csv_as_spreadsheets_write_it_is_read(tmp_path: Path, sign: str) -> None:
    rows = [("标题", " 正文 ", "链接", "发布时间"), ("渡口停航", SENTENCE, "http://a.cn/1", "2024/5/6 8:30")]
    (tmp_path / "a.csv").write_bytes("\r\n".join(map(sign.join, rows)).encode("gb18030"))
    [page] = read_pages(tmp_path)
    assert (page.text, page.titled, page.date) == (f"渡口停航\n{SENTENCE}", True, "2024/5/6 8:30")


@pytest.mark.parametrize("row", [{"Title": "题", "Content": SENTENCE}, {" TITLE": "题", "Text ": SENTENCE}])
def test_names_of_fields_are_known_whatever_their_case(tmp_path: Path, row: dict[str, str]) -> None:
    [page] = read_pages(write(tmp_path, a_jsonl=json.dumps(row)))
    assert page.text == f"题\n{SENTENCE}"


def test_a_name_as_it_is_written_comes_before_one_that_is_like_it() -> None:
    row = {"Text": "甲", "content": "乙", "text": "丙"}
    assert Fields().text_of(row) == "丙"
    assert Fields(text="Text").text_of(row) == "甲"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"发布时间": "2024-05-06 08:30"}, "2024-05-06 08:30"),
        ({"date": datetime.datetime(2024, 5, 6)}, "2024-05-06 00:00:00"),
        ({"publish_time": 1714960000}, "1714960000"),
        ({"date": None, "time": 1.5}, ""),
    ],
)
def test_the_date_of_a_record_is_told_as_it_is_written(row: dict[str, object], told: str) -> None:
    page = record_page({"text": SENTENCE, **row}, Page("a#1", ""))
    assert page.date == told


# JSON files


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "甲"}, {"text": "乙"}]',
        '\ufeff [\n {"text": "甲"},\n {"text":\n  "乙"}\n]\n',
        '{"text": "甲"}\n{"text": "乙"}\n',
        '{"text": "甲"} {"text": "乙"}',
    ],
)
def test_a_json_file_is_an_array_of_records_or_one_behind_another(tmp_path: Path, text: str) -> None:
    pages = read_pages(write(tmp_path, a_json=text))
    assert [(p.name, p.text) for p in pages] == [("a.json#1", "甲"), ("a.json#2", "乙")]
    assert pages.skipped == []


def test_what_is_no_object_in_a_json_file_is_counted_and_the_rest_read_up_to_where_it_breaks(tmp_path: Path) -> None:
    pages = read_pages(
        write(tmp_path, a_json='[{"text": "甲"}, 12, "乙", null, {"text": "丙"}, {oops}, {"text": "丁"}]')
    )
    assert [(p.name, p.text) for p in pages] == [("a.json#1", "甲"), ("a.json#5", "丙")]
    assert reasons(pages) == dict.fromkeys(["a.json#2", "a.json#3", "a.json#4", "a.json#6"], "record")


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_a_json_file_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(records, "PIECE", size)
    rows = [{"text": f"第{i}" * i, "n": [i, {"x": -1.5e3}]} for i in range(60)]
    for text in (json.dumps(rows), "".join(map(json.dumps, rows)), "12345 678", "12 true"):
        whole = list(records.json_objects(io.StringIO(text), 10**6))
        assert [row for _, row in whole] == (rows if len(text) > 9 else [None, None])


def test_a_json_value_that_is_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PIECE", 100)
    file = io.StringIO(json.dumps([{"text": "短"}, {"text": "长" * 10**6}]))
    assert list(records.json_objects(file, 5_000)) == [(1, {"text": "短"}), (2, None)]
    assert file.tell() < 50_000


# HTML in records


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{SENTENCE}</p><p>河水涨了。</p>",
        f"  <DIV class=x><section><span>{SENTENCE}</span><br/>河水涨了。</section></DIV>",
        f"{SENTENCE}<br>河水涨了。<br/><br><script>x()</script>",
        f"<div>\n  <p>\n{SENTENCE}</p>\n  <p>河水涨了。</p>\n</div>\n",
    ],
)
def test_html_in_a_record_is_flattened_and_its_title_stays_line_one(body: str) -> None:
    page = record_page({"title": "甲<乙", "content": body}, Page("a#1", ""))
    assert page.text == f"甲<乙\n{SENTENCE}\n河水涨了。"
    assert (page.title, page.titled) == ("甲<乙", True)
    assert page.markup is not None
    assert len(page.markup) == 3


def test_a_whole_html_page_in_a_record_keeps_its_own_lines() -> None:
    html = (
        f"<!DOCTYPE html><html><head><title>站名</title></head><body><h1>渡口停航</h1><p>{SENTENCE}</p></body></html>"
    )
    page = record_page({"标题": "渡口停航", "html": html}, Page("a#1", ""))
    assert page.text == f"渡口停航\n{SENTENCE}"
    assert (page.title, page.titled) == ("渡口停航", False)
    assert record_page({"html": html}, Page("a#1", "")).title == "站名"


@pytest.mark.parametrize(
    "body",
    [
        *("1 < 2，3 > 2。", "写作 <br> 的标签叫换行。", "<茶馆>是一出戏。", "<p 没有写完", "a</p>b</p>"),
        "网页这样写：\n<form>\n<p>到站</p>\n<p>发站</p>\n</form>\n以上是表单。\n运行时，\n由服务器回答。",
        "<br>渡口\n石阶\n江水\n船板</br>",
    ],
)
def test_signs_that_make_no_html_stay_as_they_are(body: str) -> None:
    assert record_page({"text": body}, Page("a#1", "")).text == body


def test_html_in_a_record_that_cannot_be_read_is_named_and_the_others_read(tmp_path: Path) -> None:
    rows = [{"text": "<p><script>x()</script></p>"}, {"text": SENTENCE}]
    pages = read_pages(write(tmp_path, a_jsonl="\n".join(map(json.dumps, rows))))
    assert [p.text for p in pages] == [SENTENCE]
    assert reasons(pages) == {"a.jsonl#1": "empty"}


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
