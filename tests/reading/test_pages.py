import gzip
import hashlib
import math
import os
from pathlib import Path

import pytest

from analysis.reading.decoding import UnreadableError
from analysis.reading.page import MOST_TITLE, Page, page_of, record_page
from analysis.reading.pages import read_pages
from analysis.reading.tags import NAMES
from analysis.reading.types import type_of
from tests.reading.made_text import SENTENCE, names, reasons, write

# finding


def test_an_empty_folder_holds_no_pages(tmp_path: Path) -> None:
    pages = read_pages(tmp_path)
    assert list(pages) == []
    assert pages.skipped == []


@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.txt"])
def test_a_path_that_matches_nothing_is_an_error(tmp_path: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_pages(tmp_path / path)


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="at least one"):
        read_pages()


def test_pages_are_named_below_their_folder_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, b_txt="乙", sub__c_TXT="丙", a_md="甲")
    assert names(read_pages(tmp_path)) == ["a.md", "b.txt", "sub/c.TXT"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲", _git__b_txt="乙", _c_txt="丙")
    assert names(read_pages(tmp_path)) == ["a.txt"]


def test_a_file_and_a_pattern_give_file_names(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲", sub__b_txt="乙", sub__c_md="丙")
    assert names(read_pages(tmp_path / "a.txt", tmp_path / "sub" / "*.txt")) == ["a.txt", "b.txt"]


def test_a_file_given_twice_is_one_page(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲")
    assert names(read_pages(tmp_path, tmp_path / "a.txt", tmp_path)) == ["a.txt"]


def test_names_that_collide_get_their_folders_in_front(tmp_path: Path) -> None:
    write(tmp_path, one__a_txt="甲", two__a_txt="乙", two__b_txt="丙")
    pages = list(read_pages(tmp_path / "one", tmp_path / "two"))
    assert {page.name: page.text for page in pages} == {"b.txt": "丙", "one/a.txt": "甲", "two/a.txt": "乙"}


def test_the_order_of_folders_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, one__a_txt="甲", two__a_txt="乙", two__b_txt="丙")
    one, two = tmp_path / "one", tmp_path / "two"
    assert list(read_pages(one, two)) == list(read_pages(two, one))


@pytest.mark.parametrize(
    ("names", "most"),
    [
        (["a.txt", "b.html.gz", "c.srt", "d.mht"], 4),
        (["a.txt", "b.jsonl"], math.inf),
        (["a.zip"], math.inf),
        (["a"], math.inf),
    ],
)
def test_how_many_pages_there_can_be_is_known_where_each_file_is_one(
    tmp_path: Path, names: list[str], most: float
) -> None:
    for name in names:
        (tmp_path / name).write_text("甲", encoding="utf-8")
    assert read_pages(tmp_path).most() == most
    assert read_pages(tmp_path, ["乙"]).most() == math.inf


@pytest.mark.parametrize(
    ("name", "kind"), [("a.txt", ".txt"), ("a.b.HTML", ".html"), ("a.jsonl.gz", ".jsonl"), ("a.GZ", ".gz"), ("a", "")]
)
def test_the_type_is_the_ending_below_gz(name: str, kind: str) -> None:
    assert type_of(name)[0] == kind


# reading


def test_a_page_knows_its_encoding_and_the_hash_of_its_file(tmp_path: Path) -> None:
    raw = SENTENCE.encode("gb18030")
    pages = read_pages(write(tmp_path, a_txt=raw))
    digest = hashlib.sha256(raw).hexdigest()
    assert list(pages) == [Page("a.txt", SENTENCE, "gb18030", digest)]
    assert pages.inputs == {"a.txt": digest}


def test_gzip_is_unpacked_and_hashed_as_it_lies_on_disk(tmp_path: Path) -> None:
    raw = gzip.compress(SENTENCE.encode())
    [page] = read_pages(write(tmp_path, a_txt_gz=raw))
    assert (page.name, page.text, page.sha256) == ("a.txt.gz", SENTENCE, hashlib.sha256(raw).hexdigest())


def test_html_is_flattened_and_its_title_declared(tmp_path: Path) -> None:
    [page] = read_pages(write(tmp_path, a_html=f"<title>老茶馆</title><nav>首页</nav><p>{SENTENCE}</p>"))
    assert (page.text, page.title, page.titled) == (f"首页\n{SENTENCE}", "老茶馆", False)


def test_of_a_title_without_end_the_beginning_is_kept(tmp_path: Path) -> None:
    endless = "渡口" * MOST_TITLE
    [page] = read_pages(write(tmp_path, a_html=f"<title>{endless}</title><p>{SENTENCE}</p>"))
    assert page.title == endless[:MOST_TITLE]
    record = record_page({"title": endless, "text": SENTENCE}, page)
    assert (record.title, record.text) == (endless[:MOST_TITLE], f"{endless}\n{SENTENCE}")


def test_every_line_end_becomes_a_newline(tmp_path: Path) -> None:
    [page] = read_pages(write(tmp_path, a_txt="甲\r\n乙\r丙\n"))
    assert page.text == "甲\n乙\n丙\n"


def test_one_line_of_two_megabytes_is_read_whole(tmp_path: Path) -> None:
    giant = "河水" * 350_000
    [page] = read_pages(write(tmp_path, a_txt=giant))
    assert len(giant.encode()) > 2_000_000
    assert page.text == giant


def test_the_bad_files_are_counted_and_named_and_the_others_read(tmp_path: Path) -> None:
    pages = read_pages(
        write(
            tmp_path,
            a_txt=SENTENCE,
            binary_txt=bytes(range(256)) * 8,
            blank_txt=" \n\t\n",
            empty_txt=b"",
            gzip_txt_gz=gzip.compress(SENTENCE.encode())[:-9],
            nogzip_txt_gz=b"no gzip",
            picture_png=b"\x89PNG\r\n\x1a\n",
            script_html="<script>var a</script>",
        )
    )
    assert names(pages) == ["a.txt"]
    assert reasons(pages) == {
        "binary.txt": "binary",
        "blank.txt": "empty",
        "empty.txt": "empty",
        "gzip.txt.gz": "packed",
        "nogzip.txt.gz": "packed",
        "picture.png": "unsupported",
        "script.html": "empty",
    }


def test_a_file_that_vanished_is_counted(tmp_path: Path) -> None:
    pages = read_pages(write(tmp_path, a_txt="甲", b_txt="乙"))
    (tmp_path / "a.txt").unlink()
    assert names(pages) == ["b.txt"]
    assert reasons(pages) == {"a.txt": "unreadable"}


def test_a_second_iteration_counts_afresh(tmp_path: Path) -> None:
    pages = read_pages(write(tmp_path, a_txt="甲", b_png=b"x"))
    assert list(pages) == list(pages)
    assert len(pages.skipped) == 1
    assert list(pages.inputs) == ["a.txt", "b.png"]


# pages of text and of HTML


def test_text_keeps_its_blank_lines_and_has_no_tags_to_tell_of() -> None:
    like = Page("a.txt", "", "gb18030", "f0")
    page = page_of(f"渡船\r\n\r\n{SENTENCE}", False, like)
    assert page == Page("a.txt", f"渡船\n\n{SENTENCE}", "gb18030", "f0")
    assert page.markup is None


def test_html_is_flattened_with_a_row_of_markup_for_each_line() -> None:
    html = f"<title>渡船 停航\n三日</title><nav><a href=/>首页</a></nav><p>{SENTENCE}<p>雨还在下。"
    page = page_of(html, True, Page("a.html", "", "big5hkscs", "f0"))
    assert page == Page("a.html", f"首页\n{SENTENCE}\n雨还在下。", "big5hkscs", "f0", "渡船 停航 三日", False)
    assert page.markup is not None
    assert page.markup.shape == (3, len(NAMES))
    assert page.markup[:, NAMES.index("html_linked")].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "html", "detail"), [(" \n\t", False, ""), ("", True, ""), ("<script>var 河 = 1</script>", True, "HTML")]
)
def test_what_shows_nothing_is_unreadable(text: str, html: bool, detail: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        page_of(text, html, Page("a", ""))
    assert caught.value.args == ("empty", detail)


def test_a_lengthened_name_never_takes_another_page_s_own(tmp_path: Path) -> None:
    for folder in ("a", "b", "c/a"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.txt").write_text(f"在{folder}里的一页", encoding="utf-8")
    pages = list(read_pages(*(tmp_path / f for f in "abc")))
    assert len({p.name for p in pages}) == len(pages) == 3


def test_overlapping_arguments_name_a_page_alike_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "y.txt").write_text("一页", encoding="utf-8")
    one, two = tmp_path, tmp_path / "sub" / "y.txt"
    assert [p.name for p in read_pages(one, two)] == [p.name for p in read_pages(two, one)] == ["sub/y.txt"]


def test_what_lies_below_a_folder_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, a_txt="一页", out__b_txt="二页")
    assert names(read_pages(tmp_path).without(tmp_path / "out")) == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file names of raw bytes")
def test_a_file_name_in_another_encoding_can_be_written(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "云平.txt".encode("gb18030")
    with open(raw, "wb") as file:  # noqa: PTH123  # Path takes no bytes
        file.write("一页".encode())
    (page,) = read_pages(tmp_path)
    assert page.name.endswith(".txt")
    page.name.encode("utf-8")
