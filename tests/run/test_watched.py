"""A page that hangs, crashes or breaks its reader is named, and all others are read."""

from __future__ import annotations

import ctypes
import io
import json
import os
import time
from collections.abc import Mapping
from multiprocessing import active_children
from pathlib import Path

import pytest

from analysis.errors import BojiError
from analysis.reading.limits import Limits
from analysis.reading.page import Page, Skipped
from analysis.reading.pages import Pages, read_pages
from analysis.reading.records import Fields
from analysis.run import reader
from analysis.run.cli import main
from analysis.run.watched import Watched
from tests.paths import SEEDS
from tests.reading.made_text import SENTENCE

POSIX = pytest.mark.skipif(os.name == "nt", reason="the C functions are those of POSIX")
SECONDS = Limits(seconds=1)


def hang() -> None:
    """Wait inside C, with the lock of the interpreter held, so that nothing in this process can go on."""
    ctypes.PyDLL(None).sleep(600)


def fail() -> None:
    raise ZeroDivisionError("made")


class Traps(Fields):
    """Fields that do harm where a record says so; the other process gets them as they are."""

    def text_of(self, row: Mapping[str, object]) -> str:
        {"hang": hang, "crash": os.abort, "fault": fail}.get(str(row["text"]), bool)()
        return super().text_of(row)

    def id_of(self, row: Mapping[str, object]) -> str:
        {"hang": hang, "crash": os.abort, "fault": fail}.get(str(row.get("id")), bool)()
        return super().id_of(row)


def folder_of(folder: Path, **rows: list[dict[str, str]]) -> Path:
    for name, own in rows.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, own)), encoding="utf-8")
    return folder


def trapped(folder: Path) -> Watched:
    return Watched.of(read_pages(folder, limits=SECONDS, fields=Traps()))


def names(pages: Pages) -> list[str]:
    return [page.name for page in pages]


def test_another_process_reads_the_same_pages_and_says_the_same_of_them() -> None:
    given = read_pages(SEEDS, limits=Limits(line=40))
    watched = Watched.of(given)
    for _ in range(2):
        assert list(watched) == list(given)
        assert (watched.skipped, watched.cut, watched.inputs) == (given.skipped, given.cut, given.inputs)
    assert len(given.cut) > 5


@POSIX
@pytest.mark.parametrize(
    ("trap", "detail"), [("hang", "> 1 s"), ("crash", "exit code -6"), ("fault", "ZeroDivisionError: made")]
)
def test_a_page_that_ends_its_reader_is_named_and_all_others_are_read(tmp_path: Path, trap: str, detail: str) -> None:
    rows = [{"text": text} for text in (SENTENCE, trap, "二", trap)]
    pages = trapped(folder_of(tmp_path, a=[{"text": "前"}], b=rows, c=[{"text": "后"}]))
    reason = "time" if trap == "hang" else trap
    for _ in range(2):
        assert names(pages) == ["a.jsonl#1", "b.jsonl#1", "b.jsonl#3", "c.jsonl#1"]
        assert pages.skipped == [Skipped(f"b.jsonl#{i}", reason, detail) for i in (2, 4)]
        assert list(pages.inputs) == ["a.jsonl", "b.jsonl", "c.jsonl"]


@POSIX
@pytest.mark.parametrize(("trap", "reason"), [("hang", "time"), ("crash", "crash"), ("fault", "fault")])
def test_a_container_that_ends_its_reader_between_pages_is_read_up_to_there(
    tmp_path: Path, trap: str, reason: str
) -> None:
    rows = [{"text": SENTENCE}, {"text": "二"}, {"text": "三", "id": trap}, {"text": "四"}]
    pages = trapped(folder_of(tmp_path, a=rows, b=[{"text": "后"}]))
    for _ in range(2):
        assert names(pages) == ["a.jsonl#1", "a.jsonl#2", "b.jsonl#1"]
        assert [(s.name, s.reason) for s in pages.skipped] == [("a.jsonl", reason)]


def test_time_runs_only_while_pages_are_waited_for(tmp_path: Path) -> None:
    rows = [{"text": SENTENCE * 3_000}] * 9  # more than a pipe holds
    pages = Watched.of(read_pages(folder_of(tmp_path, a=rows), limits=SECONDS))
    read = 0
    for _ in pages:
        read += 1
        time.sleep(2 if read == 1 else 0)
    assert (read, pages.skipped) == (9, [])


def test_a_walk_that_is_given_up_leaves_no_process(tmp_path: Path) -> None:
    others = set(active_children())  # of tests before
    pages = Watched.of(read_pages(folder_of(tmp_path, a=[{"text": SENTENCE}] * 9)))
    walk = iter(pages)
    next(walk)
    assert len(set(active_children()) - others) == 1
    walk.close()
    assert set(active_children()) <= others
    assert names(pages) == [f"a.jsonl#{i}" for i in range(1, 10)]


def test_pages_that_nobody_asks_for_leave_no_process(tmp_path: Path) -> None:
    others = set(active_children())
    pages = Watched.of(read_pages(folder_of(tmp_path, a=[{"text": SENTENCE}])))
    [process] = set(active_children()) - others
    del pages
    process.join(10)
    assert process.exitcode is not None


def test_the_standard_input_is_read_by_another_process_too() -> None:
    pages = Watched.of(read_pages(io.BytesIO(f"<p>{SENTENCE}</p>".encode())))
    assert [(page.name, page.text) for page in pages] == [("stream.html", SENTENCE)]


def test_what_was_handed_in_is_this_process_s_own() -> None:
    with pytest.raises(BojiError, match="got Handed"):
        Watched.of(read_pages([SENTENCE]))


def test_long_pages_are_judged_on_trial_and_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr("analysis.run.cleaning.kept_text", lambda page: tried.append(page.name))
    pages = [Page("short", SENTENCE), Page("long", "长" * reader.LONG)]
    assert list(reader._tried(pages, reader.Board(reader.State(), {}))) == pages
    assert tried == ["long"]


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_names_a_page_over_its_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setattr("analysis.run.commands.Fields", lambda *_: Traps())
    folder_of(tmp_path, a=[{"text": SENTENCE}, {"text": "hang"}, {"text": SENTENCE}])
    words = ["clean", str(tmp_path), "--out", str(tmp_path / "out"), "--max-seconds", "1", "--jobs", jobs]
    assert main([*words, "--lang", "en"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl#1.txt", "a.jsonl#3.txt"]
    assert "a.jsonl#2: took too long (--max-seconds) (> 1 s)" in capsys.readouterr().err
