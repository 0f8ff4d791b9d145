"""How two result folders are compared (`resumed.py`)."""

import json
from pathlib import Path

from tests.benchmarks.resumed import digests, other_files


def write(folder: Path, seconds: float, pages: int, lines: str) -> Path:
    (folder / "clean").mkdir(parents=True)
    (folder / "clean" / "a.txt").write_text(lines, encoding="utf-8")
    facts = {"timing": {"seconds": seconds}, "counts": {"pages": pages}}
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def test_folders_are_the_same_but_for_the_times(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", 3.5, 7, "渡船停航"), write(tmp_path / "two", 9.1, 7, "渡船停航")
    assert set(digests(one)) == {"clean/a.txt", "run.json"}
    assert other_files(digests(one), digests(two)) == []


def test_what_is_other_or_missing_is_named(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", 3.5, 7, "渡船停航"), write(tmp_path / "two", 3.5, 8, "渡船復航")
    (two / "more.csv").write_bytes(b"x")
    assert other_files(digests(one), digests(two)) == ["clean/a.txt", "more.csv", "run.json"]
