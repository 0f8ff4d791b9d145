"""Staging: a result folder is filled by one run at a time, beside what is there, and replaced when all is whole."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from analysis.errors import BojiError
from analysis.store import write_json

NEW = ".boji-new"  # in the result folder: what will take its place
READY = "ready.json"  # in there, when it is whole: from then on it is moved, if need be by the next run
LOCK = ".boji-lock"
LAST = "run.json"  # whose presence tells that a folder is whole
OF_A_RUN = ("clean", "figures", "model", "lines.parquet", "pages.parquet")  # goes when a run is replaced


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold a result folder, which is made if need be, and finish what an earlier run was stopped in.

    The lock is the system's: it ends with the process, however that ends.

    Raises
    ------
    BojiError
        When another run holds it.
    """
    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    file = _locked(out / LOCK)
    if file is None:
        raise BojiError(
            f"another run is writing into {out}; wait for its end, or give another folder",
            f"另一个任务正在写 {out}：请等它结束，或换一个文件夹",
        )
    try:
        settle(out)
        yield
    finally:
        with suppress(OSError):
            (out / LOCK).unlink()
        file.close()
        if made:
            with suppress(OSError):  # of a run that left something
                out.rmdir()


def _locked(path: Path) -> IO[bytes] | None:
    """Return the open lock file, None when another process holds it."""
    try:
        import fcntl  # noqa: PLC0415  # not on Windows, where a file that is open cannot be opened to write
    except ImportError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            return path.open("xb")
        return None
    while True:
        file = path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            file.close()
            return None
        except OSError:
            return file  # a shared disk that knows no locks
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        file.close()  # whoever held it has removed it meanwhile


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give a folder to be filled, whose content takes its place in the result folder at the end of the block.

    Of an earlier run everything goes; where none was, what lies there is the user's and stays.
    """
    new = out / NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        names = sorted(path.name for path in new.iterdir())
        write_json(new / READY, {"names": names, "replaces": (out / LAST).is_file()})
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    settle(out)


def settle(out: Path) -> None:
    """Move what is ready to its place, also when this was begun before; forget what was not ready."""
    new = out / NEW
    if (new / READY).is_file():
        ready = json.loads((new / READY).read_text(encoding="utf-8"))
        _place(new, out, ready["names"], ready["replaces"])
    shutil.rmtree(new, ignore_errors=True)


def _place(new: Path, out: Path, names: list[str], replaces: bool) -> None:
    """Move what is named and still there; stopped at any point and called again, it ends in the same."""
    if (new / LAST).exists():
        (out / LAST).unlink(missing_ok=True)
    for name in set(OF_A_RUN) - set(names) if replaces else ():
        _remove(out / name)
    for name in sorted(names, key=lambda name: (name == LAST, name)):
        if (new / name).exists():
            if replaces:
                _remove(out / name)
            _move(new / name, out / name)


def _move(new: Path, place: Path) -> None:
    """Move a file, or a folder, into one that is there if need be."""
    if new.is_dir() and place.is_dir():
        for inner in sorted(new.iterdir()):
            _move(inner, place / inner.name)
    else:
        os.replace(new, place)  # noqa: PTH105  # the very call that is atomic on every system


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
