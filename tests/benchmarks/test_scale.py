import json
import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.scale import cut, exponent, family, growth, memory, parents, processor, segmenter, watched

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")


def test_the_exponent_is_that_of_the_large_sizes_where_there_are_two() -> None:
    assert exponent([10, 100, 1_000], [5, 50, 500]) == pytest.approx(1)
    assert exponent([100, 10_000, 1_000_000], [9_999, 3, 300]) == pytest.approx(1)
    assert exponent([1_000, 10_000], [1, 100]) == pytest.approx(2)
    assert exponent([1_000, 10_000, 10_000], [1, 100, 100]) == pytest.approx(2)  # one size twice is no second size


def test_growth_is_told_for_time_and_memory() -> None:
    rows = [{"pages": n, "seconds": 3 * n, "cpu_seconds": n**1.5, "peak_mib": 80} for n in (1_000, 10_000, 100_000)]
    assert growth(rows) == pytest.approx({"seconds": 1, "cpu_seconds": 1.5, "peak_mib": 0}, abs=1e-9)


def test_a_family_is_a_process_and_all_that_stem_from_it() -> None:
    assert family(2, {1: 0, 2: 1, 3: 2, 4: 3, 5: 1}) == {2, 3, 4}


def test_parents_and_memory_are_read_from_proc(tmp_path: Path) -> None:
    for number, name in ((7, "(a) b"), (8, "c")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "stat").write_text(f"{number} ({name}) S {number - 6} 0 0")
    (tmp_path / "7" / "smaps_rollup").write_text("00-ff ---p 0 [rollup]\nRss: 99 kB\nPss: 42 kB\n")
    (tmp_path / "7" / "status").write_text("Name: a\nVmRSS: 99 kB\n")
    (tmp_path / "self").mkdir()
    assert parents(tmp_path) == {7: 1, 8: 2}
    assert [memory(n, tmp_path) for n in (7, 8, 9)] == [42, 0, 0]
    (tmp_path / "7" / "stat").write_text("7 ((a) b) S 1 0 0 0 0 0 0 0 0 0 250 50 0 0")
    assert [processor(n, tmp_path) for n in (7, 9)] == [300 / os.sysconf("SC_CLK_TCK"), 0]
    (tmp_path / "8" / "status").write_text("Name: c\nVmRSS: 17 kB\n")
    assert memory(8, tmp_path) == 17


@LINUX
def test_a_command_is_watched_with_its_children() -> None:
    child = "x = b'1' * (80 << 20); import time; time.sleep(1.2)"
    script = f"import subprocess, sys; x = b'1' * (40 << 20); subprocess.run([sys.executable, '-c', {child!r}])"
    found = watched([sys.executable, "-c", script])
    assert found["peak_mib"] > 110
    assert found["seconds"] > 1.2 > found["cpu_seconds"]


@LINUX
def test_a_command_that_fails_is_named() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        watched([sys.executable, "-c", "raise SystemExit(3)"])


def test_parts_of_a_file_are_cut_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": "采茶"}) + "\n" for _ in range(5)), encoding="utf-8")
    assert [cut(path, part, 2) for part in range(2)] == [3, 2]
    assert segmenter([path]) > 0
