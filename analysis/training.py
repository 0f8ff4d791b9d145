"""Training: makes the weights in ``analysis/weights`` from pages with gold; not needed to use the package.

    python -m analysis.training DATA SEEDS

DATA holds ``pages/dev.jsonl.gz``, ``pages/stubs_dev.jsonl.gz``, ``pages/roles_dev.tsv`` and ``corpora/*.jsonl.gz``;
SEEDS holds ``pages/`` and ``gold.tsv``. The same data give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from analysis import store
from analysis.evidence import NAMES, gather, observe
from analysis.lines import weight
from analysis.pages import Page, read_pages
from analysis.separation import CONTENT, ROLES, WEIGHTS
from analysis.tfidf import FloatArray
from analysis.tokens import Tokenizer
from analysis.trees import Trees

CLEAN_DOCUMENTS = 300  # of each corpus: documents without noise teach that not every page has some
CLEAN_SHARE = 0.3  # what they weigh together, against the pages with noise
HALF_WIDTH = 0.5  # of the made pages are folded to half-width forms, as some aggregators do
TAIL_SHARE = 0.5  # what a line of a made page weighs against a line of a real one
KEEP_MODEL: dict[str, Any] = {
    "max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 15, "min_samples_leaf": 40, "l2_regularization": 5.0,
}  # fmt: skip
ROLE_MODEL: dict[str, Any] = {
    "max_iter": 60, "learning_rate": 0.1, "max_leaf_nodes": 8, "min_samples_leaf": 20, "l2_regularization": 5.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines with gold.

    Attributes
    ----------
    evidence : array, shape (n_lines, len(evidence.NAMES))
    target : int array, shape (n_lines,)
        1 for content and 0 for the rest, or the number of the role.
    size : array, shape (n_lines,)
        Letters, digits and Han characters of each line.
    weight : array, shape (n_lines,)
        What each line counts in fitting.
    site : list of str, length n_lines
        What must not be in training and test at once.
    page : list of str, length n_lines
    """

    evidence: FloatArray
    target: npt.NDArray[np.int64]
    size: FloatArray
    weight: FloatArray
    site: list[str]
    page: list[str]

    def __getitem__(self, rows: npt.NDArray[np.bool_]) -> Examples:
        """Return the rows where the mask holds."""
        pick = np.flatnonzero(rows)
        sites, pages = [self.site[i] for i in pick], [self.page[i] for i in pick]
        return Examples(self.evidence[pick], self.target[pick], self.size[pick], self.weight[pick], sites, pages)


def importance(sizes: FloatArray) -> FloatArray:
    """Weigh a line between "every line alike" and "every character alike": both are scored."""
    root: FloatArray = np.sqrt(sizes + 5)
    return root


