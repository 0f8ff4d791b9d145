"""Containers of every kind, good and hostile."""

import gzip
import io
import json
import tarfile
import zipfile
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.reading import opening
from analysis.reading.limits import Limits
from analysis.reading.page_names import site_of
from analysis.reading.pages import Pages, read_pages
from analysis.reading.records import Fields
from tests.fuzz.nasties import tarred
from tests.reading.made_text import SENTENCE, reasons

HTML = f"<html><head><title>茶馆</title></head><body><p>{SENTENCE}</p></body></html>"


def texts(pages: Pages) -> dict[str, str]:
    return {page.name: page.text for page in pages}


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def warc_record(url: str, body: bytes, kind: str = "text/html", status: int = 200, extra: str = "") -> bytes:
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


# archives


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.zip", zipped({"x/1.html": HTML.encode(), "2.txt": SENTENCE.encode("gb18030")})),
        ("a.tar", tarred({"x/1.html": HTML.encode(), "2.txt": SENTENCE.encode("gb18030")}, "w")),
        ("a.tgz", tarred({"x/1.html": HTML.encode(), "2.txt": SENTENCE.encode("gb18030")}, "w:gz")),
        ("a.tar.xz", tarred({"x/1.html": HTML.encode(), "2.txt": SENTENCE.encode("gb18030")}, "w:xz")),
        ("a.zip.gz", gzip.compress(zipped({"x/1.html": HTML.encode(), "2.txt": SENTENCE.encode("gb18030")}))),
    ],
)
def test_an_archive_is_a_folder_of_pages(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    pages = read_pages(tmp_path)
    assert texts(pages) == {f"{name}/x/1.html": SENTENCE, f"{name}/2.txt": SENTENCE}
    assert pages.skipped == pages.cut == []
    assert list(pages.inputs) == [name]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_no_member_leads_out_of_its_archive_and_equal_names_are_told_apart(tmp_path: Path, pack: type) -> None:
    raw = pack({"../../out.txt": b"one", "/etc/out.txt": b"two", "..\\..\\out.txt": b"three", "C:\\out.txt": b"four"})
    (tmp_path / ("a.zip" if pack is zipped else "a.tar")).write_bytes(raw)
    names = [page.name.split("/", 1)[1] for page in read_pages(tmp_path)]
    assert names == ["out.txt", "etc/out.txt", "out~2.txt", "out~3.txt"]


def test_names_that_windows_wrote_in_gbk_are_read(tmp_path: Path) -> None:
    raw = zipped({"XXXX.txt": SENTENCE.encode()}).replace(b"XXXX", "茶馆".encode("gb18030"))
    (tmp_path / "a.zip").write_bytes(raw)
    assert list(texts(read_pages(tmp_path))) == ["a.zip/茶馆.txt"]


def test_links_and_devices_of_a_tar_are_named_and_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("pipe.txt", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    pages = read_pages(tmp_path)
    assert list(pages) == []
    assert reasons(pages) == {"a.tar/link.txt": "archive", "a.tar/pipe.txt": "archive"}


def test_archives_in_each_other_are_opened_so_deep_and_no_deeper(tmp_path: Path) -> None:
    raw = zipped({"page.txt": SENTENCE.encode()})
    for depth in range(9):
        raw = zipped({f"{depth}.zip": raw, f"beside{depth}.txt": SENTENCE.encode()})
    (tmp_path / "a.zip").write_bytes(raw)
    pages = read_pages(tmp_path)
    assert [name.rpartition("/")[2] for name in texts(pages)] == ["beside6.txt", "beside7.txt", "beside8.txt"]
    assert list(reasons(pages).values()) == ["nested"]


def test_a_zip_that_unpacks_to_too_much_is_left_where_it_does(tmp_path: Path) -> None:
    bomb = {"1.txt": SENTENCE.encode(), **{f"z{i}.txt": bytes(700_000) for i in range(9)}, "2.txt": b"never read"}
    (tmp_path / "a.zip").write_bytes(zipped(bomb))
    (tmp_path / "b.txt").write_text(SENTENCE, encoding="utf-8")
    pages = read_pages(tmp_path, limits=Limits(unpacked=1))
    assert list(texts(pages)) == ["a.zip/1.txt", "b.txt"]
    assert reasons(pages)["a.zip"] == "unpacked"


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tgz", "a.parquet", "a.warc", "a.warc.gz", "a.mhtml", "a.tar.zst"]
)
@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04" + b"x" * 900, bytes(2000), b"PAR1" + b"\xff" * 600 + b"PAR1"])
def test_what_is_no_container_is_skipped_and_named(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "b.txt").write_text(SENTENCE, encoding="utf-8")
    pages = read_pages(tmp_path)
    assert list(texts(pages)) == ["b.txt"]
    assert set(reasons(pages)) <= {name}


# records


def test_parquet_has_rows_as_records(tmp_path: Path) -> None:
    parquet.write_table(
        pa.table({"title": ["甲", None], "text": [SENTENCE, None], "n": [1, 2]}), tmp_path / "a.parquet"
    )
    pages = read_pages(tmp_path)
    assert texts(pages) == {"a.parquet#1": f"甲\n{SENTENCE}"}
    assert reasons(pages) == {"a.parquet#2": "empty"}


def test_fields_are_named_and_pages_go_by_their_ids(tmp_path: Path) -> None:
    rows = [{"words": SENTENCE, "head": "题", "key": key, "text": "no"} for key in ("k/1", "k/1", 7, "")]
    (tmp_path / "a.ndjson").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pages = read_pages(tmp_path, fields=Fields("words", "head", "key"))
    assert texts(pages) == dict.fromkeys(
        ["a.ndjson#k%2F1", "a.ndjson#k%2F1~2", "a.ndjson#7", "a.ndjson#4"], f"题\n{SENTENCE}"
    )
    assert [(s.name, s.reason, s.detail) for s in pages.cut] == [("a.ndjson#k%2F1~2", "renamed", "a.ndjson#k%2F1")]


def test_a_tab_parts_the_fields_of_tsv(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(f"title\ttext\n题,\t{SENTENCE}\n", encoding="utf-8")
    assert texts(read_pages(tmp_path)) == {"a.tsv#1": f"题,\n{SENTENCE}"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_large_files_of_records_are_read_as_small_ones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, name: str
) -> None:
    row = (lambda t: json.dumps({"text": t}, ensure_ascii=False)) if name == "a.jsonl" else (lambda t: f'"{t}"')
    rows = [*(["text"] if name == "a.csv" else []), *(row(f"{SENTENCE}{i}") for i in range(300))]
    (tmp_path / name).write_bytes("\n".join(rows).encode(encoding))
    whole = list(read_pages(tmp_path))
    monkeypatch.setattr(opening, "HEAD", 4096)
    monkeypatch.setattr("analysis.reading.pages.AT_ONCE", 100)
    large = read_pages(tmp_path)
    assert [(p.name, p.text) for p in large] == [(p.name, p.text) for p in whole]
    assert len(whole) == 300
    assert large.inputs == {name: __import__("hashlib").sha256((tmp_path / name).read_bytes()).hexdigest()}


def test_a_record_of_one_endless_line_is_skipped_and_the_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "HEAD", 4096)
    row = json.dumps({"text": SENTENCE})
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(f"{row}\n{'0' * 3_000_000}\n{row}\n".encode()))
    pages = read_pages(tmp_path, limits=Limits(page=10_000))
    assert list(texts(pages)) == ["a.jsonl.gz#1", "a.jsonl.gz#3"]
    assert reasons(pages) == {"a.jsonl.gz#2": "record"}


