"""Kill a run over very many pages on its way, go on with ``--resume``, and compare with an undisturbed run's bytes.

    python -m tests.benchmarks.resumed [--pages 1000000] [--kills 2] [--topics 20] [--jobs 2]

Generated pages, the whole command. The kills (SIGKILL, to all that the run has started) fall into equal parts of the
undisturbed run's time, each into what the one before left. Prints one JSON record: the seconds and the peak memory of
the undisturbed run, the moments of the kills and what lay in the result folder at each, the seconds of all runs
together that were killed or went on, and the files that are not the same, ``run.json`` without its times. Linux only.
`kills` does the same hundreds of times with few pages.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.generator import write_pages
from tests.benchmarks.scale import watched
from tests.paths import ROOT

WORK = ".boji"  # in the result folder, while a run is on its way


def digests(out: Path) -> dict[str, str]:
    """Return a digest of each file of a result folder, of ``run.json`` without its times."""
    found = {}
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            found[path.relative_to(out).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    told = out / "run.json"
    if told.exists():
        facts = json.loads(told.read_text(encoding="utf-8"))
        del facts["timing"]
        found[told.name] = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    return found


def other_files(one: dict[str, str], two: dict[str, str]) -> list[str]:
    """Return the names under which two folders hold different files, or only one holds any."""
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def killed(command: list[str], out: Path, after: float) -> dict[str, Any]:
    """Start a run and kill it; tell what it left.

    Raises
    ------
    SystemExit
        When the run had ended by itself.
    """
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True) as running:
        time.sleep(after)
        if running.poll() is not None:
            raise SystemExit(f"the run ended with {running.returncode} before it could be killed")
        os.killpg(running.pid, signal.SIGKILL)
    parts = sorted(p.name for p in (out / WORK).iterdir()) if (out / WORK).exists() else []
    return {"after": round(after, 1), "work": parts, "final": sorted(p.name for p in out.iterdir() if p.name[0] != ".")}


def measure(n: int, kills: int, topics: int, jobs: int) -> dict[str, Any]:
    """Run once undisturbed, and once with kills."""
    with tempfile.TemporaryDirectory(prefix="boji-resumed-") as work:
        folder = Path(work)
        write_pages(n, folder / "in")
        command = [sys.executable, "-m", "analysis", "run", str(folder / "in" / "pages"), "--topics", str(topics)]
        command += ["--jobs", str(jobs), "--lang", "en"]
        whole = watched([*command, "--out", str(folder / "whole")])
        began, out = time.perf_counter(), folder / "out"
        command += ["--out", str(out), "--resume"]
        stops = [killed(command, out, whole["seconds"] / (kills + 1)) for _ in range(kills)]
        watched(command)
        row: dict[str, Any] = {"pages": n, "jobs": jobs, **{k: round(v, 1) for k, v in whole.items()}, "kills": stops}
        row["resumed_seconds"] = round(time.perf_counter() - began, 1)
        one, two = digests(folder / "whole"), digests(out)
        return row | {"files": len(one), "other": other_files(one, two)}


def main() -> int:
    """Run the program; return 1 when the bytes are not the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, usual in (("pages", 1_000_000), ("kills", 2), ("topics", 20), ("jobs", 2)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    wanted = parser.parse_args()
    row = measure(wanted.pages, wanted.kills, wanted.topics, wanted.jobs)
    print(json.dumps(row, ensure_ascii=False))
    return 1 if row["other"] else 0


if __name__ == "__main__":
    sys.exit(main())
