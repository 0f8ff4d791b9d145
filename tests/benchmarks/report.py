"""The report's size and times by the number of pages: to build it, to its first view, of a search. Needs chromium.

    python -m tests.benchmarks.report [FOLDER...] [--made 100000 ...] [--looks 5]

FOLDER is what ``boji run`` left; ``--made N`` adds a report of N made pages (nine lines each). Writes
``figures/data/report.csv``, a row a report. Building is rendering the tables, once, and writing the files. What happens
in the browser is measured in the page, medians of several: from the start of loading to the first view; from a
letter typed into the search box, or into the filter of all pages, until the list is laid out; until the first page is
read where its lines lie beside the report; until the map is drawn anew. The heap is that of the page after all of it.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.run.folder import write_report
from analysis.tables.contract import read_all
from tests.paths import FIGURES
from tests.show.made_report import facts, made
from tests.show.opened_report import CHROMIUM, Opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUT = FIGURES / "data" / "report.csv"
WORDS = ("茶", "教育", "的", "2023", "学校", "（99", "zzz")
TYPED = """([box, text]) => {
    const field = document.querySelector(box), began = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return performance.now() - began;
}"""
READ = """async () => {
    const began = performance.now();
    document.querySelector("main .row .title").click();
    while (!document.querySelector(".article")) await new Promise((done) => setTimeout(done, 1));
    document.body.getBoundingClientRect();
    return performance.now() - began;
}"""
PANNED = """async () => {
    const canvas = document.querySelector("canvas"), began = performance.now();
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done, 0));
    return performance.now() - began;
}"""
Tables = Mapping[str, pd.DataFrame]


def built(tables: Tables, told: Mapping[str, Any], folder: Path) -> tuple[float, Path]:
    """Write a report; return the seconds it took and its path."""
    began = time.perf_counter()
    path = write_report(tables, told, folder, "zh")
    return time.perf_counter() - began, path


def opened(browser: Browser, path: Path) -> tuple[float, Opened]:
    """Open a report; return the milliseconds until its first view stood."""
    report = Opened(browser, path, 1440)
    return float(report.page.evaluate("Number(document.documentElement.dataset.ready)")), report


def typed(report: Opened, box: str) -> float:
    """Return the milliseconds from a letter to what it finds."""
    return median(float(report.page.evaluate(TYPED, [box, word])) for word in WORDS)


def looked_at(browser: Browser, path: Path, looks: int) -> dict[str, float]:
    """Return what is measured in the browser, milliseconds and MiB."""
    first = []
    for _ in range(looks):
        took, report = opened(browser, path)
        first.append(took)
        report.context.close()
    _, report = opened(browser, path)
    found = {"first_view_ms": median(first), "search_ms": typed(report, "#search")}
    report.go("pages")
    found["filter_ms"] = typed(report, "#pagefilter")
    report.go("topics")
    report.go("pages")
    found["read_ms"] = float(report.page.evaluate(READ))
    report.go("map")
    if report.page.locator("canvas").count():
        report.page.wait_for_timeout(500)
        found["map_ms"] = median(float(report.page.evaluate(PANNED)) for _ in range(looks))
    found["heap_mib"] = float(report.page.evaluate("performance.memory.usedJSHeapSize")) / 2**20
    report.context.close()
    return found


def row(browser: Browser, tables: Tables, told: Mapping[str, Any], kind: str, looks: int) -> dict[str, Any]:
    """Return all that is measured of a report."""
    with tempfile.TemporaryDirectory() as temporary:
        seconds, path = built(tables, told, Path(temporary))
        shards = [file.stat().st_size for file in (Path(temporary) / "report").glob("*")]
        sizes = {"html_bytes": path.stat().st_size, "shards": len(shards), "shards_bytes": sum(shards)}
        what = {"pages": len(tables["pages"]), "lines": len(tables["lines"]), "kind": kind}
        return what | sizes | {"build_seconds": seconds} | looked_at(browser, path, looks)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # as tests.show.opened_report

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--made", nargs="*", type=int, default=[])
    parser.add_argument("--looks", type=int, default=5)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args(arguments)
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for folder in options.folders:
            told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
            rows.append(row(browser, read_all(folder), told, "analysed", options.looks))
            print(rows[-1], flush=True)
        for n in options.made:
            tables = made(n)
            rows.append(row(browser, tables, facts(tables), "made", options.looks))
            print(rows[-1], flush=True)
    with options.out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for one in rows for name in one)), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: round(v, 4) if isinstance(v, float) else v for name, v in one.items()} for one in rows)


if __name__ == "__main__":
    main()
