"""Pages that are handed in."""

import gc
import gzip
import io
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import BojiError
from analysis.reading import given as given_module
from analysis.reading import opening
from analysis.reading.page import Page
from analysis.reading.pages import Pages, read_pages
from tests.fuzz.nasties import files
from tests.reading.made_text import SENTENCE, reasons


def texts(pages: Pages) -> dict[str, str]:
    return {page.name: page.text for page in pages}


def test_texts_are_numbered_and_pairs_go_by_their_names() -> None:
    assert texts(read_pages([SENTENCE, "二"])) == {"pages#1": SENTENCE, "pages#2": "二"}
    pages = read_pages([("a.txt", SENTENCE), ("a.txt", "二"), ("../b", "三"), ("c", " ")])
    assert texts(pages) == {"a.txt": SENTENCE, "a~2.txt": "二", "b": "三"}
    assert [(s.name, s.detail) for s in pages.cut] == [("a~2.txt", "a.txt"), ("b", "../b")]
    assert reasons(pages) == {"pages#4": "empty"}


def test_dicts_and_frames_are_records() -> None:
    rows = [{"title": "题", "text": SENTENCE}, {"text": None}, {"content": "二"}]
    wanted = {"pages#1": f"题\n{SENTENCE}", "pages#3": "二"}
    assert texts(read_pages(rows)) == wanted
    pages = read_pages(pd.DataFrame(rows))
    assert texts(pages) == texts(pages) == wanted
    assert reasons(pages) == {"pages#2": "empty"}


def test_pages_come_as_they_are() -> None:
    page = Page("x", "一页")
    assert list(read_pages([page])) == [page]


def test_an_iterator_is_read_once() -> None:
    pages = read_pages(text for text in [SENTENCE])
    assert len(list(pages)) == 1
    with pytest.raises(BojiError, match="read already"):
        list(pages)


@pytest.mark.parametrize("bad", [5, None])
def test_what_is_no_page_is_refused_with_its_type(bad: object) -> None:
    with pytest.raises(BojiError, match=type(bad).__name__):
        list(read_pages([bad]))
    with pytest.raises(BojiError, match=type(bad).__name__):
        read_pages(bad)  # type: ignore[arg-type]


def test_a_list_of_paths_is_no_list_of_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    for path in (tmp_path / "a.txt", str(tmp_path / "a.txt")):
        with pytest.raises(BojiError, match=r"read_pages\(\*paths\)"):
            list(read_pages([path]))


def test_open_files_are_read_as_often_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "甲"}\n', encoding="utf-8")
    with (tmp_path / "a.jsonl").open("rb") as file:
        pages = read_pages(file)
        assert texts(pages) == texts(pages) == {"a.jsonl#1": "甲"}
    assert list(pages.inputs) == ["a.jsonl"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (SENTENCE.encode("gb18030"), "stdin.txt"),
        (f"<p>{SENTENCE}</p>".encode(), "stdin.html"),
        (f'{{"text": "{SENTENCE}"}}'.encode(), "stdin.jsonl#1"),
        (gzip.compress(f'{{"text": "{SENTENCE}"}}'.encode()), "stdin.jsonl.gz#1"),
    ],
)
def test_the_standard_input_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch, raw: bytes, name: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert texts(read_pages("-")) == {name: SENTENCE}


@pytest.mark.parametrize("kind", ["a.jsonl.zst", "a.zip.xz", "a.parquet", "a.txt.gz", "a.xlsx"])
def test_a_packed_stream_is_read_as_often_as_it_is_asked_and_closed_with_its_pages(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (given_module, opening):
        monkeypatch.setattr(module, "IN_MEMORY", 10)  # so that all lies on disk
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        pages = read_pages(io.BytesIO(files()[kind]))
        next(iter(pages))
        first = [page.text for page in pages]
        assert first == [page.text for page in pages]
        assert first
        del pages
        gc.collect()
    assert [one for one in told if one.category is ResourceWarning] == []
