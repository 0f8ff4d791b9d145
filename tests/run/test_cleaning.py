import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.reading.page import Page, page_of
from analysis.run import cleaning
from analysis.run.cleaning import (
    CHUNK_PAGES,
    Clean,
    begin_clean,
    clean_name,
    clean_pages,
    clean_records,
    kept_text,
    write_clean,
)
from analysis.run.engine import Engine

TITLE = "摆渡人和他的四十七级石阶"
PROSE = (
    "渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。",
    "他说：&ldquo;石阶刷干净了，赶早市的人才不会滑倒。&rdquo;说这话的时候，船正好靠岸，一船的菜筐都湿着。",
    "过渡的孩子们轮流给石缝里的构树浇水，到了夏天，它已经高过了栏杆，叶子遮住了半级台阶。",
)
MENDED = (PROSE[0], PROSE[1].replace("&ldquo;", "“").replace("&rdquo;", "”"), PROSE[2])
ABOVE = ("首页 > 文化 > 正文", "字号：大 中 小")
BELOW = ("责任编辑：周亭", "分享到：微信 微博", "版权所有 云津县文化馆 备案号00000000")
TEXT = "\n".join([*ABOVE, *PROSE, *BELOW])


def page(name: str, *lines: str) -> Page:
    return Page(name, "\n".join(lines) or TEXT)


def records(*rows: object, repaired: bool = True) -> list[dict[str, Any] | None]:
    return list(clean_records([json.dumps(row, ensure_ascii=False) for row in rows], repaired))


# pages


@pytest.mark.parametrize(("repaired", "lines"), [(True, MENDED), (False, PROSE)])
def test_the_kept_lines_of_a_page_come_mended_or_as_they_stand(repaired: bool, lines: tuple[str, ...]) -> None:
    assert kept_text(page("a.txt"), repaired) == "".join(f"{line}\n" for line in lines)
    assert list(clean_pages([page("a.txt")], repaired)) == [Clean("a.txt", kept_text(page("a.txt"), repaired))]


def test_a_page_is_mended_unless_told_otherwise() -> None:
    assert kept_text(page("a.txt")) == kept_text(page("a.txt"), True)
    assert list(clean_pages([page("a.txt")])) == list(clean_pages([page("a.txt")], True))


def test_the_tags_of_html_are_heard() -> None:
    html = f"<div class=nav><a href=/>{ABOVE[0]}</a></div>" + "".join(f"<p>{line}</p>" for line in PROSE)
    assert kept_text(page_of(html, True, Page("a.html", ""))).split("\n")[:-1] == [
        line.replace("&ldquo;", "“").replace("&rdquo;", "”") for line in PROSE
    ]


def test_a_page_of_nothing_but_noise_is_empty() -> None:
    assert list(clean_pages([page("a.txt", "上一篇", "下一篇", "版权所有 云津县文化馆")])) == [Clean("a.txt", "")]


def many() -> list[Page]:
    return [
        page(f"{n:02d}.txt", *ABOVE, *PROSE, f"{n}号渡船今天照常开出，船上坐了一百个人。")
        for n in range(CHUNK_PAGES + 3)
    ]


def test_pages_come_in_their_order_whatever_the_jobs() -> None:
    cleaned = list(clean_pages(many()))
    assert [c.page for c in cleaned] == [p.name for p in many()]
    assert all(f"{n}号渡船" in c.text for n, c in enumerate(cleaned))
    assert list(clean_pages(many(), jobs=2)) == cleaned


def test_no_more_pages_are_read_than_needed() -> None:
    def endless() -> Iterator[Page]:
        n = 0
        while True:
            n += 1
            yield page(f"{n}.txt", "河水涨了。")

    cleaned = clean_pages(endless())
    assert [next(cleaned).page for _ in range(CHUNK_PAGES + 1)] == [f"{n}.txt" for n in range(1, CHUNK_PAGES + 2)]


# records


def test_the_text_is_replaced_and_all_else_stays() -> None:
    row = {"id": 7, "正文": TEXT, "tags": ["渡口", None], "date": "2031-05-04"}
    assert records(row) == [{**row, "正文": "\n".join(MENDED)}]
    assert records(row, repaired=False) == [{**row, "正文": "\n".join(PROSE)}]
    (cleaned,) = records(row)
    assert cleaned is not None
    assert list(cleaned) == list(row)


