"""Measure the shipped weights on made pages of houses that no training may use, each page judged alone.

    python -m tests.benchmarks.made [PAGES OF EACH KIND]

Prints, by kind, from the text and from the HTML: character F1, line F1, mean and median page, and the share of pages
above .95. Needs ../shared.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from analysis.separation.judge import load_separator
from analysis.separation.roles import N_CONTENT
from analysis.separation.scores import separation_scores
from analysis.training.gold import Examples, examples, read_records
from analysis.training.made_house import Pool
from analysis.training.made_kinds import KINDS, house_of, made, short_texts
from analysis.training.made_tags import tagged_pages
from tests.benchmarks.crossval import judged_by
from tests.paths import DATA


def held_out_pages(n: int) -> dict[str, Examples]:
    """Describe so many made pages of each kind in held-out houses, with tags."""
    pool = Pool.of(read_records(DATA / "pages" / "dev.jsonl.gz"), short_texts(DATA / "corpora"))
    tagged = [page for _, page in tagged_pages(DATA / "pages").values()]
    sets = {}
    for kind in KINDS:
        pages, gold = made(kind, pool, n, held_out=True, tagged=tagged)
        sets[kind] = examples(pages, gold, {page.name: house_of(page.name) for page in pages}, together=False)
    return sets


def table(n: int) -> dict[str, list[float]]:
    """Judge and score each kind, as text and as HTML."""
    separator = load_separator()
    rows = {}
    for kind, found in held_out_pages(n).items():
        plain = replace(found, evidence=found.evidence.without_tags())
        rows[kind] = [value for way in (plain, found) for value in scores(way, judged_by(separator, way)[0])]
    return rows


def scores(found: Examples, keep: np.ndarray) -> list[float]:
    """Return character F1, line F1, and of the pages the mean, the median and the share above .95."""
    gold = (found.target >= 0) & (found.target < N_CONTENT)
    page = np.unique(found.page, return_inverse=True)[1]
    whole = separation_scores(page, found.size.astype(np.int64), gold, keep)
    return [whole.char_f1, whole.line_f1, whole.page_f1, whole.page_median, whole.page_good]


if __name__ == "__main__":
    print("kind          char   line   mean median  >.95   HTML: the same")
    for kind, row in table(int(sys.argv[1]) if len(sys.argv) > 1 else 60).items():
        print(f"{kind:12}", *(f"{value:6.3f}" for value in row))
