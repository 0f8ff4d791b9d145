"""What a run leaves takes its place whole or not at all, and one run at a time."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.errors import BojiError
from analysis.run import staging
from analysis.run.staging import NEW, READY, alone, settle, staged
from tests.paths import ROOT

OLD = {"lines.csv": "old", "lines.parquet": "old", "clean/gone.txt": "old", "clean/a.txt": "old", "run.json": "old"}
MADE = {
    "lines.csv": "new",
    "clean/a.txt": "new",
    "clean/deep/b.txt": "new",
    "model/model.json": "new",
    "run.json": "new",
}
MINE = {"mine.txt": "mine", "notes/mine.txt": "mine"}


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def test_what_is_whole_replaces_an_earlier_run_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path, OLD | MINE)
    with staged(tmp_path) as new:
        fill(new, MADE)
        assert files(tmp_path)["lines.csv"] == "old"
    assert files(tmp_path) == MADE | MINE


def test_where_no_run_was_what_lies_there_stays(tmp_path: Path) -> None:
    mine = {"clean/mine.txt": "mine", "model/mine.npz": "mine"}
    fill(tmp_path, mine)
    with staged(tmp_path) as new:
        fill(new, MADE)
    assert files(tmp_path) == MADE | mine


def test_an_error_leaves_the_earlier_run_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    with pytest.raises(OSError, match="full"), staged(tmp_path) as new:
        fill(new, MADE)
        raise OSError("full")
    assert files(tmp_path) == OLD


@pytest.mark.parametrize("replaces", [True, False])
def test_a_move_that_is_stopped_anywhere_is_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaces: bool
) -> None:
    before = (OLD if replaces else {}) | MINE
    steps = 0
    while True:
        out = tmp_path / str(steps)
        fill(out, before)
        with monkeypatch.context() as patch:
            stop_after(patch, steps)
            try:
                with staged(out) as new:
                    fill(new, MADE)
            except KeyboardInterrupt:
                pass
            else:
                break
        found = {name: content for name, content in files(out).items() if not name.startswith(NEW)}
        whole = "run.json" in found and not (out / NEW / READY).exists()
        assert not whole or found in (before, MADE | MINE)
        with alone(out):
            pass
        assert files(out) in (before, MADE | MINE)
        steps += 1
    assert steps >= 5


def stop_after(patch: pytest.MonkeyPatch, steps: int) -> None:
    """Let so many renames and removals happen, and no more."""
    left = steps

    def counted(call):  # noqa: ANN001, ANN202  # stands for three of them
        def inner(*args, **how):  # noqa: ANN002, ANN003, ANN202
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            return call(*args, **how)

        return inner

    patch.setattr(staging.os, "replace", counted(os.replace))
    patch.setattr(staging, "_remove", counted(staging._remove))
    rmtree = shutil.rmtree
    # As if the process were gone: what clears up behind an error does nothing.
    patch.setattr(staging.shutil, "rmtree", lambda *a, **how: None if left == 0 else rmtree(*a, **how))


def test_what_was_never_ready_is_forgotten(tmp_path: Path) -> None:
    fill(tmp_path, OLD | {f"{NEW}/lines.csv": "half"})
    settle(tmp_path)
    assert files(tmp_path) == OLD


@pytest.mark.skipif(os.name == "nt", reason="locks are another matter there")
def test_a_second_run_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from analysis.run.staging import alone\n"
        "with alone(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"in\n"
        with pytest.raises(BojiError, match="another run is writing") as caught, alone(tmp_path):
            pass
        assert "另一个任务" in caught.value.said("zh")
        first.kill()
        first.wait()
    with alone(tmp_path):
        fill(tmp_path, MINE)
    assert files(tmp_path) == MINE


def test_a_disk_that_knows_no_locks_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks here")

    monkeypatch.setattr(fcntl, "flock", unknown)
    with alone(tmp_path), staged(tmp_path) as new:
        (new / "a.txt").write_text("甲", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_that_was_made_for_nothing_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(BojiError), alone(tmp_path / "new" / "out"):
        raise BojiError("no page")
    assert not (tmp_path / "new" / "out").exists()
