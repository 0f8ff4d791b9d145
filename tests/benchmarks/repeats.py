"""Whether topics, and their number, depend on what they should not: copies of lines, and which half of the pages it is.

    python -m tests.benchmarks.repeats

Prints both for the corpora of ../shared, and the time that choosing the numbers takes beside a fit with given numbers.
"""

from __future__ import annotations

import json
import time
from functools import cache

import numpy as np

from analysis.reading.pages import Page
from analysis.run.workflow import TopicAnalysis
from analysis.topics.number import Trial
from analysis.topics.quality import agreement
from analysis.training.gold import read_records
from tests.benchmarks.peers import CORPORA

SHARE = 0.3  # of the lines, copied
COPIED = {"univ_news": (4, 900), "xwlb": (5, 1_500)}  # topics that the corpus has clearly, pages
HALVED = ("fudan9", "medqa", "univ_news", "xwlb")


def pages_of(corpus: str) -> list[Page]:
    """Read a corpus as `boji run` does: the title is the first line."""
    rows = read_records(CORPORA / f"{corpus}.jsonl.gz")
    texts = ["\n".join(filter(None, (r.get("title"), r["text"]))) for r in rows]
    return [Page(f"{corpus}#{i}", text) for i, text in enumerate(texts, 1)]


def with_copies(pages: list[Page], elsewhere: bool) -> list[Page]:
    """Copy lines drawn at random to random places of their own page, or of pages drawn at random."""
    rng = np.random.default_rng(0)
    lines = [page.text.split("\n") for page in pages]
    places = [(i, j) for i, page in enumerate(lines) for j in range(len(page))]
    made = [list(page) for page in lines]
    for at in rng.permutation(len(places))[: round(SHARE * len(places))]:
        i, j = places[at]
        target = made[int(rng.integers(len(made)))] if elsewhere else made[i]
        target.insert(int(rng.integers(len(target) + 1)), lines[i][j])
    return [Page(page.name, "\n".join(text)) for page, text in zip(pages, made, strict=True)]


def agreements() -> dict[str, float]:
    """Return the mean average Jaccard of the topics with and without copies."""
    found = {}
    for corpus, (k, n) in COPIED.items():
        pages = pages_of(corpus)[:n]
        before = TopicAnalysis(k).fit(pages).model_.words()
        for where, elsewhere in (("same_page", False), ("other_pages", True)):
            after = TopicAnalysis(k).fit(with_copies(pages, elsewhere)).model_.words()
            found[f"{corpus}_{where}"] = float(agreement(before, after).mean())
    return found


def halves_of(corpus: str) -> tuple[list[Page], list[Page]]:
    """Return two disjoint halves of a corpus, drawn at random."""
    pages = pages_of(corpus)
    order = np.random.default_rng(7).permutation(len(pages))
    middle = len(pages) // 2
    return [pages[i] for i in order[:middle]], [pages[i] for i in order[middle:]]


def choice_of(pages: list[Page]) -> Trial:
    """Return the choice of the number of topics."""
    return TopicAnalysis().fit(pages).trials_["topics"]


@cache
def cost_of_choosing(corpus: str) -> float:
    """Return how much longer a fit takes that chooses the numbers, as a ratio to one that is given them."""
    pages = pages_of(corpus)
    start = time.perf_counter()
    chosen = TopicAnalysis().fit(pages)
    middle = time.perf_counter()
    TopicAnalysis(len(chosen.topics_), n_clusters=len(chosen.clusters_)).fit(pages)
    return (middle - start) / (time.perf_counter() - middle)


def main() -> None:
    """Print what is measured."""
    print(json.dumps(agreements()), flush=True)
    for corpus in HALVED:
        tried = [choice_of(half) for half in halves_of(corpus)]
        told = [(t.best, t.runner_up, "clear" if t.clear else "unclear") for t in tried]
        print(corpus, told, round(cost_of_choosing(corpus), 2), flush=True)


if __name__ == "__main__":
    main()