@pytest.mark.parametrize(
    "title", [TITLE, "渡口", f" {TITLE} \n 上 ", "石阶&amp;渡船", "摆渡人的石阶有多少级？47", "半\ud800个"]
)
@pytest.mark.parametrize("repaired", [True, False])
def test_the_title_is_not_repeated_in_the_text(title: str, repaired: bool) -> None:
    row = {"title": title, "text": TEXT}
    (cleaned,) = clean_records([json.dumps(row)], repaired)
    assert cleaned == {"title": title, "text": "\n".join(MENDED if repaired else PROSE)}


def test_a_title_that_the_text_says_itself_stays_in_the_text() -> None:
    (cleaned,) = records({"title": TITLE, "text": f"{TITLE}\n{TEXT}"})
    assert cleaned is not None
    assert cleaned["text"].count(TITLE) <= 1
    assert cleaned["text"].endswith("\n".join(MENDED))


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"text": TEXT, "content": "原文"}, "text"),
        ({"content": TEXT, "内容": "原文"}, "content"),
        ({"text": " \n", "body": TEXT}, "body"),
        ({"text": None, "content": 5, "内容": TEXT}, "内容"),
    ],
)
def test_the_first_field_that_holds_text_is_the_text(row: dict[str, object], field: str) -> None:
    assert records(row) == [{**row, field: "\n".join(MENDED)}]


def test_lines_that_are_no_record_with_text_are_none_in_their_place() -> None:
    good = json.dumps({"text": TEXT})
    lines = [good, "{broken", "[]", '"text"', "{}", '{"title": "甲"}', '{"text": " "}', '{"text": 5}', f"{good}\r\n"]
    assert [row is None for row in clean_records(lines)] == [False, *[True] * 7, False]


def test_blank_lines_are_no_records_and_chunks_leave_no_seam() -> None:
    rows = [json.dumps({"n": n, "text": "河水涨了。"}) for n in range(CHUNK_PAGES + 2)]
    assert [row and row["n"] for row in clean_records("\n\n".join(rows).split("\n"))] == list(range(CHUNK_PAGES + 2))


# streams


# files


@pytest.mark.parametrize(
    ("name", "taken", "written"),
    [
        ("a.txt", set(), "a.txt"),
        ("sub/a.html", set(), "sub/a.txt"),
        ("a.html", {"a.txt"}, "a.html.txt"),
        ("a", set(), "a.txt"),
        ("b/c.jsonl#12", set(), "b/c.jsonl#12.txt"),
        ("第#1章.md", set(), "第#1章.txt"),
        ("3.5号码头.md", set(), "3.5号码头.txt"),
    ],
)
def test_clean_text_goes_by_the_page_s_own_name(name: str, taken: set[str], written: str) -> None:
    assert clean_name(name, taken) == written


def test_kept_text_is_written_below_a_folder_and_no_page_takes_another_s_name(tmp_path: Path) -> None:
    names = ["a.html", "a.txt", "b.jsonl#1", "b.jsonl#2", "sub/a.txt"]
    assert write_clean(((name, f"{name}\n河水\n") for name in names), tmp_path / "new") == 5
    written = {p.relative_to(tmp_path / "new").as_posix(): p.read_bytes() for p in (tmp_path / "new").rglob("*.txt")}
    assert written == {
        "a.txt": "a.html\n河水\n".encode(),
        "a.txt.txt": "a.txt\n河水\n".encode(),
        "b.jsonl#1.txt": "b.jsonl#1\n河水\n".encode(),
        "b.jsonl#2.txt": "b.jsonl#2\n河水\n".encode(),
        "sub/a.txt": "sub/a.txt\n河水\n".encode(),
    }


def test_other_processes_write_the_same_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "CHUNK_FILES", 2)
    texts = [(name, f"{name}\n河水\n") for name in ("a.html", "a.txt", "b.jsonl#1", "b.jsonl#2", "sub/a.txt")]
    write_clean(texts, tmp_path / "here")
    with Engine(2) as engine:
        assert [part.result() for part in begin_clean(texts, tmp_path / "there", engine)] == [2, 2, 1]
    here, there = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.txt")}
        for folder in (tmp_path / "here", tmp_path / "there")
    )
    assert there == here


def test_no_pages_write_nothing(tmp_path: Path) -> None:
    assert write_clean([], tmp_path / "new") == 0
    assert not (tmp_path / "new").exists()
