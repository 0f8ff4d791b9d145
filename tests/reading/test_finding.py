"""Folders with what may lie in them."""

import os
from pathlib import Path

import pytest

from analysis.reading.page_names import safe_name
from analysis.reading.pages import read_pages
from tests.reading.made_text import SENTENCE, names, reasons, write

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@POSIX
def test_pipes_links_in_circles_and_lost_links_are_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt=SENTENCE, sub__b_txt="二页")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    pages = read_pages(tmp_path)
    assert names(pages) == ["a.txt", "sub/b.txt"]
    assert reasons(pages) == {
        "pipe.txt": "special", "sub/up": "link", "lost.txt": "unreadable", "self.txt": "unreadable",
    }  # fmt: skip


@POSIX
def test_names_in_gbk_and_with_line_breaks_are_written_in_one_line_each(tmp_path: Path) -> None:
    for raw in ("茶馆.txt".encode("gb18030"), "茶馆.txt".encode(), b"a\nb.txt", b"a\rb.txt"):
        with open(os.fsencode(tmp_path) + b"/" + raw, "wb") as file:  # noqa: PTH123  # Path takes no bytes
            file.write(SENTENCE.encode())
    found = names(read_pages(tmp_path))
    assert sorted(found) == ["a\ufffdb.txt", "a\ufffdb~2.txt", "茶馆.txt", "茶馆~2.txt"]


def test_what_an_earlier_run_wrote_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt=SENTENCE, out__clean__a_txt="旧", out__run_json='{\n "boji": "0.1.0"}', mine__run_json="{}")
    write(tmp_path, mine__b_txt="二页")
    pages = read_pages(tmp_path)
    assert names(pages) == ["a.txt", "mine/b.txt"]
    assert reasons(pages) == {"out": "output", "mine/run.json#1": "no_field"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("a\0b\n.txt", "a\ufffdb\ufffd.txt"),
        ("..", "_"),
        ("", "_"),
    ],
)
def test_a_name_stays_below_its_folder(given: str, name: str) -> None:
    assert safe_name(given) == name


def test_a_name_no_file_system_takes_is_shortened_and_stays_its_own() -> None:
    one, two = (safe_name("长" * 300 + end + ".html") for end in "甲乙")
    assert one != two
    assert one.endswith("甲.html")
    assert max(len(part.encode()) for part in one.split("/")) < 200
