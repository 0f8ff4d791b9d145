"""Speed against the usual recipe, both on this machine and in this run: `make bench`.

Prints one JSON line: characters a second of `boji run` (all it does: reading, separation, topics, clusters, figures,
report) and of jieba + TfidfVectorizer + NMF + KMeans on the same pages, and the ratio of their times. Then the
milliseconds a page that the evidence takes, and the prediction from it, and the ratio of the prediction's time to that
of jieba alone cutting the same text.
"""

from __future__ import annotations

import json
import logging
import tempfile
import time
from collections.abc import Callable

import jieba
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer
from stopwordsiso import stopwords

from analysis.reading.pages import Page, read_pages
from analysis.run.cli import main
from analysis.separation.claims import Claims
from analysis.separation.company import Company
from analysis.separation.evidence import observe
from analysis.separation.judge import load_separator
from analysis.words.tokenizer import Tokenizer
from tests.paths import SEEDS

PAGES = SEEDS / "pages"
TOPICS = 8


def usual(texts: list[str]) -> None:
    """Do what a user would write instead."""
    stop = stopwords("zh")
    tokens = [[w for w in jieba.lcut(t) if len(w) > 1 and w not in stop and not w.isdigit()] for t in texts]
    x = TfidfVectorizer(analyzer=lambda t: t, min_df=2, max_df=0.5).fit_transform(tokens)
    NMF(TOPICS, init="nndsvda", max_iter=400, random_state=0).fit_transform(x)
    space = make_pipeline(TruncatedSVD(min(100, len(texts) - 1), random_state=0), Normalizer()).fit_transform(x)
    KMeans(TOPICS, n_init=10, random_state=0).fit(space)


def seconds(work: Callable[[], object]) -> float:
    """Return the better of two times."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def separation(pages: list[Page]) -> tuple[float, float]:
    """Return the seconds that the evidence on pages takes, and the prediction from it."""
    separator, tokenizer = load_separator(), Tokenizer()
    seen = observe(pages, tokenizer)
    evidence, claims = Company.of(seen, len(pages)).gather(seen, len(pages)), Claims.of(pages, seen)

    def predict() -> None:
        wording = separator.wording.score(seen.lines.folded, seen.lines.page)
        separator.judge(evidence, wording, seen.lines.page, claims=claims)

    predict()  # once to warm up: the shares of the leaves are worked out on first use
    return seconds(lambda: Company.of(seen, len(pages)).gather(observe(pages, tokenizer), len(pages))), seconds(predict)


def bench() -> dict[str, float]:
    """Time both on the seed pages."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    pages = list(read_pages(PAGES))
    texts = [p.text for p in pages]
    with tempfile.TemporaryDirectory() as out:
        ours = seconds(lambda: main(["run", str(PAGES), "--out", out, "--topics", str(TOPICS), "--lang", "en"]))
    theirs = seconds(lambda: usual(texts))
    evidence, prediction = separation(pages)
    cutting = seconds(lambda: [jieba.lcut(t) for t in texts])
    size = sum(map(len, texts))
    return {
        "characters": size,
        "boji_per_s": round(size / ours),
        "usual_per_s": round(size / theirs),
        "ratio": round(ours / theirs, 2),
        "lines_per_page": round(sum(t.count("\n") + 1 for t in texts) / len(texts)),
        "evidence_ms_per_page": round(1000 * evidence / len(pages), 2),
        "prediction_ms_per_page": round(1000 * prediction / len(pages), 2),
        "prediction_to_jieba": round(prediction / cutting, 2),
    }


if __name__ == "__main__":
    print(json.dumps(bench()))