# web archives, saved pages


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_the_pages_of_a_web_archive_know_their_hosts(tmp_path: Path, name: str) -> None:
    records = [
        warc_record("http://news.example.cn/1.html", HTML.encode("gb18030"), "text/html; charset=gbk"),
        warc_record("http://news.example.cn/1.png", b"\x89PNG", "image/png"),
        warc_record("https://BLOG.example.cn:81/2", SENTENCE.encode(), "text/plain"),
        warc_record("http://gone.example.cn/", HTML.encode(), status=404),
        warc_record("not an address", gzip.compress(HTML.encode()), extra="Content-Encoding: gzip\r\n"),
    ]
    pack = gzip.compress if name.endswith("gz") else bytes
    (tmp_path / name).write_bytes(b"".join(map(pack, records)))
    pages = read_pages(tmp_path)
    found = texts(pages)
    assert found == dict.fromkeys([f"{name}/news.example.cn#1", f"{name}/blog.example.cn#3", f"{name}#5"], SENTENCE)
    assert [site_of(page) for page in found] == ["news.example.cn", "blog.example.cn", name]
    assert [(s.name, s.reason, s.detail) for s in pages.skipped] == [(name, "no_page", "1 HTTP 404, 1 image/png")]


def test_a_web_archive_that_ends_early_gives_what_came_before(tmp_path: Path) -> None:
    raw = warc_record("http://a.cn/", HTML.encode()) * 2
    (tmp_path / "a.warc").write_bytes(raw[:-200])
    pages = read_pages(tmp_path)
    assert "a.warc/a.cn#1" in texts(pages)


def test_a_saved_page_is_its_html(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("plain")
    message.add_alternative(HTML, subtype="html")
    (tmp_path / "a.mhtml").write_bytes(message.as_bytes())
    [page] = read_pages(tmp_path)
    assert (page.name, page.text, page.title) == ("a.mhtml", SENTENCE, "茶馆")


# limits


def test_what_is_too_long_is_cut_and_told(tmp_path: Path) -> None:
    cases = {"page": "短行\n" * 50, "lines": "a\n" * 20, "line": "长" * 90, "good": "好\n" * 5}
    for name, text in cases.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    pages = read_pages(tmp_path, limits=Limits(page=100, lines=10, line=60))
    lengths = {page.name: (len(page.text), page.text.count("\n") + 1) for page in pages}
    assert lengths["line.txt"] == (60, 1)
    assert lengths["lines.txt"] == (19, 10)
    assert lengths["page.txt"][1] == 10
    assert Counter(s.name for s in pages.cut) == Counter(["line.txt", "lines.txt", "page.txt"])


def test_html_is_cut_with_the_tags_of_its_lines(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>一行</p>" * 40, encoding="utf-8")
    pages = read_pages(tmp_path, limits=Limits(lines=7))
    [page] = pages
    assert page.text.split("\n") == ["一行"] * 7
    assert page.markup is not None
    assert len(page.markup) == 7
    assert [s.detail for s in pages.cut] == ["lines > 7"]


def test_markup_that_a_parser_would_multiply_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("".join(f"<p><b id={i}>x" for i in range(5_000)), encoding="utf-8")
    (tmp_path / "b.html").write_text("<div>" * 100_000 + SENTENCE, encoding="utf-8")
    pages = read_pages(tmp_path)
    assert texts(pages) == {"b.html": SENTENCE}
    assert reasons(pages) == {"a.html": "markup"}


def test_an_entity_bomb_stays_what_it_is(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;&b;</p>'
    (tmp_path / "a.html").write_text(bomb, encoding="utf-8")
    [page] = read_pages(tmp_path)
    assert len(page.text) < 100
