"""Finding: files, folders and patterns in, the files to read out, each under a name of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path

from analysis.reading.archives import distinct
from analysis.reading.page import Skipped
from analysis.reading.page_names import UNFIT


@dataclass
class Found:
    """Files by the names that their pages go by, sorted, and what was left out on the way."""

    files: list[tuple[str, Path]] = field(default_factory=list)
    left_out: list[Skipped] = field(default_factory=list)


def find(paths: list[str]) -> Found:
    """Find the files below paths.

    Raises
    ------
    FileNotFoundError
        When a path does not exist or a pattern matches nothing.
    """
    found, names = Found(), dict[Path, set[str]]()
    for given in paths:
        for name, path in _walk(given, found.left_out):
            names.setdefault(Path(os.path.realpath(path)), set()).add(name)  # resolve() fails in a circle of links
    # A file that several arguments hold goes by its longest name, whatever their order.
    longest = {path: max(known, key=lambda n: (n.count("/"), n)) for path, known in names.items()}
    taken: set[str] = set()
    for raw, path in sorted((name, path) for path, name in _distinct(longest).items()):
        name = distinct(shown_name(raw), taken)
        found.files.append((name, path))
    found.files.sort()
    return found


def shown_name(name: str) -> str:
    """Return a file name as text: names may be bytes of any encoding, GBK mostly if not UTF-8, with line breaks."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return UNFIT.sub("\ufffd", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return UNFIT.sub("\ufffd", raw.decode("utf-8", "replace"))


def _walk(given: str, left_out: list[Skipped]) -> Iterator[tuple[str, Path]]:
    path = Path(given)
    if path.is_dir():
        yield from _below(path, left_out)
    elif path.exists():
        yield path.name, path
    elif has_magic(given) and (matches := glob(given, recursive=True)):  # noqa: PTH207  # a pattern may be absolute
        for match in matches:
            if Path(match).is_file():
                yield Path(match).name, Path(match)
    else:
        raise FileNotFoundError(given)


def _below(path: Path, left_out: list[Skipped]) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder; links to folders, which may lead in circles, and results of runs are left out."""

    def leave_out(folder: str | Path, reason: str, detail: str = "") -> None:
        left_out.append(Skipped(shown_name(Path(folder).relative_to(path).as_posix()), reason, detail))

    def unreadable(error: OSError) -> None:
        leave_out(error.filename, "unreadable", error.strerror or "")

    for folder, below, files in os.walk(path, onerror=unreadable):
        if Path(folder) != path and "run.json" in files and _is_result(Path(folder)):
            leave_out(folder, "output")
            below.clear()
            continue
        below[:] = [d for d in below if not d.startswith(".")]
        for link in [d for d in below if Path(folder, d).is_symlink()]:
            leave_out(Path(folder, link), "link")
        for file in files:
            if not file.startswith("."):
                full = Path(folder, file)
                yield full.relative_to(path).as_posix(), full


def _is_result(folder: Path) -> bool:
    """Tell whether a folder holds what a run wrote."""
    try:
        with (folder / "run.json").open("rb") as file:
            return b'"boji"' in file.read(200)
    except OSError:
        return False


def _distinct(found: dict[Path, str]) -> dict[Path, str]:
    """Lengthen the names that several files share by their folders, until each is its own."""
    names = dict(found)
    while len(counts := Counter(names.values())) < len(names):
        for path, name in names.items():
            if counts[name] > 1:
                names[path] = Path(*path.parts[-len(Path(name).parts) - 1 :]).as_posix()
    return names