def join(parts: Sequence[Examples]) -> Examples:
    """Stack examples."""
    return Examples(
        np.vstack([p.evidence for p in parts]),
        np.concatenate([p.target for p in parts]),
        np.concatenate([p.size for p in parts]),
        np.concatenate([p.weight for p in parts]),
        [s for p in parts for s in p.site],
        [s for p in parts for s in p.page],
    )


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_tsv(path: Path) -> list[dict[str, str]]:
    """Read a table of gold lines."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def describe(pages: Sequence[Page], together: bool) -> tuple[FloatArray, list[tuple[str, int]], FloatArray]:
    """Gather the evidence of pages, judged together or each alone.

    Returns
    -------
    evidence : array, shape (n_lines, n_features)
    keys : list of (page name, 1-based line)
    sizes : array, shape (n_lines,)
        Characters of each line.
    """
    tokenizer = Tokenizer()
    groups: Iterable[Sequence[Page]] = [pages] if together else [[p] for p in pages]
    parts, keys, sizes = [], [], []
    for group in groups:
        seen = observe(group, tokenizer)
        parts.append(gather(seen, len(group)))
        keys += [(group[p].name, n) for p, n in zip(seen.lines.page.tolist(), seen.lines.number.tolist(), strict=True)]
        sizes += [weight(t) for t in seen.lines.text]
    return np.vstack(parts), keys, np.asarray(sizes, np.float64)


def gold_pages(path: Path, together: bool) -> Examples:
    """Read pages whose lines are marked content or noise; ambiguous lines are left out."""
    records = read_records(path)
    by_name = {r["id"]: r for r in records}
    skip = {(r["id"], i + 1) for r in records for i in r.get("ambiguous", [])}
    evidence, keys, sizes = describe([Page(r["id"], "\n".join(r["lines"])) for r in records], together)
    target = np.array([by_name[p]["labels"][n - 1] == "content" for p, n in keys], np.int64)
    sites, pages = [by_name[p]["brand"] for p, _ in keys], [p for p, _ in keys]
    return Examples(evidence, target, sizes, importance(sizes), sites, pages)[np.array([k not in skip for k in keys])]


def with_tails(path: Path) -> tuple[list[Page], dict[str, dict[int, bool]], dict[str, str]]:
    """Make pages with a tail of read-more stubs: each an article and, behind it, headlines, clipped leads and dates.

    The tails take the titles and first paragraphs of other pages of the same file, clipped at a constant length in
    one of the layouts that aggregators and snapshot sites use. Drawn from a fixed seed.

    Returns
    -------
    pages : list of Page
    gold : dict of page name to dict of line number to content or not
    sites : dict of page name to site
    """
    records = [r for r in read_records(path) if r["kind"] == "article"]
    draw = np.random.default_rng(0)
    leads = [(r["title"].split("_")[0].split("-")[0].split("|")[0].strip(), _lead(r)) for r in records]
    pages, gold, sites = [], {}, {}
    for number, record in enumerate(records):
        kept = [i for i, label in enumerate(record["labels"]) if label == "content"]
        if len(kept) < 4:
            continue
        lines = record["lines"][: kept[-1] + 1]
        labels = [label == "content" for label in record["labels"][: kept[-1] + 1]]
        tail = _tail(leads, number, draw)
        text = "\n".join([*lines, *tail])
        name = f"tail:{record['id']}"
        pages.append(Page(name, unicodedata.normalize("NFKC", text) if draw.random() < HALF_WIDTH else text))
        skip = {i + 1 for i in record.get("ambiguous", [])}
        marks = dict(enumerate(labels + [False] * len(tail), 1))
        gold[name] = {n: mark for n, mark in marks.items() if n not in skip}
        sites[name] = record["brand"]
    return pages, gold, sites


def _lead(record: dict[str, Any]) -> str:
    content = [t.strip() for t, y in zip(record["lines"], record["labels"], strict=True) if y == "content"]
    return "".join(content)[:200]


def _tail(leads: list[tuple[str, str]], own: int, draw: np.random.Generator) -> list[str]:
    """Return the lines of one tail: stubs of a headline and perhaps a clipped lead and a date, in one layout."""
    length, dots, dated = int(draw.integers(38, 92)), draw.random() < 0.3, draw.random() < 0.5
    with_lead = draw.random() < 0.85
    tail: list[str] = [str(draw.choice(["相关阅读", "", "更多关于本地的资讯:", "标签:", "推荐阅读"]))]
    for other in draw.permutation(len(leads))[: int(draw.integers(8, 36))].tolist():
        title, lead = leads[other]
        if other == own or len(title) < 6:
            continue
        tail.append(title)
        if with_lead and len(lead) > 30:
            start = int(draw.integers(0, 30)) if dots and draw.random() < 0.4 else 0
            tail.append(("..." if start else "") + lead[start : start + length] + ("..." if dots and not start else ""))
        if dated:
            day = f"20{draw.integers(10, 25)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
            tail.append(f"{day} {draw.integers(8, 22):02d}:{draw.integers(0, 60):02d}:00")
    return [line for line in tail if line]


def tail_examples(path: Path) -> Examples:
    """Read the pages of `with_tails` as examples."""
    pages, gold, sites = with_tails(path)
    evidence, keys, sizes = describe(pages, together=False)
    known = np.array([n in gold[p] for p, n in keys])
    target = np.array([gold[p].get(n, False) for p, n in keys], np.int64)
    names = [p for p, _ in keys]
    return Examples(evidence, target, sizes, importance(sizes) * TAIL_SHARE, [sites[p] for p in names], names)[known]


def clean_documents(path: Path, most: int = CLEAN_DOCUMENTS) -> Examples:
    """Read documents that are content from the first line to the last."""
    records = read_records(path)[:most]
    texts = [f"{r['title']}\n{r['text']}" if r.get("title") else r["text"] for r in records]
    evidence, keys, sizes = describe([Page(f"{path.stem}#{i}", t) for i, t in enumerate(texts, 1)], together=True)
    pages = [p for p, _ in keys]
    return Examples(evidence, np.ones(len(keys), np.int64), sizes, importance(sizes), [path.stem] * len(keys), pages)


def role_lines(data: Path, seeds: Path) -> Examples:
    """Read the lines whose role was decided by hand: a part of the development pages, and our own seeds."""
    wanted = {(r["page_id"], int(r["line"]) + 1): r["role"] for r in read_tsv(data / "pages/roles_dev.tsv")}
    names = {p for p, _ in wanted}
    records = [r for r in read_records(data / "pages/dev.jsonl.gz") if r["id"] in names]
    brands = {r["id"]: r["brand"] for r in records}
    real = [Page(r["id"], "\n".join(r["lines"])) for r in records]
    ours = list(read_pages(seeds / "pages"))
    brands |= {p.name: p.name.split("/")[0] for p in ours}
    wanted |= {(r["page"], int(r["line"])): r["role"] for r in read_tsv(seeds / "gold.tsv")}
    parts = []
    for pages in (real, ours):
        evidence, keys, sizes = describe(pages, together=True)
        known = np.array([k in wanted for k in keys])
        target = np.array([ROLES.index(wanted.get(k, "body")) for k in keys], np.int64)
        sites, names_of_pages = [brands[p] for p, _ in keys], [p for p, _ in keys]
        parts.append(Examples(evidence, target, sizes, np.ones(len(sizes)), sites, names_of_pages)[known])
    return join(parts)


def keep_examples(data: Path) -> tuple[Examples, Examples]:
    """Return the pages with noise (each judged in company and alone) and the clean documents, weighed."""
    files = [data / "pages" / name for name in ("dev.jsonl.gz", "stubs_dev.jsonl.gz")]
    noisy = join([*[gold_pages(f, t) for t in (True, False) for f in files], tail_examples(files[0])])
    clean = [clean_documents(path) for path in sorted((data / "corpora").glob("*.jsonl.gz"))]
    share = CLEAN_SHARE * noisy.weight.sum() / len(clean)
    return noisy, join([replace(c, weight=c.weight * share / c.weight.sum()) for c in clean])


def fit(examples: Examples, settings: dict[str, Any]) -> Trees:
    """Fit boosted trees, in one thread so that the sums are the same everywhere."""
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **settings)
    with threadpool_limits(1):
        model.fit(examples.evidence, examples.target, sample_weight=examples.weight)
    return Trees.from_sklearn(model)


def main(data: Path, seeds: Path) -> None:
    """Fit both ensembles and write the weights."""
    keep = fit(join(keep_examples(data)), KEEP_MODEL)
    role = fit(role_lines(data, seeds), ROLE_MODEL)
    facts = {
        "features": list(NAMES),
        "roles": list(ROLES),
        "content": sorted(CONTENT),
        "keep": KEEP_MODEL,
        "role": ROLE_MODEL,
    }
    store.save(WEIGHTS, {**keep.arrays("keep"), **role.arrays("role")}, facts, "separation")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
