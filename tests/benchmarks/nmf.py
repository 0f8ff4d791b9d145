"""How long does NMF take to scikit-learn's final loss, beside scikit-learn itself, in one run and one thread?

    python -m tests.benchmarks.nmf [K ...]        # 20 50 100

Takes the 9,480 news items of xwlb in ../shared. Prints a JSON line a number of topics: the loss (Frobenius norm of what
is left) and seconds of scikit-learn's coordinate descent (float64, nndsvda, its own 200 rounds at most), the fewest
rounds after which ours is within a ten-thousandth of that loss, its seconds (with the start and the solution of the
rows) and the ratio of the times.
"""

from __future__ import annotations

import json
import sys
import time
import warnings

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF

from analysis.arrays import FloatArray, one_thread
from analysis.reading.characters import fold
from analysis.reading.pages import read_pages
from analysis.topics.model import Basis
from analysis.topics.nmf import TopicNMF
from analysis.words.tokenizer import Tokenizer
from analysis.words.tokens import Tokens
from tests.paths import DATA

NEAR = 1.0001  # of scikit-learn's loss
ROUNDS = (10, 15, 20, 22, 24, 26, 28, 30, 35, 40, 50, 60, 80, 100)


def loss(X: sparse.csr_matrix, W: FloatArray, H: FloatArray) -> float:
    """Return the Frobenius norm of ``X - W H`` without building it."""
    cross = float((np.asarray(X @ H.T) * W).sum())
    whole = float((X.data**2).sum())
    return float(np.sqrt(max(0.0, whole - 2 * cross + float(((W.T @ W) * (H @ H.T)).sum()))))


def compare(X: sparse.csr_matrix, k: int) -> dict[str, float]:
    """Time both to the same loss."""
    start = time.perf_counter()
    theirs = NMF(k, init="nndsvda", random_state=0)
    W = theirs.fit_transform(X)
    seconds, wanted = time.perf_counter() - start, loss(X, W, theirs.components_)
    for rounds in ROUNDS:
        start = time.perf_counter()
        ours = TopicNMF(k, max_iter=rounds, tol=0.0)
        W = ours.fit_transform(X)
        own_seconds, own = time.perf_counter() - start, loss(X, W, ours.components_)
        if own <= NEAR * wanted:
            break
    told = {"k": k, "sklearn_loss": wanted, "sklearn_s": seconds, "loss": own, "rounds": rounds, "s": own_seconds}
    return {name: round(value, 4) for name, value in told.items()} | {"ratio": round(own_seconds / seconds, 3)}


def main() -> None:
    """Print what is measured."""
    pages = read_pages(DATA / "corpora" / "xwlb.jsonl.gz")
    basis = Basis.of(Tokens.cut(Tokenizer(), [fold(page.text) for page in pages]).counts(Tokenizer()))
    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn says that it has not converged
        for k in map(int, sys.argv[1:] or ("20", "50", "100")):
            print(json.dumps(compare(basis.X, k)), flush=True)


if __name__ == "__main__":
    main()
