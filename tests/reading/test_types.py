from pathlib import Path

import pytest

from analysis.reading.pages import read_pages
from analysis.reading.types import sniff, type_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b'{"text": "a"}', ".jsonl"),
        (b'\xef\xbb\xbf  {"text"', ".jsonl"),
        (b"<!DOCTYPE html>", ".html"),
        (b"\xef\xbb\xbf\r\n <HTML lang=zh>", ".html"),
        (b"<head>", ".html"),
        (b"<body class=a>", ".html"),
        (b"<!-- saved -->", ".html"),
        ("渡口的石阶".encode(), ".txt"),
        ("渡口".encode("gb18030"), ".txt"),
        ("《渡口》<html>".encode(), ".txt"),
        (b"[1, 2]", ".txt"),
        (b"", ".txt"),
    ],
)
def test_a_stream_is_told_by_its_first_line(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_html_with_an_xml_declaration_is_html() -> None:
    assert sniff(b'<?xml version="1.0" encoding="gbk"?><!DOCTYPE html>') == ".html"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.HTML", (".html", "")),
        ("a.warc.gz", (".warc", ".gz")),
        ("a.tgz", (".tar", ".gz")),
        ("a.tar.zst", (".tar", ".zst")),
        ("a.gz", (".gz", "")),
        ("a", ("", "")),
        ("a.b.txt", (".txt", "")),
    ],
)
def test_type_and_packing_are_told_by_the_name(name: str, kind: tuple[str, str]) -> None:
    assert type_of(name) == kind


@pytest.mark.parametrize("name", ["show.php", "view.asp", "news", "a.txt", "index.php?id=3"])
@pytest.mark.parametrize(
    "head", ["<!DOCTYPE html>", "\ufeff\n<html lang=zh>", "<?xml version='1.0'?>\n<!-- x --><!doctype HTML >"]
)
def test_a_whole_page_is_html_whatever_its_name_is(tmp_path: Path, name: str, head: str) -> None:
    (tmp_path / name).write_text(
        f"{head}<head><meta charset=utf-8></head><body><p>甲<p>乙" + " " * 5_000, encoding="utf-8"
    )
    [page] = read_pages(tmp_path)
    assert page.text == "甲\n乙"


@pytest.mark.parametrize("text", ["<p>甲</p>", "<svg>甲</svg>", "<!DOCTYPE svg>甲", "甲<html>"])
def test_other_markup_is_no_page(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.svg").write_text(text, encoding="utf-8")
    pages = read_pages(tmp_path)
    assert [(page.name, page.text) for page in pages] == [("a.txt", text)]
    assert [(s.name, s.reason) for s in pages.skipped] == [("b.svg", "unsupported")]
