"""Whatever bytes a crawl holds: each line that is not blank has one row, and no error but a clear one is seen."""

import contextlib
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.limits import UnreadableError
from analysis.reading.lines import split_lines
from analysis.reading.opening import Opener
from analysis.reading.page import Page
from analysis.reading.types import READABLE_TYPES
from analysis.reading.unpacking import PACKINGS
from analysis.run.cli import main
from analysis.separation.page import separate_page
from tests.fuzz.nasties import GOOD, TEXTS


def rows(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def check(page: Page) -> None:
    """Check that a judged page has each of its lines, as it stands."""
    lines = split_lines([page])
    assert lines.text == rows(page.text)
    assert [line.text for line in separate_page(page)] == lines.text


def read_raw(raw: bytes, name: str) -> list[Page]:
    opener = Opener()
    pages = []
    with contextlib.suppress(UnreadableError):
        pages.extend(opener.pages(io.BytesIO(raw), name, len(raw)))
    return pages


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_every_line_of_a_nasty_page_has_its_row(name: str, ending: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16", "big5"):
        raw = TEXTS[name].encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
        for page in read_raw(raw, f"a{ending}"):
            check(page)


@given(raw=st.binary(max_size=400) | st.text().map(lambda t: t.encode("utf-8", "surrogatepass")))
@pytest.mark.parametrize("ending", [*READABLE_TYPES, *(f".txt{p}" for p in PACKINGS), ".tgz", ".warc.gz"])
def test_any_bytes_are_pages_or_a_clear_refusal(ending: str, raw: bytes) -> None:
    for page in read_raw(raw, f"a{ending}"):
        assert split_lines([page]).text == rows(page.text)


def _valid() -> dict[str, bytes]:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.txt", GOOD)
        archive.writestr("b.jsonl", '{"text": "好"}')
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{GOOD}</p>".encode()
    warc = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.cn/\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
    )
    record = warc % (len(http), http)
    return {
        "a.zip": zipped.getvalue(),
        "a.warc": record,
        "a.warc.gz": gzip.compress(record),
        "a.txt.gz": gzip.compress(GOOD.encode()),
        "a.html": f"<div><p>{GOOD}</p></div>".encode("gb18030"),
        "a.csv": f'title,text\n题,"{GOOD}"\n'.encode(),
        "a.mhtml": b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>" + GOOD.encode(),
    }


VALID = _valid()


@pytest.mark.parametrize("name", VALID)
@given(data=st.data())
def test_changed_bytes_in_sound_files_are_pages_or_a_clear_refusal(name: str, data: st.DataObject) -> None:
    raw = bytearray(VALID[name])
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    for page in read_raw(bytes(raw[:cut]), name) + read_raw(bytes(raw), name):
        assert split_lines([page]).text == rows(page.text)


def test_bombs_beside_good_pages_are_named_and_the_good_pages_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(10):
        (folder / f"good{i}.txt").write_text(f"{GOOD}\n第{i}页。", encoding="utf-8")
    (folder / "zeros.txt.gz").write_bytes(gzip.compress(bytes(3_000_000)))
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(b"0" * 3_000_000))
    (folder / "line.txt").write_text("渡口的石阶，" * 20_000, encoding="utf-8")
    (folder / "open.html").write_text("".join(f"<p><b id={i}>x" for i in range(5_000)), encoding="utf-8")
    limits = ["--max-line", "10000", "--max-page", "200000", "--max-unpacked", "1"]
    words = ["clean", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1", "--lang", "en", *limits]
    assert main(words) == 0
    assert len(list((tmp_path / "out").glob("good*.txt"))) == 10
    told = capsys.readouterr().err
    for name in ("zeros.txt.gz", "rows.jsonl.gz", "open.html", "line.txt: too long"):
        assert name in told
