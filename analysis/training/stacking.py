"""Stacking: the second judgement, learned from what the first says of sites that it has not learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.separation.judge import WEIGHTS, Separator, save_separator
from analysis.separation.regions import describe_regions
from analysis.separation.trees import Trees
from analysis.training.again import lessons_again
from analysis.training.fitting import KEEP_MODEL, ROLE_MODEL, Gold, Heard, fit, learn
from analysis.training.gold import Examples, gold_lines, pages_in_turn, read_records
from analysis.training.written import theme_of

FOLDS = 5
REGIONS_MODEL: dict[str, Any] = {
    "objective": "binary", "num_iterations": 250, "learning_rate": 0.1, "num_leaves": 15, "min_data_in_leaf": 60,
    "lambda_l2": 20.0,
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


class Apart(NamedTuple):
    """A first judgement, and what it says of the sites that it has not learned from: of HTML, and of plain text."""

    first: Separator
    tagged: Heard
    text: Heard


def learn_apart(gold: Gold, dev: Path, sites: set[str], threads: int = 1) -> Apart:
    """Learn the first judgement without some sites, and hear what it says of these, and of pages made of theirs."""
    first = learn(gold.without(sites), dev, threads)
    tagged, text = lessons_again(gold.within(sites), dev, 1.0 / FOLDS)
    return Apart(first, heard_of(first, tagged), heard_of(first, text))


def heard_of(first: Separator, found: Examples) -> Heard:
    """Describe examples by what a first judgement says of their pages (see `regions.describe_regions`)."""
    page = pages_in_turn(found)
    look = first.look(found.evidence, first.wording.of_counts(found.counts), page)[-1]
    return Heard(describe_regions(look, page), found.target, found.weight)


def fit_regions(parts: Sequence[Heard]) -> Trees:
    """Fit a second judgement to what first ones say of sites that they had not learned from."""
    whole = Heard(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))
    return fit(whole.facts, whole, REGIONS_MODEL)


def learn_both(gold: Gold, dev: Path) -> Separator:
    """Learn the first judgement from all sites, and the second from those that had not the sites of a fold."""
    folds = deal(dev.parent, gold.written.site)
    parts = [{site for site in folds if folds[site] == f} for f in range(FOLDS)]
    with ProcessPoolExecutor(JOBS, get_context("spawn"), max_tasks_per_child=1) as pool:
        whole = pool.submit(learn, gold, dev)
        apart = list(pool.map(learn_apart, repeat(gold), repeat(dev), parts))
    regions, passages = (fit_regions(heard) for heard in ([a.tagged for a in apart], [a.text for a in apart]))
    return replace(whole.result(), regions=regions, passages=passages)


def make_weights(data: Path, seeds: Path, gold: Path, as_given: bool = False) -> None:
    """Learn both judgements and write the weights."""
    separator = learn_both(Gold.read(data, seeds, gold, as_given), data / "pages/dev.jsonl.gz")
    save_separator(separator, WEIGHTS, keep=KEEP_MODEL, role=ROLE_MODEL, regions=REGIONS_MODEL)
