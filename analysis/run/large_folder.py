"""Large folder: what a run over many pages leaves, written from its shards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.arrays import IntArray
from analysis.articles.duplicates import SKETCH, Hashes, near_copies
from analysis.reading.page_names import site_of
from analysis.run.easel import Easel
from analysis.run.folder import Run, facts_of, finish, numbers_of, timing, write_report
from analysis.run.large import Placed
from analysis.run.staging import staged
from analysis.separation.decisions import Decisions
from analysis.store import write_json
from analysis.tables.contract import place_of, read_all, write, write_parts
from analysis.tables.whole import whole_tables

OF_SAMPLE = ("lines", "pages")  # whose rows of the sample are what figures and report show
CHUNKS_AT_HAND = 128  # whose sketches stay in memory while copies are looked for


def write_large(placed: Placed, run: Run, out: Path, lang: str, easel: Easel) -> dict[str, Any]:
    """Write everything of the output contract into a folder, in place of an earlier run's.

    ``clean/`` holds JSON records, a file a chunk of pages; ``figures/`` also the lines and pages of the sample.

    Returns
    -------
    dict
        What ``run.json`` tells.
    """
    run.clock.note("stage.write", 0)
    known, frames = _pages(placed), read_all(placed.sample)
    counts = placed.counts() | {name: len(frames[name]) for name in ("topics", "clusters")}
    decisions = run.analysis.decisions()
    facts = facts_of(run, counts, placed.told(), decisions.lost(_decided_lines(placed, decisions)))
    frames |= whole_tables(frames["topics"], frames["clusters"], known, np.concatenate(placed.arrays("weights.npy")))
    with staged(out) as new:
        for name, table in frames.items():
            write(table, new / "figures" / f"{name}.csv" if name in OF_SAMPLE else place_of(new, name))
        drawn = easel.draw(frames, new / "figures", lang)
        write_parts(_with_copies(placed, known), new / "pages.csv", int(counts["pages"]))
        write_parts(placed.tables("lines"), new / "lines.csv", int(counts["lines"]))
        _write_clean(placed, new / "clean")
        for part in ("json", "npz"):
            (new / "model").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(placed.sample / "model" / f"model.{part}", new / "model" / f"model.{part}")
        write_report(frames, facts, new, lang)
        finish(drawn)
        write_json(new / "run.json", facts | timing(run.clock))
    return facts


def _decided_lines(placed: Placed, decisions: Decisions) -> dict[str, IntArray]:
    """Return the numbers of the lines of each page of which something was decided."""
    wanted, found = decisions.pages(), dict[str, IntArray]()
    for lines in placed.tables("lines", ["page", "line"]) if wanted else ():
        found |= numbers_of(lines, wanted)
    return found


def _pages(placed: Placed) -> pd.DataFrame:
    """Return of all pages what tables of all pages are made from, and the original that each repeats, or -1."""
    known = pd.concat(list(placed.tables("pages", ["page", "date", "topic", "cluster"])), ignore_index=True)
    original = copies(placed)
    return known.assign(site=known["page"].map(site_of), original=original, once=original < 0)


def copies(placed: Placed) -> IntArray:
    """Return for each page the earlier page that it (nearly) repeats, -1 for an original."""
    parts = placed.arrays("sketches.npy")
    starts = np.cumsum([0, *map(len, parts)])

    @lru_cache(maxsize=CHUNKS_AT_HAND)
    def sketches(chunk: int) -> Hashes:
        return np.array(parts[chunk])

    def sketch(page: int) -> Hashes:
        chunk = int(np.searchsorted(starts, page, side="right")) - 1
        found: Hashes = sketches(chunk)[page - int(starts[chunk])]
        return found

    heads = np.empty((int(starts[-1]), SKETCH), np.uint64)
    for start, part in zip(starts.tolist(), parts, strict=False):  # the last start is the end
        heads[start : start + len(part)] = part[:, :SKETCH]
    return near_copies(heads, sketch)


def _with_copies(placed: Placed, known: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Return the table of pages chunk by chunk, with the name of the page that each repeats."""
    names, original, start = known["page"].to_numpy(), known["original"].to_numpy(), 0
    for part in placed.tables("pages"):
        own = original[start : start + len(part)]
        yield part.assign(duplicate_of=np.where(own < 0, "", names[own]))
        start += len(part)


def _write_clean(placed: Placed, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for i, name in enumerate(placed.names, 1):
        shutil.copyfile(placed.shards.place(name) / "clean.jsonl", folder / f"part-{i:06}.jsonl")
