"""Topics and clusters of boji beside the usual ways, on every labelled corpus: one run, one table.

    python -m tests.benchmarks.peers [--corpus NAME ...]

Writes ``figures/data/peers.csv``. The corpora are those of ../shared/data/corpora; labels are used to score alone, and
each method is asked for as many topics or clusters as there are labels. boji is run by its command; the others get what
a user would give them: jieba's words of two or more characters without stop words and numbers, TF-IDF where they take
weights. Methods that draw at random are run with `SEEDS`, and their scores are means; those of the optional group once.

- NMI, ARI: of the strongest topic, or the cluster, with the label (scikit-learn).
- NPMI, diversity, junk: of the ten words of each topic, as the tool of ../shared counts them: a word is in a document
  whose text contains it, a pair that never meets counts -1.

gensim, tomotopy and BERTopic take part when they are installed (dependency group ``peers``). BERTopic gets the vectors
of an SVD of TF-IDF, as there is no way to a downloaded language model here; its own embedding would do better.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import shlex
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import jieba
import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer
from stopwordsiso import stopwords

from tests.paths import DATA, ROOT, SHARED

CORPORA = DATA / "corpora"
OUT = ROOT / "figures" / "data" / "peers.csv"
LABELLED = ("cnews_mini", "sogou_mini", "fudan9", "csl_abstracts", "medqa", "shopping10")
SEEDS, FEW_SEEDS = range(5), range(1)  # the optional methods take minutes each
WORDS = 10
MANY = 1_000  # documents from which a word must be in five of them, not two
COMMAND = f"{shlex.quote(sys.executable)} -m analysis run"
JUNK = re.compile(r"[\W\d_]*|[A-Za-z]")

Labels = Sequence[object]
Topics = list[list[str]]
Found = tuple[str, Labels, Topics]


@dataclass(frozen=True)
class Corpus:
    """Documents with labels, cut into words, and their TF-IDF and counts."""

    texts: list[str]
    gold: list[str]
    tokens: list[list[str]]
    tfidf: sparse.csr_matrix
    terms: list[str]

    @property
    def k(self) -> int:
        """Return the number of labels."""
        return len(set(self.gold))

    @property
    def counts(self) -> sparse.csr_matrix:
        """Return the word counts over the same terms."""
        place = {t: i for i, t in enumerate(self.terms)}
        rows = [(i, place[w]) for i, words in enumerate(self.tokens) for w in words if w in place]
        row, column = np.array(rows).T
        return sparse.csr_matrix((np.ones(len(rows)), (row, column)), shape=self.tfidf.shape)


def read(name: str) -> Corpus:
    """Read a corpus and cut it into words as is usual."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    texts = [r["text"] for r in rows]
    stop = stopwords("zh")
    tokens = [[w for w in jieba.lcut(t) if len(w) > 1 and w not in stop and not w.isdigit()] for t in texts]
    weights = TfidfVectorizer(analyzer=list, min_df=5 if len(texts) >= MANY else 2, max_df=0.5, max_features=50_000)
    tfidf = weights.fit_transform(tokens)
    return Corpus(texts, [r["label"] for r in rows], tokens, tfidf, weights.get_feature_names_out().tolist())


