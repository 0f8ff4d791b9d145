"""Ratios of times, each side by side in one run: `make bench` prints and writes them (``figures/data/ratios.csv``).

    python -m tests.benchmarks.ratios [--corpus FILE.jsonl] [--topics 20] [--jobs 2]

Without a corpus, 5,000 generated pages are taken. The rows:

- the whole of ``boji run`` (tables, figures, report) beside the usual recipe without these: jieba, TfidfVectorizer,
  NMF, SVD and KMeans in one process;
- words and TF-IDF alone, beside the recipe's;
- reading, judging and counting beside the segmenter alone over the same lines, both on all processes;
- NMF to scikit-learn's loss: `tests.benchmarks.nmf`, which needs ../shared.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jieba
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer
from stopwordsiso import stopwords

from analysis.reading.lines import split_lines
from analysis.reading.pages import Page, read_pages
from analysis.run.engine import Engine, chunked
from analysis.separation.company import Company
from analysis.separation.evidence import Observation, merge, observe
from analysis.separation.judge import separate
from analysis.topics.model import Basis
from analysis.words.tokenizer import Tokenizer
from analysis.words.tokens import Tokens
from tests.benchmarks.generator import write_pages
from tests.paths import ROOT

OUT = ROOT / "figures" / "data" / "ratios.csv"
GENERATED = 5_000
CHUNK = 64


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def usual(texts: list[str], topics: int) -> tuple[float, float]:
    """Do what a user would write instead; return the seconds of words and weights, and of all of it."""
    stop, start = stopwords("zh"), time.perf_counter()
    tokens = [[w for w in jieba.lcut(t) if len(w) > 1 and w not in stop and not w.isdigit()] for t in texts]
    X = TfidfVectorizer(analyzer=list, min_df=5, max_df=0.5, max_features=50_000).fit_transform(tokens)
    words = time.perf_counter() - start
    NMF(topics, init="nndsvda", max_iter=400, random_state=0).fit_transform(X)
    space = make_pipeline(TruncatedSVD(100, random_state=0), Normalizer()).fit_transform(X)
    KMeans(topics, n_init=10, random_state=0).fit(space)
    return words, time.perf_counter() - start


def cut(tokenizer: Tokenizer, pages: list[Page]) -> Tokens:
    """Cut the lines of pages into words."""
    return Tokens.cut(tokenizer, split_lines(pages).folded)


def segment(tokenizer: Tokenizer, lines: list[str]) -> int:
    """Do nothing but segment lines."""
    return sum(len(tokenizer.runs(line)) for line in lines)


def words_and_weights(pages: list[Page], engine: Engine) -> None:
    """Cut pages into words, count and weigh these."""
    tokenizer = Tokenizer()
    tokens = Tokens.join(list(engine.map(partial(cut, tokenizer), chunked(pages, CHUNK))))
    Basis.of(tokens.counts(tokenizer))


def judged_and_counted(paths: Path, engine: Engine) -> None:
    """Read, observe, judge and count pages."""
    pages, tokenizer = list(read_pages(paths)), Tokenizer()
    chunks = list(chunked(pages, CHUNK))
    parts: list[Observation] = list(engine.map(partial(_observe, tokenizer), chunks))
    seen = merge(parts, [len(chunk) for chunk in chunks])
    separate(pages, seen, Company.of(seen, len(pages)))


def _observe(tokenizer: Tokenizer, pages: list[Page]) -> Observation:
    return observe(pages, tokenizer)


def ratios(corpus: Path, topics: int, jobs: int) -> pd.DataFrame:
    """Time all rows over a corpus."""
    pages = list(read_pages(corpus))
    lines = split_lines(pages).folded
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "analysis", "run", str(corpus), "--out", out, "--topics", str(topics)]
        run = partial(subprocess.run, [*command, "--jobs", str(jobs)], check=True, cwd=ROOT, capture_output=True)
        whole = timed(run)
    usual_words, usual_all = usual([page.text for page in pages], topics)
    with Engine(jobs) as engine:
        list(engine.map(partial(cut, Tokenizer()), chunked(pages[: 4 * CHUNK], CHUNK)))  # starts the processes
        words = timed(lambda: words_and_weights(pages, engine))
        judged = timed(lambda: judged_and_counted(corpus, engine))
        alone = timed(lambda: list(engine.map(partial(segment, Tokenizer()), chunked(lines, 20 * CHUNK))))
    rows = [
        ("boji run / usual recipe", whole, usual_all),
        ("words and TF-IDF / usual recipe's", words, usual_words),
        ("reading, judging, counting / segmenter alone", judged, alone),
    ]
    table = pd.DataFrame(rows, columns=["what", "seconds", "beside_seconds"]).assign(
        corpus=corpus.name, pages=len(pages)
    )
    return table.assign(ratio=table["seconds"] / table["beside_seconds"]).round(3)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        if options.corpus is None:
            write_pages(GENERATED, Path(work))
        table = ratios(options.corpus or Path(work) / "pages", options.topics, options.jobs)
    known = pd.read_csv(OUT, encoding="utf-8-sig") if OUT.is_file() else table.head(0)
    both = pd.concat([known[~known["corpus"].isin(table["corpus"])], table])  # one corpus beside another
    both.to_csv(OUT, index=False, encoding="utf-8-sig", lineterminator="\n")
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
