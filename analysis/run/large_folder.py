"""Large folder: what a run over many pages leaves, written from its shards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from analysis.arrays import FloatArray, IntArray
from analysis.articles.duplicates import near_copies
from analysis.reading.page_names import site_of
from analysis.run.easel import Easel
from analysis.run.folder import Run, facts_of, finish, numbers_of, timing, write_report
from analysis.run.large import Placed
from analysis.run.memory import give_back
from analysis.run.staging import staged
from analysis.separation.decisions import Decisions
from analysis.store import write_json
from analysis.tables.contract import place_of, read, read_all, write, write_parts
from analysis.tables.whole import whole_tables

OF_SAMPLE = ("lines", "pages")  # whose rows of the sample are what figures and report show


def write_large(placed: Placed, run: Run, out: Path, lang: str, easel: Easel) -> dict[str, Any]:
    """Write everything of the output contract into a folder, in place of an earlier run's.

    ``clean/`` holds JSON records, a file a chunk of pages; ``figures/`` also the lines and pages of the sample.

    Returns
    -------
    dict
        What ``run.json`` tells.
    """
    run.clock.note("stage.write", 0)
    original, whole = _of_all(placed)
    give_back()
    frames = read_all(placed.sample) | whole
    counts = placed.counts() | {name: len(frames[name]) for name in ("topics", "clusters")}
    decisions = run.analysis.decisions()
    facts = facts_of(run, counts, placed.told(), decisions.lost(_decided_lines(placed, decisions)))
    with staged(out) as new:
        for name, table in frames.items():
            write(table, new / "figures" / f"{name}.csv" if name in OF_SAMPLE else place_of(new, name))
        drawn = easel.draw(frames, new / "figures", lang)
        write_parts(_with_copies(placed, original), new / "pages.csv", int(counts["pages"]))
        write_parts(placed.tables("lines"), new / "lines.csv", int(counts["lines"]))
        _write_clean(placed, new / "clean")
        for part in ("json", "npz"):
            (new / "model").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(placed.sample / "model" / f"model.{part}", new / "model" / f"model.{part}")
        finish(drawn)
        easel.rest()
        write_report(frames, facts, new, lang)
        write_json(new / "run.json", facts | timing(run.clock))
    return facts


def _decided_lines(placed: Placed, decisions: Decisions) -> dict[str, IntArray]:
    """Return the numbers of the lines of each page of which something was decided."""
    wanted, found = decisions.pages(), dict[str, IntArray]()
    for lines in placed.tables("lines", ["page", "line"]) if wanted else ():
        found |= numbers_of(lines, wanted)
    return found


def _of_all(placed: Placed) -> tuple[IntArray, dict[str, pd.DataFrame]]:
    """Return of each page the original that it repeats, or -1, and the tables that are told of all pages."""
    topics, clusters = (read(place_of(placed.sample, name)) for name in ("topics", "clusters"))
    with TemporaryDirectory(dir=placed.shards.folder) as scratch:
        original = near_copies(placed.arrays("sketches.npy"), Path(scratch) / "copies")
        parts = _told(placed, original)
        return original, whole_tables(topics, clusters, parts, Path(scratch) / "shares")


def _told(placed: Placed, original: IntArray) -> Iterator[tuple[pd.DataFrame, FloatArray]]:
    """Return chunk by chunk what tables of all pages are made from, and the pages' weights on the topics."""
    start, columns = 0, ["page", "date", "topic", "cluster"]
    for part, weights in zip(placed.tables("pages", columns), placed.arrays("weights.npy"), strict=True):
        own = original[start : start + len(part)]
        yield part.assign(site=part["page"].map(site_of), once=own < 0), np.array(weights)
        start += len(part)


def _with_copies(placed: Placed, original: IntArray) -> Iterator[pd.DataFrame]:
    """Return the table of pages chunk by chunk, with the name of the page that each repeats, which comes before it."""
    wanted, names, start = np.unique(original[original >= 0]), {-1: ""}, 0
    for part in placed.tables("pages"):
        end = start + len(part)
        here = wanted[slice(*np.searchsorted(wanted, [start, end]))]
        names |= dict(zip(here.tolist(), part["page"].iloc[here - start], strict=True))
        yield part.assign(duplicate_of=np.array([names[i] for i in original[start:end].tolist()], object))
        start = end


def _write_clean(placed: Placed, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for i, name in enumerate(placed.names, 1):
        shutil.copyfile(placed.shards.place(name) / "clean.jsonl", folder / f"part-{i:06}.jsonl")
