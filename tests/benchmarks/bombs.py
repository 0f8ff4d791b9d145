"""Run over ten good pages with bombs beside them: what is read and named, in which time and memory.

python -m tests.benchmarks.bombs [--jobs 1 2]
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.benchmarks.kills import make_pages
from tests.benchmarks.scale import watched

MOST_SECONDS, MOST_MIB = 20, 1024


def make_bombs(folder: Path) -> set[str]:
    """Write ten good pages and what is to be named; return the names of the latter."""
    make_pages(folder, 20)  # ten of which are files of their own
    (folder / "rows.jsonl").unlink()
    zeros = gzip.compress(bytes(300_000_000), 9)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(6):
            archive.writestr(f"{i}.txt", bytes(300_000_000))
    bombs = {
        "zeros.txt.gz": zeros,
        "rows.jsonl.gz": zeros,
        "twice.txt.gz": gzip.compress(zeros, 9),
        "many.zip": packed.getvalue(),
        "line.txt": ("渡口的石阶，" * 834_000)[:5_000_000].encode(),
        "open.html": "".join(f"<p><b id={i}>x" for i in range(50_000)).encode(),
        "deep.html": b"<div>" * 900_000 + "深处".encode(),
        "entities.html": b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>' + b"&b;" * 1_000_000,
        "empty.txt": b"\n" * 1_000_000,
    }
    for name, raw in bombs.items():
        (folder / name).write_bytes(raw)
    return set(bombs)


def main() -> int:
    """Run the program; return 1 when something was not as wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    wrong = False
    with tempfile.TemporaryDirectory(prefix="boji-bombs-") as made:
        folder = Path(made)
        bombs = make_bombs(folder / "pages")
        for jobs in parser.parse_args().jobs:
            out = folder / f"out{jobs}"
            words = ["run", str(folder / "pages"), "--out", str(out), "--figures", "none", "--jobs", str(jobs)]
            used = watched([sys.executable, "-m", "analysis", *words])
            facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
            named = {one["name"].split("/")[0] for one in (*facts["skipped"], *facts["cut"])}
            good = [name for name in facts["inputs"] if name not in bombs]
            read = len(list((out / "clean").glob("[0-9]*.txt")))
            told = {"jobs": jobs, **used, "good": len(good), "read": read, "not named": sorted(bombs - named)}
            print(json.dumps(told, ensure_ascii=False), flush=True)
            wrong |= read < len(good) or used["seconds"] > MOST_SECONDS or used["peak_mib"] > MOST_MIB
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
