from pathlib import PurePath

import pytest

from analysis.reading.types import page_type, sniff, type_of


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
    assert page_type(PurePath(name)) == kind[0]
