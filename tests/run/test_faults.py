"""What may happen to a run from outside: a full disk, a folder that is not ours, signals, an earlier run's files."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.run.cli import main
from analysis.run.staging import LOCK, NEW
from tests.benchmarks.kills import Bench, Kills, files_of, make_pages
from tests.paths import ROOT

COMMAND = [sys.executable, "-m", "analysis"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pages(tmp_path_factory.mktemp("faults") / "pages", 8)


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "out"
    assert main(words(pages, out)) == 0
    return out


def words(pages: Path, out: Path, *more: str, lang: str = "en") -> list[str]:
    made = ["run", str(pages), "--out", str(out), "--topics", "2", "--figures", "none", "--jobs", "1", "--lang", lang]
    return [*made, *more]


def started(command: list[str], before: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    how = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "preexec_fn": before}
    return subprocess.Popen([*COMMAND, *command], **how)  # type: ignore[call-overload]


def half_written(out: Path) -> list[str]:
    return [path.name for path in out.rglob("*") if path.name.startswith(".")] if out.exists() else []


def interruptible() -> None:
    """Hear an interrupt also where the tests run in a shell's background, which takes it from all it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def small_files() -> None:
    """Let no file grow beyond 20 kB, as on a disk that is full there; the signal that would end the process is left."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_disk_that_is_full_is_said_and_nothing_is_left(pages: Path, tmp_path: Path, lang: str) -> None:
    out = tmp_path / "out"
    running = started(words(pages, out, lang=lang), small_files)
    told = running.communicate(timeout=120)[1]
    assert running.returncode == 1
    assert ("make room and run again" if lang == "en" else "腾出空间后重新运行") in told
    assert "Traceback" not in told
    assert not (out / "run.json").exists()
    assert half_written(out) == []


def test_a_full_disk_leaves_the_earlier_results_as_they_were(pages: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(words(pages, out, "--noise")) == 0
    before = files_of(out)
    running = started(words(pages, out), small_files)
    running.communicate(timeout=120)
    assert running.returncode == 1
    assert files_of(out) == before
    assert main(words(pages, out, "--resume")) == 0
    assert files_of(out) == files_of(whole)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    running = started(words(pages, tmp_path / "out"))
    told = running.communicate(timeout=120)[1]
    assert running.returncode == 1
    assert "may not be written or read" in told


@pytest.mark.parametrize(
    ("code", "said"),
    [(13, "may not be written or read"), (30, "may not be written or read"), (28, "make room and run again")],
)
def test_what_the_system_refuses_is_said_with_what_to_do(
    pages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    said: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(tmp_path / "out"))

    monkeypatch.setattr("analysis.run.staging._locked", refuse)
    assert main(words(pages, tmp_path / "out")) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_run_with_a_word_and_nothing_half_written(pages: Path, tmp_path: Path, sent: int) -> None:
    out = tmp_path / "out"
    running = started(words(pages, out), interruptible)
    until = time.monotonic() + 60
    while not (out / LOCK).exists() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.2)  # a signal before the new file is held leaves it behind, empty; the next run takes it
    running.send_signal(sent)
    told = running.communicate(timeout=120)[1]
    assert running.returncode == 130
    assert "stopped" in told
    assert "--resume" in told
    assert "Traceback" not in told
    assert not (out / "run.json").exists()
    assert half_written(out) == []


def test_a_run_that_was_killed_is_resumed_to_the_same_bytes(pages: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = started(words(pages, out))
    until = time.monotonic() + 60
    while not (out / NEW).exists() and time.monotonic() < until:
        time.sleep(0.001)
    running.kill()
    running.communicate()
    assert not (out / "run.json").exists()
    assert main(words(pages, out, "--resume")) == 0
    assert files_of(out) == files_of(whole)
    assert half_written(out) == []


def test_stale_files_are_not_mixed_with_new_ones(pages: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    more = make_pages(tmp_path / "more", 11)
    assert main(words(more, out)) == 0
    assert (out / "clean/9.txt").exists()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(words(pages, out)) == 0
    assert files_of(out) == files_of(whole) | {"mine.txt": b"mine"}


def test_results_inside_the_input_are_not_read_as_input(tmp_path: Path, whole: Path) -> None:
    pages = make_pages(tmp_path / "pages", 8)
    for _ in range(2):
        assert main(words(pages, pages / "out")) == 0
    facts = json.loads((pages / "out/run.json").read_text(encoding="utf-8"))
    assert facts["counts"]["pages"] == json.loads((whole / "run.json").read_text(encoding="utf-8"))["counts"]["pages"]
    assert not [name for name in facts["inputs"] if name.startswith("out/")]


def test_the_kills_are_compared(tmp_path: Path) -> None:
    """The program that kills runs is itself looked at: what differs is seen."""
    kills = Kills(Bench(tmp_path), 0, {})
    (tmp_path / "lines.csv").write_bytes(b"half")
    kills._check_whole(7, tmp_path, {"lines.csv": b"old"}, {"lines.csv": b"new"})
    assert kills.wrong == ["7: half-written ['lines.csv'], mixed False"]
