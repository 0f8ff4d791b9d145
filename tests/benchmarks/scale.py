"""Cost against size: the whole command over generated pages, ten times as many each time.

    python -m tests.benchmarks.scale [--sizes 1000 10000 100000] [--jobs 2] [--topics 20] [--naive]

Prints and writes ``figures/data/scale.csv``, a row a size: seconds of the whole command and of its stages, seconds of
all processors together, and the largest memory of all processes together (proportional set size, sampled; Linux only).
``--naive`` runs the usual recipe of ../shared beside it, up to `MOST_NAIVE` pages. A fit of logarithms gives the
exponents of time and memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tests.benchmarks.generator import write_pages
from tests.paths import ROOT, SHARED

OUT = ROOT / "figures" / "data" / "scale.csv"
MANY = 10_000  # pages from which exponents are fitted, where there are two such sizes: below, fixed costs rule
MOST_NAIVE = 10_000
PAUSE = 0.5  # seconds between looks at memory


def parents(proc: Path = Path("/proc")) -> dict[int, int]:
    """Return the parent of each running process."""
    found = {}
    for folder in proc.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            found[int(folder.name)] = int(fields[1])
    return found


def family(root: int, parent: dict[int, int]) -> set[int]:
    """Return a process and all that stem from it."""
    found = {root}
    while more := {child for child, above in parent.items() if above in found} - found:
        found |= more
    return found


def memory(process: int, proc: Path = Path("/proc")) -> int:
    """Return the proportional set size of a process in KiB; 0 for one that has ended."""
    try:
        rows = (proc / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def watched(command: Sequence[str]) -> dict[str, float]:
    """Run a command; return its seconds, those of all its processors, and the peak memory of its processes in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, peak = time.perf_counter(), 0
    done = threading.Event()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as running:

        def look() -> None:
            nonlocal peak
            while not done.wait(PAUSE):
                peak = max(peak, sum(map(memory, family(running.pid, parents()))))

        watch = threading.Thread(target=look)
        watch.start()
        code = running.wait()
        done.set()
        watch.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.perf_counter() - start, "cpu_seconds": cpu, "peak_mib": peak / 1024}


def measure(n: int, topics: int, jobs: int, naive: bool) -> dict[str, Any]:
    """Generate pages and run the command over them."""
    with tempfile.TemporaryDirectory() as work:
        write_pages(n, Path(work) / "in")
        pages = Path(work) / "in" / "pages"
        out = str(Path(work) / "out")
        command = [sys.executable, "-m", "analysis", "run", str(pages), "--out", out, "--topics", str(topics)]
        row: dict[str, Any] = {"pages": n, **watched([*command, "--jobs", str(jobs), "--lang", "en"])}
        facts = json.loads((Path(work) / "out" / "run.json").read_text(encoding="utf-8"))
        row |= {"lines": facts["counts"]["lines"], "kept_share": facts["counts"]["kept_share"]}
        row |= {f"{stage}_seconds": seconds for stage, seconds in facts["timing"]["seconds"].items()}
        if naive and n <= MOST_NAIVE:
            row["naive_seconds"] = _naive(pages, Path(work) / "all.jsonl", topics)
    return row


def _naive(pages: Path, together: Path, topics: int) -> float:
    """Return the seconds of the usual recipe for the same pages."""
    together.write_bytes(b"".join(path.read_bytes() for path in sorted(pages.rglob("*.jsonl"))))
    command = [sys.executable, str(SHARED / "tools" / "naive_run.py"), str(together), "--topics", str(topics)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.strip().split("\n")[-1])["total"])


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the power of size that cost grows with: the slope of their logarithms (least squares)."""
    known = np.array(sizes, np.float64)
    chosen = known >= MANY if (known >= MANY).sum() > 1 else np.ones(len(known), bool)
    slope, _ = np.polyfit(np.log(known[chosen]), np.log(np.array(costs, np.float64)[chosen]), 1)
    return float(slope)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--naive", action="store_true", help="run the usual recipe too")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    rows = []
    for n in options.sizes:
        rows.append(measure(n, options.topics, options.jobs, options.naive))
        table = pd.DataFrame(rows).round(4)
        table.to_csv(options.out, index=False, encoding="utf-8-sig", lineterminator="\n")
        print(table.tail(1).T.to_string(header=False), flush=True)
    if len(rows) > 1:
        for cost in ("seconds", "cpu_seconds", "peak_mib"):
            print(f"{cost} grows with pages ** {exponent(options.sizes, [row[cost] for row in rows]):.3f}")


if __name__ == "__main__":
    main()
