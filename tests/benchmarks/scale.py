"""Cost against size: the whole command over generated pages, ten times as many each time. Linux only: reads ``/proc``.

    python -m tests.benchmarks.scale [--sizes 1000 10000 100000] [--jobs 2] [--topics 20] [--naive] [--out FILE]

Prints and writes ``figures/data/scale.csv``, a row a size: seconds of the whole command and of its stages, pages a
second, seconds of all processors together, and the largest memory of all processes together (proportional set size:
what processes share counts once; looked at every `PAUSE` seconds, so that a shorter peak may be missed). Kernels before
4.14 tell only the resident set size, which counts what is shared in each process. ``--naive`` adds the usual recipe of
../shared, up to `MOST_NAIVE` pages, and the segmenter alone over the same text on all cores.
The slope of logarithms gives the powers of size that time and memory grow with.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
import rjieba

from tests.benchmarks.generator import write_pages
from tests.paths import ROOT, SHARED

OUT = ROOT / "figures" / "data" / "scale.csv"
MANY = 10_000  # pages from which exponents are fitted, where there are two such sizes: below, fixed costs rule
MOST_NAIVE = 10_000
PAUSE = 0.2  # seconds between looks at memory
PATIENCE = 120  # seconds that processes may take to start


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
    """Return the proportional set size of a process in KiB, or its resident one; 0 for one that has ended."""
    for file, name in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            rows = (proc / str(process) / file).read_text().splitlines()
        except OSError:
            continue
        for row in rows:
            if row.startswith(name):
                return int(row.split()[1])
    return 0


def processor(process: int, proc: Path = Path("/proc")) -> float:
    """Return the processor seconds of a process so far; 0 for one that has ended."""
    try:
        fields = (proc / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watched(command: Sequence[str], told: IO[str] | int = subprocess.DEVNULL) -> dict[str, float]:
    """Run a command, its output into ``told``.

    Returns
    -------
    dict
        Its seconds, those of all its processors (as they were last looked at: a fork server's processes are nobody's
        to wait for), the peak memory of its processes.

    Raises
    ------
    SystemExit
        When the command fails.
    """
    start, peak = time.perf_counter(), 0
    spent: dict[int, float] = {}
    done = threading.Event()
    with subprocess.Popen(command, cwd=ROOT, stdout=told) as running:

        def look() -> None:
            nonlocal peak
            while not done.wait(PAUSE):
                found = family(running.pid, parents())
                peak = max(peak, sum(map(memory, found)))
                spent.update({one: max(spent.get(one, 0.0), processor(one)) for one in found})

        watch = threading.Thread(target=look)
        watch.start()
        code = running.wait()
        done.set()
        watch.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "cpu_seconds": sum(spent.values()), "peak_mib": peak / 1024}


def measure(n: int, topics: int, jobs: int, naive: bool) -> dict[str, Any]:
    """Generate pages and run the command over them."""
    with tempfile.TemporaryDirectory() as work:
        write_pages(n, Path(work) / "in")
        pages, out = Path(work) / "in" / "pages", Path(work) / "out"
        command = [sys.executable, "-m", "analysis", "run", str(pages), "--out", str(out), "--topics", str(topics)]
        cost = watched([*command, "--jobs", str(jobs), "--lang", "en"])
        facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
        row: dict[str, Any] = {"pages": n, "jobs": jobs, "topics": topics, **cost}
        row |= {"pages_per_second": n / cost["seconds"]}
        row |= {"lines": facts["counts"]["lines"], "kept_share": facts["counts"]["kept_share"]}
        row |= {f"{stage}_seconds": seconds for stage, seconds in facts["timing"]["seconds"].items()}
        if naive:
            row["segmenter_seconds"] = segmenter(sorted(pages.rglob("*.jsonl")))
        if naive and n <= MOST_NAIVE:
            row |= _naive(pages, Path(work), topics)
    return row


def _naive(pages: Path, work: Path, topics: int) -> dict[str, float]:
    """Return the cost of the usual recipe for the same pages; its seconds are those it tells, without imports."""
    together, told = work / "all.jsonl", work / "naive.txt"
    together.write_bytes(b"".join(path.read_bytes() for path in sorted(pages.rglob("*.jsonl"))))
    with told.open("w", encoding="utf-8") as file:
        script = str(SHARED / "tools" / "naive_run.py")
        cost = watched([sys.executable, script, str(together), "--topics", str(topics)], file)
    total = json.loads(told.read_text(encoding="utf-8").strip().split("\n")[-1])["total"]
    return {"naive_seconds": total, "naive_cpu_seconds": cost["cpu_seconds"], "naive_peak_mib": cost["peak_mib"]}


def segmenter(files: Sequence[Path]) -> float:
    """Return the seconds that the segmenter takes for the text of all records, on all cores, its dictionary loaded."""
    cores = os.cpu_count() or 1
    context = get_context("spawn")
    barrier = context.Barrier(cores + 1)
    with context.Pool(cores, _load, (barrier,)) as pool:
        barrier.wait(PATIENCE)
        start = time.perf_counter()
        pool.starmap(cut, [(path, part, cores) for path in files for part in range(cores)], 1)
        return time.perf_counter() - start


def _load(barrier: Barrier) -> None:
    rjieba.cut("词典")
    barrier.wait(PATIENCE)


def cut(path: Path, part: int, parts: int) -> int:
    """Cut the text of one record in so many; return the number of words."""
    with path.open(encoding="utf-8") as file:
        return sum(len(rjieba.cut(json.loads(row)["text"])) for i, row in enumerate(file) if i % parts == part)


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the power of size that cost grows with: the slope of their logarithms (least squares)."""
    known = np.array(sizes, np.float64)
    large = known >= MANY
    chosen = large if len(np.unique(known[large])) > 1 else np.ones(len(known), bool)
    slope, _ = np.polyfit(np.log(known[chosen]), np.log(np.array(costs, np.float64)[chosen]), 1)
    return float(slope)


def growth(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the power of size that each cost of the whole grows with."""
    sizes = [row["pages"] for row in rows]
    return {cost: exponent(sizes, [row[cost] for row in rows]) for cost in ("seconds", "cpu_seconds", "peak_mib")}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--naive", action="store_true", help="the usual recipe and the segmenter alone as well")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if not sys.platform.startswith("linux"):
        sys.exit("memory and processes are read from /proc, which only Linux has")
    rows = []
    for n in options.sizes:
        rows.append(measure(n, options.topics, options.jobs, options.naive))
        table = pd.DataFrame(rows).round(4)  # written after each size: the last may take hours
        table.to_csv(options.out, index=False, encoding="utf-8-sig", lineterminator="\n")
    print(table.set_index("pages").T.to_string())
    if len(set(options.sizes)) > 1:
        for cost, power in growth(rows).items():
            print(f"{cost} grows with pages ** {power:.3f}")


if __name__ == "__main__":
    main()