def boji(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Run the command as the tool of ../shared does, and take that tool's scores."""
    with tempfile.TemporaryDirectory() as work:
        tool = [sys.executable, str(SHARED / "tools" / "score_topics.py"), str(CORPORA / f"{name}.jsonl.gz")]
        done = subprocess.run([*tool, "--out", work, "--command", COMMAND], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.strip().split("\n")[-1])
    words = {key: said[key] for key in ("npmi", "diversity", "junk")}
    yield "boji topics", said["topic"] | words | {"seconds": said["seconds"]}
    yield "boji clusters", said["cluster"] | {"seconds": said["seconds"]}


def heaviest(H: np.ndarray, terms: Sequence[str]) -> Topics:
    return [[terms[i] for i in np.argsort(-row, kind="stable")[:WORDS]] for row in H]


def nmf(corpus: Corpus, seed: int) -> Found:
    model = NMF(corpus.k, init="nndsvda", max_iter=400, random_state=seed)
    W = model.fit_transform(corpus.tfidf)
    return "NMF", W.argmax(axis=1).tolist(), heaviest(model.components_, corpus.terms)


def svd_kmeans(corpus: Corpus, seed: int) -> Found:
    rank = min(100, min(corpus.tfidf.shape) - 1)
    points = make_pipeline(TruncatedSVD(rank, random_state=seed), Normalizer()).fit_transform(corpus.tfidf)
    return "SVD + k-means", KMeans(corpus.k, n_init=10, random_state=seed).fit_predict(points).tolist(), []


def lda(corpus: Corpus, seed: int) -> Found:
    model = LatentDirichletAllocation(corpus.k, random_state=seed, max_iter=20, learning_method="batch")
    W = model.fit_transform(corpus.counts)
    return "LDA (scikit-learn)", W.argmax(axis=1).tolist(), heaviest(model.components_, corpus.terms)


def gensim_lda(corpus: Corpus, seed: int) -> Found:
    from gensim.matutils import Sparse2Corpus  # noqa: PLC0415  # in an optional group; so below
    from gensim.models import LdaModel  # noqa: PLC0415

    bags = list(Sparse2Corpus(corpus.counts, documents_columns=False))
    words = dict(enumerate(corpus.terms))
    model = LdaModel(bags, num_topics=corpus.k, id2word=words, passes=5, random_state=seed)
    labels = [max(model.get_document_topics(bag), key=lambda t: t[1])[0] for bag in bags]
    return "LDA (gensim)", labels, heaviest(model.get_topics(), corpus.terms)


def tomotopy_lda(corpus: Corpus, seed: int) -> Found:
    import tomotopy  # noqa: PLC0415

    known = set(corpus.terms)
    model = tomotopy.LDAModel(k=corpus.k, seed=seed)
    for words in corpus.tokens:
        model.add_doc([w for w in words if w in known] or ["-"])
    model.train(300, workers=1)
    labels = [int(np.argmax(document.get_topic_dist())) for document in model.docs]
    return "LDA (tomotopy)", labels, [[w for w, _ in model.get_topic_words(t, WORDS)] for t in range(corpus.k)]


def bertopic(corpus: Corpus, seed: int) -> Found:
    from bertopic import BERTopic  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415
    from umap import UMAP  # noqa: PLC0415

    vectors = TruncatedSVD(100, random_state=seed).fit_transform(corpus.tfidf)
    plane = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    words = CountVectorizer(analyzer=str.split)
    model = BERTopic(umap_model=plane, vectorizer_model=words, nr_topics=corpus.k + 1, embedding_model=None)
    known = set(corpus.terms)
    documents = [" ".join(w for w in words if w in known) for words in corpus.tokens]
    labels, _ = model.fit_transform(documents, vectors)
    told = [[w for w, _ in model.get_topic(t)][:WORDS] for t in sorted(set(labels) - {-1})]
    return "BERTopic (SVD vectors)", labels, told


METHODS: dict[str, Callable[[Corpus, int], Found]] = {"nmf": nmf, "svd": svd_kmeans, "lda": lda}
OPTIONAL = {"gensim": gensim_lda, "tomotopy": tomotopy_lda, "bertopic": bertopic}


def scores(corpus: Corpus, labels: Labels, topics: Topics) -> dict[str, float]:
    """Score labels, and words where there are any."""
    sys.path.insert(0, str(SHARED / "tools"))
    from score_topics import npmi  # noqa: PLC0415  # not in a user's clone

    found = {
        "nmi": normalized_mutual_info_score(corpus.gold, labels),
        "ari": adjusted_rand_score(corpus.gold, labels),
    }
    words = [w for topic in topics for w in topic]
    if words:
        junk = sum(JUNK.fullmatch(w) is not None for w in words) / len(words)
        found |= {"npmi": npmi(topics, corpus.texts), "diversity": len(set(words)) / len(words), "junk": junk}
    return found


def scores_of(corpus: Corpus, method: Callable[[Corpus, int], Found], seed: int) -> dict[str, float]:
    """Run a method once and score it."""
    _, labels, topics = method(corpus, seed)
    return scores(corpus, labels, topics)


def measure(name: str) -> pd.DataFrame:
    """Measure all methods on a corpus."""
    rows: list[dict[str, Any]] = [{"method": method, **said} for method, said in boji(name)]
    corpus = read(name)
    optional = {work: FEW_SEEDS for package, work in OPTIONAL.items() if find_spec(package)}
    for work, seeds in (dict.fromkeys(METHODS.values(), SEEDS) | optional).items():
        for seed in seeds:
            start = time.perf_counter()
            method, labels, topics = work(corpus, seed)
            seconds = time.perf_counter() - start
            rows.append({"method": method, **scores(corpus, labels, topics), "seconds": seconds})
    columns = ["nmi", "ari", "npmi", "diversity", "junk", "seconds"]
    means = pd.DataFrame(rows).groupby("method", sort=False)[columns].mean().round(4)
    return means.reset_index().assign(corpus=name)[["corpus", "method", *columns]]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=LABELLED, action="append", help="one of them; may be given again")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        sys.exit("peers.py needs the labelled corpora of ../shared/data/corpora, which are not there")
    jieba.setLogLevel(logging.WARNING)
    warnings.simplefilter("ignore")
    tables = []
    for name in options.corpus or LABELLED:
        tables.append(measure(name))
        print(tables[-1].to_string(index=False), flush=True)
    if not options.corpus:
        pd.concat(tables).to_csv(OUT, index=False, encoding="utf-8-sig", lineterminator="\n")
        print(OUT.relative_to(ROOT))


if __name__ == "__main__":
    main()
