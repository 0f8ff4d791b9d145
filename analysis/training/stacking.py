"""Stacking: the second judgement, learned from what the first says of sites that it has not learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import Float32Array
from analysis.separation.judge import WEIGHTS, Separator, save_separator
from analysis.separation.regions import NAMES, describe_regions
from analysis.separation.trees import Trees
from analysis.training.fitting import KEEP_MODEL, ROLE_MODEL, Gold, fit, learn
from analysis.training.gold import Examples, gold_lines, pages_in_turn, read_records
from analysis.training.written import theme_of

FOLDS = 5
REGIONS_MODEL: dict[str, Any] = {
    "max_iter": 80, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": 120, "l2_regularization": 20.0,
}  # fmt: skip
JOBS = 2  # of learning: each holds all there is to learn from


def fold_of(sites: Sequence[str]) -> dict[str, int]:
    """Deal the sites of lines to folds, the largest first, each to the fold with the fewest lines."""
    load = [0] * FOLDS
    folds = {}
    for site, lines in sorted(Counter(sites).items(), key=lambda item: (-item[1], item[0])):
        folds[site] = int(np.argmin(load))
        load[folds[site]] += lines
    return folds


def deal(pages: Path, written: Collection[str] = ()) -> dict[str, int]:
    """Deal the sites of the development pages to folds, and written pages by theme: those of one are of one hand."""
    files = (pages / name for name in ("dev.jsonl.gz", "stubs_dev.jsonl.gz"))
    folds = fold_of([r["brand"] for path in files for r in read_records(path) for _ in gold_lines(r)])
    turn = {theme: i % FOLDS for i, theme in enumerate(sorted({theme_of(site) for site in written}))}
    return folds | {site: turn[theme_of(site)] for site in written}


def regions_of(first: Separator, found: Examples) -> Float32Array:
    """Describe examples that came as HTML by what a first judgement says of their pages.

    Returns
    -------
    float32 array, shape (n_lines, len(regions.NAMES))
    """
    page = pages_in_turn(found)
    look = first.look(found.evidence, first.wording.of_counts(found.counts), page)[-1]
    return describe_regions(look, page)


def learn_apart(gold: Gold, dev: Path, sites: set[str], threads: int = 1) -> tuple[Separator, Float32Array]:
    """Learn the first judgement without some sites; return it, and `regions_of` the tagged examples of these."""
    first = learn(gold.without(sites), dev, threads)
    return first, regions_of(first, gold.tagged[np.array([site in sites for site in gold.tagged.site])])


def fit_regions(facts: Float32Array, tagged: Examples) -> Trees:
    """Fit the second judgement to `regions_of` examples, by first judgements that had not learned from their sites."""
    return fit(facts, tagged, REGIONS_MODEL)


def learn_both(gold: Gold, dev: Path) -> Separator:
    """Learn the first judgement from all sites, and the second from one of each fold that had not its sites."""
    folds = deal(dev.parent, gold.written.site)
    parts = [{site for site in folds if folds[site] == f} for f in range(FOLDS)]
    with ProcessPoolExecutor(JOBS, get_context("spawn"), max_tasks_per_child=1) as pool:
        whole = pool.submit(learn, gold, dev)
        apart = list(pool.map(learn_apart, repeat(gold), repeat(dev), parts))
    fold = np.array([folds[site] for site in gold.tagged.site])
    facts = np.empty((len(fold), len(NAMES)), np.float32)
    for f, (_, found) in enumerate(apart):
        facts[fold == f] = found
    return replace(whole.result(), regions=fit_regions(facts, gold.tagged))


def make_weights(data: Path, seeds: Path, gold: Path, as_given: bool = False) -> None:
    """Learn both judgements and write the weights."""
    separator = learn_both(Gold.read(data, seeds, gold, as_given), data / "pages/dev.jsonl.gz")
    save_separator(separator, WEIGHTS, keep=KEEP_MODEL, role=ROLE_MODEL, regions=REGIONS_MODEL)
