"""`boji clean`, and `--as-is` of the other commands, as a user gets them."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.run.cli import main
from tests.paths import SEEDS

PAGES = SEEDS / "pages"
PROSE = (
    "渡口的石阶一共四十七级，每年开春，守渡人都要把它们从上到下刷一遍，刷完再撒一层细沙。",
    "他说：&ldquo;石阶刷干净了，赶早市的人才不会滑倒。&rdquo;说这话的时候，船正好靠岸，一船的菜筐都湿着。",
    "过渡的孩子们轮流给石缝里的构树浇水，到了夏天，它已经高过了栏杆，叶子遮住了半级台阶。",
)
ABOVE = ("首页 > 文化 > 正文", "字号：大 中 小")
BELOW = ("责任编辑：周亭", "分享到：微信 微博", "版权所有 云津县文化馆 备案号00000000")
TEXT = "\n".join([*ABOVE, *PROSE, *BELOW])
AS_IS = "\n".join(PROSE) + "\n"
KEPT = AS_IS.replace("&ldquo;", "“").replace("&rdquo;", "”")
HTML = "<!DOCTYPE html><title>渡口</title><div class=content>{}</div><div class=footer>{}</div>".format(
    *("".join(f"<p>{line}</p>" for line in lines) for lines in (PROSE, BELOW))
)
RECORD = {"id": 5, "title": "守渡人", "text": TEXT}


class Done(NamedTuple):
    code: int
    out: str
    err: str


Boji = Callable[..., Done]


@pytest.fixture
def boji(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Boji:
    def call(*words: object, stdin: str | bytes = b"") -> Done:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode("utf-8")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
        code = main([*map(str, words), "--lang", "en", "--jobs", "1"])
        return Done(code, *capsys.readouterr())

    return call


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.html").write_text(HTML, encoding="utf-8")
    (folder / "a.txt").write_bytes(TEXT.encode("gb18030"))
    (folder / "b.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{broken\n", encoding="utf-8")
    (folder / "sub" / "c.md").write_text(TEXT, encoding="utf-8")
    return folder


# files and folders


def test_a_folder_is_cleaned_into_a_folder(boji: Boji, pages: Path, tmp_path: Path) -> None:
    done = boji("clean", pages, "--out", tmp_path / "out")
    assert (done.code, done.out) == (0, "")
    assert "1 file or record skipped" in done.err
    assert "b.jsonl#2" in done.err
    written = {p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert sorted(written) == ["a.txt", "a.txt.txt", "b.jsonl#1.txt", "sub/c.txt"]
    assert {p.read_text(encoding="utf-8") for p in written.values()} == {KEPT}


def test_what_was_written_into_the_folder_is_no_page_of_the_next_run(boji: Boji, pages: Path) -> None:
    for _ in range(2):
        assert boji("clean", pages, "--out", pages / "out").code == 0
    assert len([p for p in (pages / "out").rglob("*") if p.is_file()]) == 4


def test_a_folder_is_cleaned_to_stdout_a_blank_line_between_pages(boji: Boji, pages: Path) -> None:
    done = boji("clean", pages)
    assert done.code == 0
    assert done.out == f"{KEPT}\n" * 4
    assert "1 file or record skipped" in done.err


def test_a_folder_is_cleaned_to_records(boji: Boji, pages: Path) -> None:
    done = boji("clean", pages, "--jsonl")
    names = ["a.html", "a.txt", "b.jsonl#1", "sub/c.md"]
    assert [json.loads(line) for line in done.out.splitlines()] == [{"page": name, "text": KEPT} for name in names]
    assert "渡口" in done.out


def test_files_come_as_they_stand_if_asked(boji: Boji, pages: Path, tmp_path: Path) -> None:
    assert boji("clean", pages / "a.txt", "--as-is").out == f"{AS_IS}\n"
    boji("clean", pages / "a.txt", "--as-is", "--out", tmp_path / "out")
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == AS_IS


# streams


@pytest.mark.parametrize("words", [[], ["-"]])
def test_text_from_stdin_goes_to_stdout(boji: Boji, words: list[str]) -> None:
    assert boji("clean", *words, stdin=TEXT) == Done(0, KEPT, "")


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("gb18030"),
        b"\xef\xbb\xbf" + TEXT.encode(),
        f"\n \r\n{TEXT}".replace("\n", "\r\n").encode(),
        TEXT.encode("utf-16"),
    ],
)
def test_text_from_stdin_is_decoded_like_a_file(boji: Boji, raw: bytes) -> None:
    assert boji("clean", stdin=raw) == Done(0, KEPT, "")


@pytest.mark.parametrize("words", [[], ["--input", "html"]])
def test_html_from_stdin_is_flattened(boji: Boji, words: list[str]) -> None:
    assert boji("clean", *words, stdin=HTML) == Done(0, KEPT, "")
    short = "<!DOCTYPE html><meta charset=big5><title>茶館開門。2031</title><h1>茶館開門。2031</h1>"
    assert boji("clean", *words, stdin=short.encode("big5")) == Done(0, "茶館開門。2031\n", "")


@pytest.mark.parametrize("words", [[], ["--input", "jsonl"], ["--jsonl"]])
def test_records_from_stdin_stay_records(boji: Boji, words: list[str]) -> None:
    rows = [RECORD, {"内容": TEXT}]
    done = boji("clean", *words, stdin="\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    assert done.code == 0
    text = KEPT.rstrip("\n")
    assert [json.loads(line) for line in done.out.splitlines()] == [{**RECORD, "text": text}, {"内容": text}]
    assert "渡口" in done.out


@pytest.mark.parametrize("words", [[], ["--input", "json"]])
@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_from_stdin_gives_records(boji: Boji, words: list[str], indent: int | None) -> None:
    rows = [RECORD, 5, {"内容": f"<p>{PROSE[0]}</p><p>{PROSE[2]}</p>"}]
    done = boji("clean", *words, stdin=json.dumps(rows, ensure_ascii=False, indent=indent).encode("gb18030"))
    text = KEPT.rstrip("\n")
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {**RECORD, "text": text},
        {"内容": f"{PROSE[0]}\n{PROSE[2]}"},
    ]
    assert "1 line skipped" in done.err


def test_what_stdin_holds_may_be_said(boji: Boji) -> None:
    html = f"<p>{PROSE[0]}<p>{PROSE[2]}"
    assert boji("clean", "--input", "html", stdin=html).out == f"{PROSE[0]}\n{PROSE[2]}\n"
    assert "<p>" in boji("clean", "--input", "text", stdin=HTML).out
    assert "{" in boji("clean", "--input", "text", stdin=f"{{渡口}}：{PROSE[0]}\n{PROSE[2]}").out
    assert boji("clean", "--input", "jsonl", stdin=TEXT).out == ""


def test_text_from_stdin_may_become_a_record(boji: Boji) -> None:
    assert json.loads(boji("clean", "--jsonl", stdin=TEXT).out) == {"page": "-", "text": KEPT}


def test_streams_come_as_they_stand_if_asked(boji: Boji) -> None:
    assert boji("clean", "--as-is", stdin=TEXT).out == AS_IS
    assert json.loads(boji("clean", "--as-is", stdin=json.dumps(RECORD)).out)["text"] == AS_IS.rstrip("\n")


def test_lines_that_are_no_records_are_counted(boji: Boji) -> None:
    good = json.dumps(RECORD)
    done = boji("clean", stdin=f'{good}\n{{broken\n\n{{"title": "甲"}}\n{good}\n')
    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    assert done.err == "2 lines skipped: no JSON object with a text field\n"


# refusals


def test_a_stream_has_no_folder(boji: Boji, tmp_path: Path) -> None:
    done = boji("clean", "--out", tmp_path / "out", stdin=TEXT)
    assert (done.code, done.out) == (1, "")
    assert "leave out --out" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [[], ["--out", "{out}"]])
def test_a_folder_without_a_readable_page_is_refused(boji: Boji, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    done = boji("clean", tmp_path, *(w.format(out=tmp_path / "out") for w in words))
    assert (done.code, done.out) == (1, "")
    assert "picture.png: type not supported" in done.err
    assert "no readable page" in done.err


@pytest.mark.parametrize(
    ("raw", "said"), [(b"", "holds no text"), (b" \n\n", "holds no text"), (bytes(range(256)) * 9, "is binary")]
)
def test_a_stream_without_text_is_refused(boji: Boji, raw: bytes, said: str) -> None:
    done = boji("clean", stdin=raw)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


def test_a_path_that_is_not_there_and_a_file_in_the_folder_s_place_are_refused(boji: Boji, pages: Path) -> None:
    assert "nowhere not found" in boji("clean", pages / "nowhere").err
    done = boji("clean", pages, "--out", pages / "a.txt")
    assert done.code == 1
    assert "is a file, give a folder" in done.err
    assert (pages / "a.txt").read_bytes() == TEXT.encode("gb18030")


def test_an_unknown_kind_of_input_is_wrong_use(boji: Boji) -> None:
    with pytest.raises(SystemExit) as caught:
        boji("clean", "--input", "pdf", stdin=TEXT)
    assert caught.value.code == 2


# a reader that has seen enough


@pytest.mark.parametrize(("n_records", "n_read", "jobs"), [(1, 0, 1), (1, 1, 1), (40, 0, 1), (40, 1, 1), (40, 1, 2)])
def test_output_that_is_closed_early_ends_the_command_quietly(n_records: int, n_read: int, jobs: int) -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "analysis", "clean", "--lang", "en", "--jobs", str(jobs)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env=buffered, **pipes) as process:
        assert process.stdin and process.stdout and process.stderr
        if not n_read:
            process.stdout.close()
        process.stdin.write((json.dumps(RECORD) + "\n").encode() * n_records)
        process.stdin.close()
        if n_read:
            assert json.loads(process.stdout.readline())["id"] == RECORD["id"]
            process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


# the other commands


def test_a_run_and_a_model_leave_the_text_as_it_stands_if_asked(boji: Boji, pages: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "out", pages / "a.txt"
    assert boji("run", page, PAGES / "zhiyuan", "--out", out, "--topics", 2, "--as-is").code == 0
    assert (out / "clean" / "a.txt").read_text(encoding="utf-8") == AS_IS
    for words, kept in (["--as-is"], AS_IS), ([], KEPT):
        assert boji("apply", out / "model", page, "--out", tmp_path / "new", *words).code == 0
        assert (tmp_path / "new" / "clean" / "a.txt").read_text(encoding="utf-8") == kept


def test_a_run_mends_the_text_unless_told_otherwise(boji: Boji, pages: Path, tmp_path: Path) -> None:
    assert boji("run", pages / "a.txt", PAGES / "zhiyuan", "--out", tmp_path / "out", "--topics", 2).code == 0
    assert (tmp_path / "out" / "clean" / "a.txt").read_text(encoding="utf-8") == KEPT
    assert "&ldquo;" in (tmp_path / "out" / "lines.csv").read_text(encoding="utf-8-sig")
